import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, globSync, mkdtempSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readSettings } from '../../src/pipeline/settings.ts';

const folder = mkdtempSync(join(tmpdir(), 'cardbook-build-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** `npm run build` with these settings and no others. */
function build(settings: Record<string, string>): { status: number | null; stdout: string; stderr: string } {
  const env = { ...process.env, CARDBOOK_CONTENT: '', CARDBOOK_OUT: '', SITE: '', BASE: '', NO_COLOR: '1', NODE_ENV: '', ...settings };
  return spawnSync(process.execPath, ['src/cli/build.ts'], { encoding: 'utf8', env });
}

/** Every file under a folder with its bytes. */
function contentsOf(root: string): Record<string, string> {
  const files = globSync('**/*', { cwd: root }).filter((path) => statSync(join(root, path)).isFile());
  return Object.fromEntries(files.sort().map((path) => [path, readFileSync(join(root, path), 'base64')]));
}

describe('a content folder with mistakes', () => {
  test('is told all of them at once, and an earlier site stays as it was', () => {
    const out = join(folder, 'earlier');
    mkdirSync(join(out, 'cards'), { recursive: true });
    writeFileSync(join(out, 'index.html'), '<p>An earlier site.</p>');
    writeFileSync(join(out, 'cards', 'bytes'), Uint8Array.of(0, 255, 13, 10));
    const before = contentsOf(out);

    const { status, stdout, stderr } = build({
      CARDBOOK_CONTENT: 'tests/cli/fixtures/broken',
      CARDBOOK_OUT: out,
      SITE: 'https://a.example',
    });

    expect(stderr).toMatchInlineSnapshot(`
      "tests/cli/fixtures/broken/cards/alpha/first.mdx:3:13
        The field “difficulty” holds "easy".
        Write one of: foundational, intermediate, advanced, expert.

      tests/cli/fixtures/broken/cards/alpha/first.mdx:9:33
        The formula is not valid TeX: Undefined control sequence: \\half.
        Correct it; KaTeX’s list of supported functions says which commands there are.

      tests/cli/fixtures/broken/cards/alpha/first.mdx:9:48
        The citation “@hu2022” names no source of references.bib. Did you mean “hu2021”?
        Add the source to references.bib, or correct the key.

      tests/cli/fixtures/broken/handbook.yaml:7:8
        There is no card “frist” to start with. Did you mean “first”?
        Name the slug of a card.

      4 problems in 2 files.

      Nothing was built; an earlier site is as it was.
      "
    `);
    expect(stdout).toBe('');
    expect(status).toBe(1);
    expect(contentsOf(out)).toEqual(before);
    expect(readdirSync(folder)).toEqual(['earlier']);
  }, 240_000);
});

describe('a content folder outside the project', () => {
  const content = join(folder, 'content');
  const out = join(folder, 'site');

  test('becomes a whole site in the folder that is named', () => {
    cpSync('tests/pipeline/fixtures/base', content, { recursive: true });
    // Vite would take a BASE_URL of the environment for the base path.
    const settings = { CARDBOOK_CONTENT: content, CARDBOOK_OUT: out, SITE: 'https://a.example', BASE: 'small', BASE_URL: '/elsewhere/' };
    const { status, stdout, stderr } = build(settings);
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^Built .*site in \d+\.\d s\.\n$/);
    expect(status).toBe(0);
    for (const file of ['index.html', '404.html', 'cards/first/index.html', 'chapters/alpha/index.html', 'pagefind/bundles.json'])
      expect(existsSync(join(out, file)), file).toBe(true);
    const cards = JSON.parse(readFileSync(join(out, 'cards.json'), 'utf8')) as { url: string; sourceNumber?: number }[];
    expect(cards.map(({ url }) => url)).toEqual(['/small/cards/first/', '/small/cards/second/']);
    expect(readFileSync(join(out, 'cards/first/index.html'), 'utf8')).toContain('href="https://a.example/small/cards/first/"');
  }, 240_000);

  test('replaces an earlier site whole and leaves nothing beside it', () => {
    writeFileSync(join(out, 'left-over.html'), 'From an earlier build.');
    const { status } = build({ CARDBOOK_CONTENT: content, CARDBOOK_OUT: out, SITE: 'https://a.example' });
    expect(status).toBe(0);
    expect(existsSync(join(out, 'left-over.html'))).toBe(false);
    expect(readdirSync(folder).sort()).toEqual(['content', 'earlier', 'site']);
  }, 240_000);

  test('builds the same bytes again', () => {
    const again = join(folder, 'again');
    build({ CARDBOOK_CONTENT: content, CARDBOOK_OUT: again, SITE: 'https://a.example' });
    const [before, after] = [contentsOf(out), contentsOf(again)];
    expect(Object.keys(after)).toEqual(Object.keys(before));
    expect(Object.keys(after).filter((file) => after[file] !== before[file])).toEqual([]);
  }, 240_000);
});

describe('settings', () => {
  // The folder is replaced whole: everything in it would be lost.
  test.each(['.', '..', 'content', 'content/cards', 'src'])('CARDBOOK_OUT=%s is refused', (out) => {
    expect(() => readSettings({ CARDBOOK_OUT: out })).toThrow(/^CARDBOOK_OUT is “.+”/);
  });

  test('a folder that holds the content folder is refused', () => {
    expect(() => readSettings({ CARDBOOK_CONTENT: '/home/a/book/content', CARDBOOK_OUT: '/home/a/book' })).toThrow(/^CARDBOOK_OUT is “.+”/);
  });

  test.each(['a.example', 'https://a.example/book', 'ftp://a.example', 'https://a.example/?x'])('SITE=%s is refused', (site) => {
    const { status, stdout, stderr } = build({ SITE: site, CARDBOOK_OUT: join(folder, 'never') });
    expect(stderr).toBe(
      [
        `SITE is “${site}”. Set it to an origin without a path, such as https://example.org, and put the path in BASE.`,
        '',
        'Nothing was built; an earlier site is as it was.',
        '',
      ].join('\n'),
    );
    expect(stdout).toBe('');
    expect(status).toBe(1);
    expect(existsSync(join(folder, 'never'))).toBe(false);
  });
});
