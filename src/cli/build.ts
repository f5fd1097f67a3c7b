import { build } from 'astro';
import { relative } from 'node:path';
import { followProgress } from '../lib/build-progress.ts';
import { readSettings } from '../pipeline/settings.ts';
import { ProgressLine } from './progress-line.ts';

// `astro build` with errors for people: what is wrong with the content is told without a stack trace.
const line = new ProgressLine(process.stderr);
followProgress((message) => {
  line.tell(message, performance.now());
});
try {
  const { out, isSiteAssumed } = readSettings(process.env);
  if (isSiteAssumed) console.warn('SITE is not set: absolute addresses start with https://example.org.');
  const start = performance.now();
  await build({ logLevel: 'warn' });
  line.end();
  console.log(`Built ${relative('.', out) || out} in ${((performance.now() - start) / 1000).toFixed(1)} s.`);
} catch (error) {
  line.end();
  const isExpected = error instanceof Error && (error.name === 'ContentError' || error.name === 'SettingsError');
  console.error(isExpected ? error.message : error);
  if (isExpected) console.error('\nNothing was built; an earlier site is as it was.');
  process.exit(1);
}
