import { americanSpelling } from './spelling-forms.ts';
import { stem } from './stem.ts';
import { isStopWord } from './stop-words.ts';

const greekNames =
  'alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma sigma tau upsilon phi chi psi omega'.split(
    ' ',
  );
const letterForms: Readonly<Record<string, string>> = {
  ϵ: 'epsilon',
  ϑ: 'theta',
  ϕ: 'phi',
  '∇': 'nabla',
  '∂': 'partial',
  '∑': ' sum ',
  '√': ' sqrt ',
};
const scales: Readonly<Record<string, string>> = { thousand: 'k', million: 'm', billion: 'b', trillion: 't' };

/** A word of a text, and what it is looked up by. */
export interface SearchWord {
  /** In lower case, Greek letters by name, `1.4T` as `1p4t`. */
  surface: string;
  /** The surface in American spelling, without ending. */
  stem: string;
  isStop: boolean;
  /** Begins with a capital that does not begin a sentence, or holds one. */
  isName: boolean;
  /** The whole of the compound to which the word belongs: `finetuning` for `fine` and for `tuning` in `fine-tuning`. */
  compound?: string;
  /** What joins the parts of that compound. */
  joint?: '-' | '_';
}

/** The words of a text in order; hyphens, dashes and slashes part words, and what they part is known as a compound. */
export function wordsOf(text: string): SearchWord[] {
  const words: SearchWord[] = [];
  for (const [chunk] of spellOut(text).matchAll(/[\p{L}\p{N}]+(?:[-_][\p{L}\p{N}]+)*/gu)) {
    const parts = chunk.split(/[-_]/);
    const compound = parts.length > 1 ? stemOf(parts.join('').toLowerCase()) : undefined;
    const joint = chunk.includes('_') ? '_' : '-';
    for (const part of parts) {
      const surface = part.toLowerCase();
      const isName = /.\p{Lu}|\d/u.test(part) || (part.length === 1 && /[B-HJ-Z]/.test(part));
      words.push({
        surface,
        stem: stemOf(surface),
        isStop: !isName && isStopWord(surface),
        isName,
        ...(compound === undefined ? {} : { compound, joint }),
      });
    }
  }
  return words;
}

const knownStems = new Map<string, string>();

/** What a word in lower case is looked up by. Words recur: each is taken apart once. */
export function stemOf(surface: string): string {
  let known = knownStems.get(surface);
  if (known === undefined) knownStems.set(surface, (known = stem(americanSpelling(surface))));
  return known;
}

/** Names within a name, as its capitals part it: `lora` in `QLoRA`, `instruct` and `gpt` in `InstructGPT`. */
export function namesWithin(text: string): string[] {
  const names = new Set<string>();
  for (const [name] of text.matchAll(/\p{L}*\p{Ll}\p{L}*\p{Lu}\p{L}*|\p{Lu}{2,}\p{Ll}\p{L}*|\p{Lu}\p{L}*\p{Lu}\p{L}*/gu)) {
    const starts = [...name.matchAll(/(?<=\p{Ll})\p{Lu}|(?<=\p{Lu})\p{Lu}(?=\p{Ll})/gu)].map(({ index }) => index);
    const bounds = [0, ...starts, name.length];
    for (const [from, start] of bounds.entries()) {
      for (const end of bounds.slice(from + 1)) {
        if (end - start >= 3 && end - start < name.length) names.add(stemOf(name.slice(start, end).toLowerCase()));
      }
    }
  }
  return [...names];
}

/** One spelling for the many that keyboards and typesetters have for the same. */
function spellOut(text: string): string {
  return text
    .replaceAll(/[α-ωΑ-Ω]/gu, greekName)
    .replaceAll(/[ϵϑϕ∇∂∑√]/gu, (letter) => letterForms[letter] ?? letter)
    .normalize('NFKC')
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/['’ʼ](?:s\b)?/g, '')
    .replaceAll(/[\u2010-\u2015−]/g, '-')
    .replaceAll(/(\d),(?=\d{3}\b)/g, '$1')
    .replaceAll(/(\d)\.(?=\d)/g, '$1p')
    .replaceAll(/(?<=\d)\s?[×x]\s?(?=\d+[BbTtMm]\b)/g, 'x')
    .replaceAll(/(?<=\d)[ -]?(thousand|million|billion|trillion)s?\b/gi, (_, scale: string) => scales[scale.toLowerCase()] ?? scale)
    .replaceAll(/(?<=\d)[ -]?(bit)s?\b/gi, '$1')
    .replaceAll(/(?<=\d)\s(?=(?:[KMGT]B|[KMBT])\b)/g, '');
}

function greekName(letter: string): string {
  const code = letter.charCodeAt(0);
  return greekNames[code - (code >= 0x3b1 ? 0x3b1 : 0x391)] ?? letter;
}
