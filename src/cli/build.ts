import { build } from 'astro';
import { relative } from 'node:path';
import { parseArgs } from 'node:util';
import { followProgress } from '../lib/build-progress.ts';
import { readSettings } from '../pipeline/settings.ts';
import { readShard, writeShard } from '../pipeline/shards.ts';
import { ProgressLine } from './progress-line.ts';

// `astro build` with errors for people: what is wrong with the content is told without a stack trace.
const line = new ProgressLine(process.stderr);
followProgress((message) => {
  line.tell(message, performance.now());
});
try {
  const { shard, merge = false } = parseArgs({ options: { shard: { type: 'string' }, merge: { type: 'boolean' } } }).values;
  const start = performance.now();
  const told = shard === undefined ? await buildSite(merge) : await buildShard(shard);
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

async function buildSite(merge: boolean): Promise<string> {
  // Astro reads the configuration by itself.
  if (merge) process.env['CARDBOOK_MERGE'] = 'yes';
  const { out, isSiteAssumed } = readSettings(process.env);
  if (isSiteAssumed) console.warn('SITE is not set: absolute addresses start with https://example.org.');
  await build({ logLevel: 'warn' });
  return `Built ${relative('.', out) || out}`;
}

async function buildShard(text: string): Promise<string> {
  const { folder, cards } = await writeShard(readSettings(process.env), readShard(text));
  return `Rendered ${cards} cards into ${relative('.', folder)}`;
}
