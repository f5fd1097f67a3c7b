import { countOf } from './sentences.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** A length of time as it stands on a button: `10 min`, `3 days`, `2.5 months`. */
export function intervalText(length: number): string {
  if (length < hour) return `${Math.max(1, Math.round(length / minute))} min`;
  if (length < day) return `${Math.round(length / hour)} h`;
  const days = Math.round(length / day);
  if (days < 60) return countOf(days, 'day');
  if (days < 365) return `${shortNumber(days / 30.4375)} months`;
  return days < 380 ? '1 year' : `${shortNumber(days / 365.25)} years`;
}

/** When something is due, seen from a time within the day that ends at `endOfDay`. */
export function dueText(due: number, now: number, endOfDay: number): string {
  if (due <= now) return 'due now';
  if (due - now < hour) return `due in ${intervalText(due - now)}`;
  const days = Math.ceil((due - endOfDay + 1) / day);
  if (days <= 0) return 'due today';
  return days === 1 ? 'due tomorrow' : `due in ${intervalText(days * day)}`;
}

function shortNumber(value: number): string {
  return String(value < 10 ? Math.round(value * 10) / 10 : Math.round(value));
}
