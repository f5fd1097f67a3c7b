/** The value of one control. */
export type StateValue = number | string | boolean;

/** A number on a slider. */
export interface RangeControl {
  kind: 'range';
  /** The symbol, in TeX. */
  tex?: string;
  /** What the symbol stands for, with its unit where `format` does not say it. */
  label: string;
  min: number;
  max: number;
  /** Of the slider: on a logarithmic one in powers of ten. */
  step: number;
  scale?: 'linear' | 'log';
  format: (value: number) => string;
}

/** One of several named values. */
export interface ChoiceControl<Option extends string = string> {
  kind: 'choice';
  tex?: string;
  label: string;
  /** Words by value, in order. */
  options: Readonly<Record<Option, string>>;
}

/** A yes or no. */
export interface SwitchControl {
  kind: 'switch';
  tex?: string;
  label: string;
}

/** The number that every random draw follows from; a button counts it up. */
export interface SeedControl {
  kind: 'seed';
  label: string;
}

/** Words that the reader writes. */
export interface TextControl {
  kind: 'text';
  label: string;
  /** The most characters that it takes. */
  longest: number;
}

export type Control = RangeControl | ChoiceControl | SwitchControl | SeedControl | TextControl;

/** The control that a value of this type is set with. */
export type ControlFor<Value> = [Value] extends [boolean]
  ? SwitchControl
  : [Value] extends [number]
    ? RangeControl | SeedControl
    : string extends Value
      ? TextControl
      : [Value] extends [string]
        ? ChoiceControl<Value>
        : never;

/** Where a value stands on its slider. */
export function toPosition({ scale }: RangeControl, value: number): number {
  return scale === 'log' ? Number(Math.log10(value).toFixed(6)) : value;
}

/** The value at a place of the slider; a logarithmic one gives three digits, so that addresses stay short. */
export function fromPosition(control: RangeControl, position: number): number {
  return control.scale === 'log' ? clamp(control, Number((10 ** position).toPrecision(3))) : clamp(control, position);
}

export function clamp({ min, max }: RangeControl, value: number): number {
  return Math.min(max, Math.max(min, value));
}

/** The longest words that a slider's value takes: room is kept for them, so that the slider never changes its length. */
export function longestText(control: RangeControl): string {
  const [low, high] = [toPosition(control, control.min), toPosition(control, control.max)];
  const samples = Array.from({ length: 201 }, (_, index) => low + Math.round(((high - low) * index) / 200 / control.step) * control.step);
  const texts = samples.map((position) => control.format(fromPosition(control, position)));
  return texts.reduce((longest, text) => (text.length > longest.length ? text : longest), '');
}

/** A value in words, as it stands beside its control. */
export function valueText(control: Control, value: StateValue): string {
  if (control.kind === 'range' && typeof value === 'number') return control.format(value);
  return control.kind === 'choice' ? (control.options[String(value)] ?? '') : String(value);
}
