import type { StudyCard, StudyText } from '../lib/study-card.ts';

const base = document.documentElement.dataset['base'] ?? '/';
const parts = new Map<number, Promise<Record<string, StudyText>>>();

async function fetchJson<Content>(path: string): Promise<Content> {
  const response = await fetch(`${base}study/${path}`);
  if (!response.ok) throw new Error(`The host answered ${response.status} for ${path}.`);
  return (await response.json()) as Content;
}

export function loadCards(): Promise<StudyCard[]> {
  return fetchJson<StudyCard[]>('cards.json');
}

/** The text of a card; cards that stand near each other come in one file. */
export async function loadText({ id, part }: StudyCard): Promise<StudyText | undefined> {
  const loading = parts.get(part) ?? fetchJson<Record<string, StudyText>>(`texts/${part}.json`);
  parts.set(part, loading);
  try {
    return (await loading)[id];
  } catch {
    // The next card tries again.
    parts.delete(part);
    return undefined;
  }
}
