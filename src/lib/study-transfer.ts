import { readPlan, type StudyPlan } from './study-plan.ts';
import type { StudyEvent } from './study-events.ts';

/** The whole history as one file. */
interface HistoryFile {
  format: 'cardbook-study';
  version: 1;
  plan: StudyPlan;
  /** Slugs of cards whose page was opened. */
  read: string[];
  events: StudyEvent[];
}

export function writeHistory(events: readonly StudyEvent[], plan: StudyPlan, read: Iterable<string>): string {
  const file: HistoryFile = { format: 'cardbook-study', version: 1, plan, read: [...read], events: [...events] };
  return JSON.stringify(file);
}

/** What a file holds, or why it is refused. */
export type ReadHistory = { events: StudyEvent[]; plan: StudyPlan; read: string[] } | { problem: string };

/** Reads a history file; one event that is not as it should be refuses all of it. */
export function readHistory(text: string): ReadHistory {
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch {
    return { problem: 'It is not JSON: it may have been cut off on its way. Export it again.' };
  }
  if (!isRecord(file) || file['format'] !== 'cardbook-study')
    return { problem: 'It is not a study history: a history begins with {"format":"cardbook-study".' };
  if (file['version'] !== 1)
    return {
      problem: `It has version ${String(file['version'])}, and this page reads version 1. Reload the page to get its newest version.`,
    };
  const { events, read = [] } = file;
  if (!Array.isArray(events)) return { problem: 'Its list “events” is missing.' };
  const bad = events.findIndex((event) => !isEvent(event));
  if (bad >= 0) return { problem: `Its event ${bad + 1} of ${events.length} is damaged.` };
  if (!Array.isArray(read) || !read.every((slug) => typeof slug === 'string')) return { problem: 'Its list “read” is damaged.' };
  return { events: events as StudyEvent[], plan: readPlan(file['plan']), read };
}

/** The events of a file that are not known yet. */
export function newEvents(known: ReadonlySet<string>, events: readonly StudyEvent[]): StudyEvent[] {
  const added = new Map(events.filter(({ id }) => !known.has(id)).map((event) => [event.id, event]));
  return [...added.values()];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isEvent(value: unknown): value is StudyEvent {
  if (!isRecord(value)) return false;
  const { id, kind, card, at, rating, retention, question, review } = value;
  const isText = (field: unknown): boolean => typeof field === 'string' && field !== '' && field.length <= 300;
  if (!isText(id) || !isText(card) || typeof at !== 'number' || !(at > 0 && at < 8e15)) return false;
  if (kind === 'undo') return isText(review);
  return (
    kind === 'review' &&
    [1, 2, 3, 4].includes(rating as number) &&
    typeof retention === 'number' &&
    retention >= 0.7 &&
    retention <= 0.97 &&
    typeof question === 'string'
  );
}
