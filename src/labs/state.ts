import { clamp, type Control, type StateValue } from './controls.ts';

/** The values of all controls of a lab, by name. */
export type LabState = Readonly<Record<string, StateValue>>;

/** What has a state: the lab, or a part of it. */
export interface Stateful {
  controls: Readonly<Record<string, Control>>;
  defaults: LabState;
}

const largestSeed = 9999;

/** A state as it stands in an address: what differs from how the lab starts, such as `C=1e21&law=hoffmann2022_tex`. */
export function encodeState({ controls, defaults }: Stateful, state: LabState): string {
  return Object.keys(controls)
    .filter((name) => state[name] !== defaults[name])
    .map((name) => `${name}=${encodeURIComponent(writeValue(state[name]))}`)
    .join('&');
}

/** The state that an address names: what it does not name or names wrongly is as the lab starts. */
export function decodeState({ controls, defaults }: Stateful, address: string): LabState {
  const given = new URLSearchParams(address.replace(/^#/, '').replaceAll('+', '%2B'));
  const entries = Object.entries(controls).map(([name, control]): [string, StateValue] => {
    const start = defaults[name] ?? '';
    const text = given.get(name);
    return [name, text === null ? start : readValue(control, text, start)];
  });
  return Object.fromEntries(entries);
}

export function isSameState(one: LabState, other: LabState): boolean {
  return Object.keys(one).every((name) => one[name] === other[name]);
}

function writeValue(value: StateValue | undefined): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return String(value).replace('e+', 'e');
}

function readValue(control: Control, text: string, start: StateValue): StateValue {
  const number = text.trim() === '' ? Number.NaN : Number(text);
  switch (control.kind) {
    case 'range':
      return Number.isFinite(number) ? clamp(control, number) : start;
    case 'seed':
      return Number.isInteger(number) && number >= 1 && number <= largestSeed ? number : start;
    case 'choice':
      return Object.hasOwn(control.options, text) ? text : start;
    case 'switch':
      return text === 'yes' ? true : text === 'no' ? false : start;
    case 'text':
      // A character of two halves is not cut between them.
      return text.slice(0, control.longest).toWellFormed();
  }
}

/** The seed after this one. */
export function nextSeed(seed: number): number {
  return (seed % largestSeed) + 1;
}
