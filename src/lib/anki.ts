import { replaceFormulas } from './formula-spans.ts';

/** A note for Anki: a question and its answer. */
export interface AnkiNote {
  /** What Anki knows the note by: importing it again changes the note that is there. */
  id: string;
  /** `::` parts a deck from the one that it lies in. */
  deck: string;
  tags: readonly string[];
  front: string;
  back: string;
}

// Columns stand by number and not by the names of the fields, which differ with Anki's language. A deck column makes decks that are missing;
// the header `#deck` of earlier versions did not.
const header = ['#separator:Tab', '#html:true', '#notetype:Basic', '#guid column:1', '#deck column:2', '#tags column:3'];

/** A text file for Anki's own importer, with the header that tells it what each column is. */
export function ankiFile(notes: readonly AnkiNote[]): string {
  const rows = notes.map(({ id, deck, tags, front, back }) => [id, deck, tags.join(' '), front, back].map(quote).join('\t'));
  return [...header, ...rows, ''].join('\n');
}

/** A card's HTML as a field of a note: formulas as the TeX that Anki's MathJax reads, every address whole, nothing for our stylesheets. */
export function ankiHtml(html: string, origin: string): string {
  return replaceFormulas(html, texOf)
    .replaceAll(/<[a-z][^>]*>/g, (tag) =>
      tag
        .replaceAll(/ (?:class|id|tabindex|role|aria-[a-z]+|srcset|sizes|loading|decoding)="[^"]*"/g, '')
        .replaceAll(/ (href|src)="\/(?!\/)/g, ` $1="${origin}/`),
    )
    .trim();
}

/** The TeX stays escaped, as the field is HTML. */
function texOf(formula: string): string {
  const tex = /<annotation encoding="application\/x-tex">([^<]*)<\/annotation>/.exec(formula)?.[1] ?? '';
  return / display="block"/.test(formula) ? `\\[${tex}\\]` : `\\(${tex}\\)`;
}

function quote(value: string): string {
  return `"${value.replaceAll('"', '""')}"`;
}
