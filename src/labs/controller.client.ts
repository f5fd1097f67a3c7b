import { isLabName } from '../lib/labs.ts';
import { showControls, readControls } from './fields.client.ts';
import { runInWorker } from './job.client.ts';
import type { Lab, View } from './lab.ts';
import { finalView } from './lab.ts';
import { pictureHead } from './picture-head.ts';
import { loadLab } from './registry.ts';
import { decodeState, encodeState, nextSeed, type LabState } from './state.ts';
import { tableRows } from './table-rows.ts';

/** A lab that is awake. */
export interface LabController {
  /** Takes an event of the form. */
  handle: (event: Event) => void;
  /** Goes to the state that an address names. */
  follow: (address: string) => void;
}

/** Loads the lab of `root` and lets its controls work. */
export async function startLab(root: HTMLElement): Promise<LabController> {
  const name = root.dataset['lab'] ?? '';
  const form = root.querySelector('form');
  if (!isLabName(name) || !form) throw new Error(`There is no lab “${name}”.`);
  const lab = await loadLab(name);
  const isOwnPage = root.dataset['place'] === 'page';
  let state = decodeState(lab, root.dataset['state'] ?? '');
  let frame = 0;
  let stop = (): void => undefined;
  // The first picture takes twice as long as the next, as its code is compiled: that is over before the first slider moves.
  if (!lab.isIterative) finalView(lab, state);

  const draw = (): void => {
    frame = 0;
    stop();
    if (lab.isIterative)
      stop = runInWorker(lab.name, state, { show: (view, isLast) => show(root, view, isLast), share: (share) => showShare(form, share) });
    else show(root, finalView(lab, state), true);
  };
  const go = (next: LabState): void => {
    state = next;
    showControls(form, lab, state);
    if (frame === 0) frame = requestAnimationFrame(draw);
  };
  const settle = (): void => {
    const encoded = encodeState(lab, state);
    const link = root.querySelector<HTMLAnchorElement>('[data-lab-link]');
    if (link) link.href = `${link.dataset['labLink'] ?? ''}${encoded ? `#${encoded}` : ''}`;
    // Browsers allow few changes of the address: one a gesture, not one a step of the slider.
    if (isOwnPage) history.replaceState(null, '', `${location.pathname}${location.search}${encoded ? `#${encoded}` : ''}`);
  };
  return {
    handle(event) {
      if (event.type === 'click') {
        const next = pressed(lab, state, event.target as HTMLElement);
        if (next === 'stop') stop();
        else if (next) go(next);
        else return;
      } else if (event.type === 'input') go(readControls(form, lab, state, event.target as HTMLInputElement));
      if (event.type !== 'input') settle();
    },
    follow(address) {
      const next = decodeState(lab, address);
      if (encodeState(lab, next) !== encodeState(lab, state)) go(next);
    },
  };
}

/** What the button under a click asks for. */
function pressed(lab: Lab, state: LabState, target: HTMLElement): LabState | 'stop' | undefined {
  const button = target.closest('button');
  const { preset, reseed } = button?.dataset ?? {};
  if (preset !== undefined) return lab.presets[preset]?.state;
  if (reseed !== undefined) return { ...state, [reseed]: nextSeed(Number(state[reseed])) };
  if (button?.hasAttribute('data-reset')) return lab.defaults;
  return button?.hasAttribute('data-stop') ? 'stop' : undefined;
}

function show(root: HTMLElement, view: View, isLast: boolean): void {
  const boxes = root.querySelectorAll('.lab-picture');
  for (const [index, picture] of view.pictures.entries()) {
    const box = boxes[index];
    const head = box?.querySelector('[data-head]');
    if (!box || !head) continue;
    const words = pictureHead(picture);
    if (head.innerHTML !== words) head.innerHTML = words;
    const svg = box.querySelector('svg');
    if (svg) svg.outerHTML = picture.svg;
  }
  // Neither is read aloud nor moves while a run goes on.
  if (!isLast) return;
  const reading = root.querySelector('[data-reading]');
  if (reading) reading.textContent = view.reading;
  const table = root.querySelector('[data-table]');
  if (table) table.innerHTML = tableRows(view.table);
}

function showShare(form: HTMLFormElement, share: number): void {
  const run = form.querySelector<HTMLElement>('[data-run]');
  const bar = run?.querySelector('progress');
  if (!run || !bar) return;
  run.toggleAttribute('data-running', share < 1);
  bar.value = share;
}
