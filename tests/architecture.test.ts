import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';

// Who may import whom (DESIGN.md, section 2). A room may always import from itself.
const arrows: Record<string, readonly string[]> = {
  pages: ['components', 'content.ts', 'fonts', 'labs', 'lib', 'models', 'search', 'study'],
  components: ['content.ts', 'fonts', 'labs', 'lib', 'models', 'offline', 'search', 'study', 'styles'],
  labs: ['components', 'content.ts', 'lib', 'models'],
  search: ['components', 'content.ts', 'lib'],
  // Its pictures are drawn as the labs' are.
  study: ['components', 'content.ts', 'labs', 'lib', 'models'],
  offline: [],
  fonts: ['lib'],
  lib: [],
  models: [],
  'content.ts': ['lib'],
  'content.config.ts': ['lib', 'pipeline'],
  pipeline: ['lib'],
  integrations: ['lib', 'offline', 'pipeline', 'cli'],
  cli: ['lib', 'pipeline', 'integrations'],
};

interface Import {
  from: string;
  to: string;
}

function roomOf(path: string): string {
  return path.split('/')[0] ?? '';
}

const files = globSync('src/**/*.{ts,astro,mdx}').map((file) => file.replace(/^src\//, ''));

const imports = files.flatMap((from): Import[] => {
  const code = readFileSync(join('src', from), 'utf8');
  const specifiers = [...code.matchAll(/(?:from\s+|import\s+|import\()['"]([\w@./:-]+)['"]/g)].map((match) => match[1] ?? '');
  return specifiers.map((to) => ({ from, to: to.startsWith('.') ? normalize(join(dirname(from), to)) : to }));
});

const inside = imports.filter(({ to }) => !/^(@|[a-z]+:)?[\w@/-]+$/.test(to) || files.includes(to));

describe('the arrows between rooms', () => {
  test('every import inside src/ is allowed', () => {
    const forbidden = inside
      .filter(({ from, to }) => roomOf(from) !== roomOf(to))
      .filter(({ from, to }) => !arrows[roomOf(from)]?.includes(roomOf(to)))
      .filter(({ to }) => !to.endsWith('.css'));
    expect(forbidden).toEqual([]);
  });

  test('content.ts alone asks the content store', () => {
    const askers = imports.filter(({ to }) => to === 'astro:content').map(({ from }) => from);
    expect(askers.toSorted()).toEqual(['content.ts']);
  });

  test('models import other models, pure-rand and d3-random alone', () => {
    const outside = imports.filter(({ from, to }) => roomOf(from) === 'models' && roomOf(to) !== 'models').map(({ to }) => to);
    expect(outside.filter((to) => !/^(pure-rand|d3-random)(\/|$)/.test(to))).toEqual([]);
  });

  test('only client scripts touch the page and storage', () => {
    const touching = files.filter((file) => file.endsWith('.ts') && !file.endsWith('.client.ts') && !file.startsWith('pipeline/'));
    const guilty = touching.filter((file) => /\b(document|window|localStorage|indexedDB)\./.test(readFileSync(join('src', file), 'utf8')));
    expect(guilty).toEqual([]);
  });
});

describe('the rooms themselves', () => {
  test('no file is called utils, helpers, common or misc', () => {
    expect(files.filter((file) => /^(utils?|helpers?|common|misc)(\.|$)/.test(basename(file)))).toEqual([]);
  });

  test('no file passes 250 lines', () => {
    expect(files.filter((file) => readFileSync(join('src', file), 'utf8').split('\n').length > 250)).toEqual([]);
  });
});
