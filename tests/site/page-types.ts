import { expect, type Page } from '@playwright/test';

/** One address of every sort of page, relative to the base path. The first card is the one with the heaviest mathematics. */
export const pageTypes = {
  home: '',
  'all cards': 'cards/',
  card: 'cards/dpo-derivation/',
  'card with a table': 'cards/lora-vs-adapters-vs-prefix-tuning/',
  chapter: 'chapters/alignment/',
  difficulty: 'difficulty/expert/',
  kind: 'kinds/math/',
  tags: 'tags/',
  tag: 'tags/low-rank/',
  'tag that is a formula': 'tags/beta/',
  sources: 'sources/',
  labs: 'labs/',
  lab: 'labs/scaling/',
  'lab with texts': 'labs/data/',
  'card with a lab': 'cards/chinchilla-vs-kaplan/',
  study: 'study/',
  about: 'about/',
  'whole book': 'print/',
  search: 'search/?q=reward&difficulty=expert',
  'not found': 'nowhere/',
} as const;

export type PageType = keyof typeof pageTypes;

export const pageTypeNames = Object.keys(pageTypes) as PageType[];

/** Opens a page and waits until it shows what it has to show. */
export async function visit(page: Page, type: PageType): Promise<void> {
  await page.goto(pageTypes[type]);
  if (type === 'study') await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible();
  if (type === 'search') await expect(page.getByRole('list', { name: 'Search results' }).getByRole('link').first()).toBeVisible();
}
