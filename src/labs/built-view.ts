import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { getHandbook } from '../content.ts';
import type { LabName } from '../lib/labs.ts';
import { finalView, type Lab, type View } from './lab.ts';
import { loadLab } from './registry.ts';
import { encodeState, type LabState } from './state.ts';

interface KeptView {
  code: string;
  view: View;
}

const views = new Map<string, Promise<View>>();

/** A lab at one of its presets, run once however many pages show it. */
export async function builtView(name: LabName, preset?: string): Promise<{ lab: Lab; state: LabState; view: View }> {
  const lab = await loadLab(name);
  const state = (preset === undefined ? undefined : lab.presets[preset]?.state) ?? lab.defaults;
  if (import.meta.env.DEV) return { lab, state, view: finalView(lab, state) };
  const key = `${name}?${encodeState(lab, state)}`;
  let view = views.get(key);
  if (!view) views.set(key, (view = keptView(lab, state, key)));
  return { lab, state, view: await view };
}

/** Some labs run for seconds: what they gave is kept from build to build, as long as the site's code is the same. */
async function keptView(lab: Lab, state: LabState, key: string): Promise<View> {
  const { about } = await getHandbook();
  const file = join(about.cache, 'labs', `${encodeURIComponent(key)}.json`);
  const kept = await readFile(file, 'utf8')
    .then((text) => JSON.parse(text) as KeptView)
    .catch(() => undefined);
  if (kept?.code === about.code) return kept.view;
  const view = finalView(lab, state);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, JSON.stringify({ code: about.code, view } satisfies KeptView));
  return view;
}
