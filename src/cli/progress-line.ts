import type { BuildProgress } from '../lib/build-progress.ts';

/** Below these numbers a stage is over before anyone has read of it. */
const worthTelling = { cards: 200, pages: 200, index: 2 } as const;
const titles = { cards: 'Cards', pages: 'Pages of cards', index: 'Parts of the search index' } as const;
const clearLine = '\r\u001b[2K';
/** Milliseconds. */
const betweenUpdates = 100;
const number = new Intl.NumberFormat('en');

interface Output {
  isTTY?: boolean;
  write: (text: string) => unknown;
}

/** Tells of a long build: on a terminal in one line that is written over, elsewhere in a line at each quarter of a stage. */
export class ProgressLine {
  readonly #output: Output;
  #stage: BuildProgress['stage'] | undefined;
  #started = 0;
  #shown = 0;
  #quarter = 0;

  constructor(output: Output) {
    this.#output = output;
  }

  /** `now` in milliseconds. */
  tell({ stage, done, total }: BuildProgress, now: number): void {
    if (stage !== this.#stage) [this.#stage, this.#started, this.#shown, this.#quarter] = [stage, now, 0, 0];
    if (total < worthTelling[stage]) return;
    const text = `${titles[stage]}: ${number.format(done)} of ${number.format(total)}${restOf(done, total, now - this.#started)}`;
    if (this.#output.isTTY) {
      if (now - this.#shown < betweenUpdates) return;
      this.#shown = now;
      this.#output.write(clearLine + text);
      return;
    }
    const quarter = Math.floor((4 * done) / total);
    if (quarter === this.#quarter) return;
    this.#quarter = quarter;
    this.#output.write(`${text}\n`);
  }

  /** Leaves the terminal's line empty. */
  end(): void {
    if (this.#output.isTTY && this.#shown > 0) this.#output.write(clearLine);
  }
}

/** How long a stage goes on at its rate so far, or how long it took. */
function restOf(done: number, total: number, elapsed: number): string {
  const seconds = (time: number): string => `${Math.round(time / 1000)} s`;
  if (done === total) return ` in ${seconds(elapsed)}`;
  return done * 20 < total ? '' : `, about ${seconds((elapsed * (total - done)) / done)} left`;
}
