/** The base path with one slash at each end: `x`, `/x` and `/x/` mean the same, nothing means `/`. */
export function normalizeBase(base: string | undefined): string {
  const path = (base ?? '').split('/').filter(Boolean).join('/');
  return path === '' ? '/' : `/${path}/`;
}

/** Builders of every address of the site; each takes the base path first, so that one place knows how addresses are written. */
export const homeUrl = (base: string): string => base;
export const pageUrl = (base: string, page: string): string => `${base}${page}/`;
export const cardUrl = (base: string, slug: string): string => `${base}cards/${slug}/`;
export const chapterUrl = (base: string, chapter: string): string => `${base}chapters/${chapter}/`;
export const ankiUrl = (base: string, chapter?: string): string => `${chapter ? chapterUrl(base, chapter) : base}anki.txt`;
export const difficultyUrl = (base: string, difficulty: string): string => `${base}difficulty/${difficulty}/`;
export const kindUrl = (base: string, kind: string): string => `${base}kinds/${kind}/`;
export const labUrl = (base: string, lab: string): string => `${base}labs/${lab}/`;
export const tagUrl = (base: string, tag: string): string => `${base}tags/${tag}/`;
export const symbolAnchor = (name: string): string => `symbol-${name}`;
export const symbolUrl = (base: string, name: string): string => `${base}symbols/#${symbolAnchor(name)}`;
export const sourceAnchor = (key: string): string => `source-${key}`;
export const sourceUrl = (base: string, key: string): string => `${base}sources/#${sourceAnchor(key)}`;
