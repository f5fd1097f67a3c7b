import type { StudyCard } from '../lib/study-card.ts';
import { countOf } from '../lib/sentences.ts';
import { comingDays } from '../lib/study-statistics.ts';
import { readClock } from './clock.client.ts';
import type { History } from './history.client.ts';

/** The end of a session: what was done, and what comes when. */
export function showEnd(root: HTMLElement, cards: readonly StudyCard[], history: History, done: number): void {
  const part = (name: string): HTMLElement => root.querySelector(`[data-end${name}]`) as HTMLElement;
  const coming = comingDays(cards, history.state, readClock(), 8);
  const fresh = cards.filter(({ id }) => !history.state.has(id)).length;
  part('-title').textContent = done > 0 ? `Done for now: ${countOf(done, 'answer')}.` : 'Nothing to do now.';
  const list = coming.map((count, day) => (count === 0 || day === 0 ? '' : `${dayName(day)}: ${countOf(count, 'card')}`)).filter(Boolean);
  const later = coming[0] ?? 0;
  part('-next').textContent =
    cards.length === 0
      ? 'No card is like what you chose. Choose more under “What to study”.'
      : [
          ...(later > 0 ? [`${countOf(later, 'card')} come${later === 1 ? 's' : ''} back later today.`] : []),
          list.length > 0 ? 'What comes when:' : 'Nothing is due in the next seven days.',
        ].join(' ');
  part('-list').replaceChildren(...list.map((words) => Object.assign(document.createElement('li'), { textContent: words })));
  const more = root.querySelector<HTMLElement>('[data-more]');
  if (more) more.hidden = fresh === 0;
}

function dayName(day: number): string {
  if (day === 1) return 'Tomorrow';
  const date = new Date(readClock().start);
  date.setDate(date.getDate() + day);
  return new Intl.DateTimeFormat(document.documentElement.lang, { weekday: 'long', day: 'numeric', month: 'long' }).format(date);
}
