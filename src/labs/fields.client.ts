import { fromPosition, toPosition, valueText } from './controls.ts';
import type { Lab } from './lab.ts';
import { isSameState, type LabState } from './state.ts';

/** The state after the reader has moved `field`. */
export function readControls(form: HTMLFormElement, { controls }: Lab, state: LabState, field: HTMLInputElement): LabState {
  const control = controls[field.name];
  if (!control) return state;
  const value =
    control.kind === 'range' ? fromPosition(control, field.valueAsNumber) : control.kind === 'switch' ? field.checked : field.value;
  return { ...state, [field.name]: value };
}

/** Sets every control to a state and says it beside the control. */
export function showControls(form: HTMLFormElement, lab: Lab, state: LabState): void {
  const { controls, presets } = lab;
  const idle = lab.idle(state);
  for (const [name, control] of Object.entries(controls)) {
    const value = state[name] ?? '';
    const field = form.elements.namedItem(name) as HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement | null;
    const words = valueText(control, value);
    const output = form.querySelector(`[data-value="${name}"]`);
    if (output) output.textContent = words;
    const button = form.querySelector<HTMLButtonElement>(`[data-reseed="${name}"]`);
    if (button) button.disabled = idle.includes(name);
    if (!field) continue;
    field.disabled = idle.includes(name);
    if (control.kind === 'range') {
      // The slider under the reader's finger stays where it is.
      if (fromPosition(control, (field as HTMLInputElement).valueAsNumber) !== value)
        field.value = String(toPosition(control, Number(value)));
      field.setAttribute('aria-valuetext', words);
    } else if (control.kind === 'switch') (field as HTMLInputElement).checked = value === true;
    else field.value = String(value);
  }
  for (const button of form.querySelectorAll<HTMLElement>('[data-preset]')) {
    const preset = presets[button.dataset['preset'] ?? ''];
    button.setAttribute('aria-pressed', String(preset !== undefined && isSameState(preset.state, state)));
  }
}
