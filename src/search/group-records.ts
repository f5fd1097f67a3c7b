import { labs, type LabName } from '../lib/labs.ts';
import { visualFormulas } from '../lib/visual-formulas.ts';
import { pageUrl } from '../lib/urls.ts';
import type { Group } from './groups.ts';

interface Forms {
  html: string;
  plain: string;
}

/** What there is beside cards, as pages have it. */
export interface GroupSources {
  about: { labs: readonly LabName[] };
  symbols: readonly { name: string; html: string; key: string; names: readonly string[]; meaning: Forms }[];
  tags: readonly { name: string; label: Forms; definition: Forms; aliases: readonly string[] }[];
  sources: readonly { key: string; label: string; title: string }[];
}

/** The groups in the order in which results show them. */
export function groupsOf({ about, symbols, tags, sources }: GroupSources, base: string): Group[] {
  const groups: Group[] = [
    {
      title: 'Symbols',
      start: `${pageUrl(base, 'symbols')}#symbol-`,
      entries: symbols.map(({ name, html, key, names, meaning }) => [
        name,
        visualFormulas(html, names[0] ?? key),
        meaning.plain,
        [...names, key].join(', '),
      ]),
    },
    {
      title: 'Labs',
      start: pageUrl(base, 'labs'),
      entries: about.labs.map((name) => [`${name}/`, escapeHtml(labs[name].question), '', name]),
    },
    {
      title: 'Tags',
      start: pageUrl(base, 'tags'),
      entries: tags.map(({ name, label, definition, aliases }) => [
        `${name}/`,
        visualFormulas(label.html),
        definition.plain,
        aliases.join(', '),
      ]),
    },
    {
      title: 'Sources',
      start: `${pageUrl(base, 'sources')}#source-`,
      entries: sources.map(({ key, label, title }) => [key, escapeHtml(title), label, label]),
    },
  ];
  return groups.filter(({ entries }) => entries.length > 0);
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
