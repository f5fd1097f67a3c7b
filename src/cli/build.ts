import { build } from 'astro';
import { relative } from 'node:path';
import { parseArgs } from 'node:util';
import { followProgress } from '../lib/build-progress.ts';
import { readSettings, readShard, SettingsError } from '../pipeline/settings.ts';
import { shardFolder, writeShard } from '../pipeline/shards.ts';
import { ProgressLine } from './progress-line.ts';

// `astro build` with errors for people: what is wrong with the content is told without a stack trace.
const line = new ProgressLine(process.stderr);
followProgress((message) => {
  line.tell(message, performance.now());
});
try {
  const options = { shard: { type: 'string' }, pages: { type: 'string' }, merge: { type: 'boolean' } } as const;
  const { shard, pages, merge } = parseArgs({ options }).values;
  if ([shard, pages, merge].filter((value) => value !== undefined).length > 1)
    throw new SettingsError('--shard, --pages and --merge are steps of their own. Give one of them.');
  const start = performance.now();
  const told = await (shard !== undefined ? buildShard(shard) : pages !== undefined ? buildPages(pages) : buildSite(merge));
  line.end();
  console.log(`${told} in ${((performance.now() - start) / 1000).toFixed(1)} s.`);
} catch (error) {
  line.end();
  const isUsage = error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
  const isExpected = error instanceof Error && (isUsage || error.name === 'ContentError' || error.name === 'SettingsError');
  console.error(isExpected ? error.message : error);
  if (isExpected) console.error('\nNothing was built; an earlier site is as it was.');
  process.exit(1);
}

async function buildSite(merge = false): Promise<string> {
  // Astro reads the configuration by itself.
  if (merge) process.env['CARDBOOK_MERGE'] = 'yes';
  const { out, isSiteAssumed } = readSettings(process.env);
  if (isSiteAssumed) console.warn('SITE is not set: absolute addresses start with https://example.org.');
  await build({ logLevel: 'warn' });
  return `Built ${relative('.', out) || out}`;
}

async function buildShard(text: string): Promise<string> {
  const { folder, cards } = await writeShard(readSettings(process.env), readShard('shard', text));
  return `Rendered ${cards} cards into ${relative('.', folder)}`;
}

async function buildPages(text: string): Promise<string> {
  const shard = readShard('pages', text);
  process.env['CARDBOOK_PAGES'] = text;
  await build({ logLevel: 'warn' });
  return `Wrote pages into ${relative('.', shardFolder(readSettings(process.env), 'pages', shard))}`;
}
