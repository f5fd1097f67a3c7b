import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { reportProgress } from '../lib/build-progress.ts';
import { createCardRenderer, type BookContext, type RenderJob, type RenderResult } from './render-card.ts';

/** Below this many cards, starting workers costs more than they save: one takes about a second of processor time to load its libraries. */
const cardsWorthAWorker = 100;

/** Jobs that a worker holds, so that it never waits for the main thread. */
const jobsInFlight = 4;

/** Renders all jobs, on every core where there are many; results come in the order of the jobs. */
export async function renderAll(jobs: readonly RenderJob[], book: BookContext): Promise<RenderResult[]> {
  if (jobs.length === 0) return [];
  const results: RenderResult[] = [];
  let next = 0;
  let done = 0;
  const take = (number: number, result: RenderResult): void => {
    results[number] = result;
    reportProgress({ stage: 'cards', done: ++done, total: jobs.length });
  };
  const renderHere = async (): Promise<void> => {
    const render = await createCardRenderer(book);
    while (next < jobs.length) {
      const number = next++;
      take(number, await render(jobs[number] as RenderJob));
      // Lets the workers' messages in.
      await setImmediate();
    }
  };
  const renderInWorker = (): Promise<undefined> => {
    // This module may be bundled, the worker is not: it is found from the project's folder, where every command runs.
    const worker = new Worker(resolve('src/pipeline/render-worker.ts'), { workerData: book });
    const { promise, resolve: finish, reject } = Promise.withResolvers<undefined>();
    let waiting = 0;
    const give = (): void => {
      for (; waiting < jobsInFlight && next < jobs.length; waiting++) worker.postMessage({ number: next, job: jobs[next++] });
      if (waiting === 0) finish(undefined);
    };
    worker.on('message', ({ number, result }: { number: number; result: RenderResult }) => {
      take(number, result);
      waiting--;
      give();
    });
    worker.on('error', reject);
    give();
    return promise.finally(() => worker.terminate());
  };
  reportProgress({ stage: 'cards', done, total: jobs.length });
  const workers = Math.min(availableParallelism() - 1, Math.floor(jobs.length / cardsWorthAWorker));
  await Promise.all([...Array.from({ length: workers }, renderInWorker), renderHere()]);
  return results;
}
