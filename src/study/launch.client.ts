import { hasStudied, markRead } from './marks.client.ts';

const slug = document.querySelector<HTMLElement>('[data-slug]')?.dataset['slug'];
if (slug) markRead([slug]);

// All that a page costs readers who never study: this look into storage.
const line = document.querySelector<HTMLElement>('[data-study-line]');
if (line && hasStudied()) void import('./line.client.ts').then(({ showLine }) => showLine(line, slug));

if (document.querySelector('[data-study]')) void import('./study-page.client.ts');
