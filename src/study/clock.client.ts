import type { Today } from '../lib/study-queue.ts';

/** This moment and the reader's day around it, which ends at midnight by the reader's clock. */
export function readClock(): Today {
  const now = new Date();
  const start = new Date(now.getFullYear(), now.getMonth(), now.getDate()).getTime();
  const end = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1).getTime();
  return { now: now.getTime(), start, end };
}
