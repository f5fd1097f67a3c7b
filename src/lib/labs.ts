interface LabListing {
  /** The question that the lab answers: the title of its page. */
  question: string;
  /** Names of its presets, to which cards link; the first is how the lab starts. */
  presets: readonly [string, ...string[]];
}

/** Every lab, in the order of the index. What each is made of stands in `src/labs/`, which the pipeline does not import. */
export const labs = {
  scaling: {
    question: 'Given a budget, how big a model and how long a run?',
    presets: ['chinchilla', 'gopher', 'thirteen-billion', 'llama-3-8b', 'printed-constants'],
  },
  dpo: {
    question: 'Does DPO reach the optimum without a reward model, and how does it go wrong?',
    presets: ['exact-preferences', 'three-responses', 'anchored', 'unlike-pair', 'few-labels'],
  },
  overopt: {
    question: 'How much optimization against a reward model is too much?',
    presets: ['moderate', 'at-the-peak', 'past-the-peak', 'harmless-length', 'heavy-tail'],
  },
  'moe-balance': {
    question: 'Why do routers collapse, and which cure costs least?',
    presets: ['none', 'bias', 'auxiliary-loss', 'too-much-loss', 'switch'],
  },
  lora: {
    question: 'What can rank r express, and what does α/r do?',
    presets: ['rank-four', 'flat-spectrum', 'alpha-twice-rank', 'gradient-descent'],
  },
  nf4: {
    question: 'Where do four bits go?',
    presets: ['qlora', 'evenly-spaced', 'large-blocks', 'outliers'],
  },
  rlhf: {
    question: 'What do the three stages of RLHF do, and where does the KL penalty go?',
    presets: ['k1-in-reward', 'k3-in-loss', 'k1-in-loss', 'no-penalty', 'few-labels'],
  },
  'moe-cost': {
    question: 'What does a mixture of experts store, compute and read, and what does a capacity drop?',
    presets: ['mixtral', 'deepseek-v3', 'random-routing', 'uneven-routing'],
  },
  collapse: {
    question: 'What survives when models train on their own output?',
    presets: ['replace', 'accumulate', 'some-real-data', 'verifier', 'unbiased'],
  },
  cpt: {
    question: 'Which learning rate and how much replay when the data changes?',
    presets: ['weak-shift', 'no-replay', 'strong-shift', 'low-peak', 'constant-rate'],
  },
  'next-token': {
    question: 'What does the next-token loss reward, and where is its floor?',
    presets: ['four-tokens', 'two-tokens', 'answers-only', 'tasks-apart'],
  },
  forgetting: {
    question: 'How can a model move to a new task without losing the old one?',
    presets: ['joint-training', 'quarter-replay', 'one-direction', 'early-stop'],
  },
  data: {
    question: 'What is a duplicate worth, and how should a budget be split?',
    presets: ['fineweb', 'refinedweb', 'four-by-twenty-five', 'sixteen-epochs'],
  },
  distill: {
    question: 'What do soft labels carry?',
    presets: ['forward-kl', 'reverse-kl', 'hard-labels', 'one-mode'],
  },
  'peft-cost': {
    question: 'What does each method of cheap fine-tuning cost to store, to serve, and in context?',
    presets: ['gpt-3', 'unmerged', 'llama-prefix', 'hundred-tasks'],
  },
  judge: {
    question: 'Can labels of an AI judge replace those of people?',
    presets: ['sixteen-principles', 'position-bias', 'both-orders', 'constitutional-ai'],
  },
} as const satisfies Record<string, LabListing>;

export type LabName = keyof typeof labs;
export type PresetName<Name extends LabName> = (typeof labs)[Name]['presets'][number];

export const labNames = Object.keys(labs) as LabName[];

export function isLabName(name: string): name is LabName {
  return Object.hasOwn(labs, name);
}
