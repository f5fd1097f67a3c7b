import type { StudyCard } from '../lib/study-card.ts';
import { chooseCards, orderByRequirements } from '../lib/study-queue.ts';
import { History } from './history.client.ts';
import { connectSessionKeys } from './keys.client.ts';
import { readCards } from './marks.client.ts';
import { connectPlanForm } from './plan-form.client.ts';
import { describeChoice, startSession } from './session.client.ts';
import { loadCards } from './texts.client.ts';
import { connectTransfer } from './transfer.client.ts';

const root = document.querySelector<HTMLElement>('[data-study]');
const loading = document.querySelector<HTMLElement>('[data-loading]');

if (root && loading) {
  loading.textContent = 'Loading…';
  Promise.all([loadCards(), History.open()]).then(
    ([cards, history]) => {
      loading.hidden = true;
      startPage(root, orderByRequirements(cards), history);
    },
    () => {
      loading.textContent = 'The list of cards could not be loaded. Reload the page when you are connected.';
    },
  );
}

function startPage(root: HTMLElement, cards: readonly StudyCard[], history: History): void {
  const part = (name: string): HTMLElement => root.querySelector(`[data-${name}]`) as HTMLElement;
  const choose = (): StudyCard[] => {
    const chosen = chooseCards(cards, history.plan, readCards());
    part('chosen').textContent = describeChoice(chosen, history);
    return chosen;
  };
  const session = startSession(root, history, choose());
  const showPlan = connectPlanForm(part('plan') as HTMLFormElement, (plan) => {
    void history.setPlan(plan).then(showTrouble);
    followPlan();
  });
  let followed = history.plan;
  const followPlan = (): void => {
    followed = history.plan;
    showPlan(followed);
    session.choose(choose());
  };
  const showTrouble = (): void => {
    if (!history.trouble) return;
    part('trouble').hidden = false;
    const words = `${history.trouble} You can go on, but what you do now is lost when you leave. Export it below.`;
    if (part('trouble').textContent !== words) part('trouble').textContent = words;
    (part('history') as HTMLDetailsElement).open = true;
  };
  const progress = part('progress') as HTMLDetailsElement;
  const showProgress = (): void => {
    if (progress.open) void import('./progress.client.ts').then(({ drawProgress }) => drawProgress(part('figures'), cards, history));
  };
  connectSessionKeys(root, document.querySelector('[data-keys]') as HTMLDialogElement, session);
  connectTransfer(root, history, followPlan);
  progress.addEventListener('toggle', showProgress);
  let isAsked = false;
  history.onChange(() => {
    // Another tab may have chosen otherwise.
    if (history.plan !== followed) followPlan();
    else {
      session.refresh();
      choose();
    }
    showTrouble();
    showProgress();
    // There is something to lose from the first answer on.
    if (isAsked || history.state.size === 0) return;
    isAsked = true;
    void askToPersist();
  });
  // Cards fall due while the page lies open.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') session.refresh();
  });
  showPlan(history.plan);
  showTrouble();
  root.hidden = false;
}

async function askToPersist(): Promise<void> {
  if ('storage' in navigator && !(await navigator.storage.persisted())) await navigator.storage.persist();
}
