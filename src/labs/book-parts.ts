import { addCharacters, type FaceCharacters } from '../lib/characters.ts';
import { labs, type LabName } from '../lib/labs.ts';
import { renderSymbol } from './formula.ts';
import { loadLab } from './registry.ts';

/** What these labs add to the book's fonts and styles: the characters of every text that stands in the book's own type, and the classes of every symbol. */
export async function labParts(names: readonly LabName[]): Promise<{ characters: FaceCharacters; classes: ReadonlySet<string> }> {
  const styles = new Set<string>();
  const texts: string[] = [];
  for (const name of names) {
    const { caption, leavesOut, controls } = await loadLab(name);
    texts.push(labs[name].question, caption, leavesOut);
    for (const control of Object.values(controls)) if ('tex' in control) texts.push(renderSymbol(control.tex, styles));
  }
  const characters: FaceCharacters = new Map();
  addCharacters(texts.join(''), characters);
  return { characters, classes: styles };
}
