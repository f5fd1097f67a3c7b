import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { normalizeBase } from '../lib/urls.ts';

/** The number of a shard, from 1, and of how many it is. */
export interface Shard {
  number: number;
  of: number;
}

/** What the environment says about a build. */
export interface Settings {
  /** The content folder, absolute. */
  content: string;
  /** Where the site is written, absolute. */
  out: string;
  /** The origin, without path. */
  site: string;
  /** Whether nobody named an origin. */
  isSiteAssumed: boolean;
  /** The base path, with a slash at each end. */
  base: string;
  /** Where rendered cards are kept from build to build: a folder for each content, site and base path, so that none evicts another's. */
  cache: string;
  /** Whether cards and pages are taken from shards that other machines made. */
  isMerge: boolean;
  /** The share of the pages that is written, from cards of shards, instead of a site. */
  pages?: Shard | undefined;
}

/**
 * Reads `CARDBOOK_CONTENT`, `CARDBOOK_OUT`, `SITE` and `BASE`, and `CARDBOOK_MERGE` and `CARDBOOK_PAGES`, which `--merge` and `--pages` set.
 * Throws an error that says how to mend a bad one.
 */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const content = resolve(env['CARDBOOK_CONTENT'] || 'content');
  const out = resolve(env['CARDBOOK_OUT'] || 'dist');
  const base = normalizeBase(env['BASE']);
  assertReplaceable(out, content);
  const name = createHash('sha256')
    .update(JSON.stringify([content, out, base]))
    .digest('hex')
    .slice(0, 12);
  return {
    content,
    out,
    site: readOrigin(env['SITE']),
    isSiteAssumed: !env['SITE'],
    base,
    cache: resolve('node_modules/.cache/cardbook', name),
    isMerge: env['CARDBOOK_MERGE'] === 'yes',
    pages: env['CARDBOOK_PAGES'] ? readShard('pages', env['CARDBOOK_PAGES']) : undefined,
  };
}

/** Reads `2/4`, the value of an option. */
export function readShard(option: string, text: string): Shard {
  const [number = 0, of = 0] = (/^(\d+)\/(\d+)$/.exec(text) ?? []).slice(1).map(Number);
  if (number >= 1 && number <= of) return { number, of };
  throw new SettingsError(`--${option} is “${text}”. Write the shard’s number and how many there are, such as 2/4.`);
}

/** A setting that can't be; its message says how to mend it. */
export class SettingsError extends Error {
  override name = 'SettingsError';
}

/** The site's folder is replaced whole by each build: it must hold nothing but an earlier site. */
function assertReplaceable(out: string, content: string): void {
  const sources = ['src', 'public', 'tests', 'bench', 'node_modules', '.git'].map((name) => resolve(name));
  const holdsOurs = [resolve('.'), content].some((folder) => isWithin(folder, out));
  const isOurs = [content, ...sources].some((folder) => isWithin(out, folder));
  const isOther = existsSync(out) && readdirSync(out).length > 0 && !existsSync(join(out, 'index.html'));
  if (!holdsOurs && !isOurs && !isOther) return;
  throw new SettingsError(
    `CARDBOOK_OUT is “${out}”, which holds other files than an earlier site. Each build replaces this folder whole: name one that is empty or new.`,
  );
}

function isWithin(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way === '' || !/^\.\.([/\\]|$)|^([/\\]|[A-Z]:)/.test(way);
}

function readOrigin(site: string | undefined): string {
  const value = site || 'https://example.org';
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (url && /^https?:$/.test(url.protocol) && url.pathname === '/' && !url.search && !url.hash) return url.origin;
  throw new SettingsError(`SITE is “${value}”. Set it to an origin without a path, such as https://example.org, and put the path in BASE.`);
}
