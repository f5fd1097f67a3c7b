import type { LabName } from '../lib/labs.ts';
import type { Lab } from './lab.ts';

/** Each lab is a file of its own, which a page loads when a reader touches it. */
const loaders: Readonly<Record<LabName, () => Promise<Lab>>> = {
  scaling: async () => (await import('./scaling.ts')).scaling,
  dpo: async () => (await import('./dpo.ts')).dpo,
  overopt: async () => (await import('./overopt.ts')).overopt,
  'moe-balance': async () => (await import('./moe-balance.ts')).moeBalance,
  lora: async () => (await import('./lora.ts')).lora,
  nf4: async () => (await import('./nf4.ts')).nf4,
  rlhf: async () => (await import('./rlhf.ts')).rlhf,
  'moe-cost': async () => (await import('./moe-cost.ts')).moeCost,
  collapse: async () => (await import('./collapse.ts')).collapse,
  cpt: async () => (await import('./cpt.ts')).cpt,
  'next-token': async () => (await import('./next-token.ts')).nextToken,
  forgetting: async () => (await import('./forgetting.ts')).forgetting,
  data: async () => (await import('./data.ts')).data,
  distill: async () => (await import('./distill.ts')).distill,
  'peft-cost': async () => (await import('./peft-cost.ts')).peftCost,
  judge: async () => (await import('./judge.ts')).judge,
};

export function loadLab(name: LabName): Promise<Lab> {
  return loaders[name]();
}
