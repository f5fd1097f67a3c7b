import { readPlan, type StudyPlan } from '../lib/study-plan.ts';

/** The form that says what to study; `change` hears of every plan that is complete. */
export function connectPlanForm(form: HTMLFormElement, change: (plan: StudyPlan) => void): (plan: StudyPlan) => void {
  const field = (name: string): HTMLInputElement => form.elements.namedItem(name) as HTMLInputElement;
  const texts = ['chapter', 'difficulty', 'kind', 'tag'] as const;
  const flags = ['onlyRead', 'checks'] as const;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
  });
  form.addEventListener('change', () => {
    if (!form.reportValidity()) return;
    change(
      readPlan({
        ...Object.fromEntries(texts.map((name) => [name, field(name).value])),
        ...Object.fromEntries(flags.map((name) => [name, field(name).checked])),
        newPerDay: field('newPerDay').valueAsNumber,
        retention: field('retention').valueAsNumber / 100,
      }),
    );
  });
  return (plan) => {
    for (const name of texts) field(name).value = plan[name];
    for (const name of flags) field(name).checked = plan[name];
    field('newPerDay').value = String(plan.newPerDay);
    field('retention').value = String(Math.round(plan.retention * 100));
  };
}
