// How long a lab's page works when a slider moves by one step: `node bench/labs.ts [folder of a built site] [lab …]`.
import { chromium, type Browser, type Page } from '@playwright/test';
import { loadavg } from 'node:os';
import { resolve } from 'node:path';
import { isLabName, labNames, type LabName } from '../src/lib/labs.ts';
import { chromiumLaunchOptions } from '../tests/site/chromium.ts';
import { hostStatically } from '../tests/site/static-host.ts';

const [port, rounds, warmSteps, frameMs] = [4398, 3, 10, 16];

/** Of one step, in milliseconds. */
interface Step {
  /** The longest stretch for which the page's thread was busy, layout included. */
  busy: number;
  /** From the event of the slider to the first new picture; most labs wait for the next frame meanwhile. */
  picture: number;
  /** To the last picture of the run. */
  end: number;
}

interface TimedWindow extends Window {
  busyTimes: number[];
}

/** Before the page's own code: times what the page does in a frame and on a word of the worker. */
function timeTheThread(): void {
  const busyTimes: number[] = ((window as unknown as TimedWindow).busyTimes = []);
  const timed = <Argument>(callback: (argument: Argument) => void): ((argument: Argument) => void) => {
    return (argument) => {
      const start = performance.now();
      callback(argument);
      document.body.getBoundingClientRect();
      busyTimes.push(performance.now() - start);
    };
  };
  const nextFrame = window.requestAnimationFrame.bind(window);
  window.requestAnimationFrame = (callback) => nextFrame(timed(callback));
  const NativeWorker = Worker;
  window.Worker = class extends NativeWorker {
    override addEventListener(type: string, listener: EventListenerOrEventListenerObject | null): void {
      super.addEventListener(type, timed(listener as (event: Event) => void));
    }
  };
}

/** In the page: moves a slider by a step and waits until the lab is through with it. */
function moveByStep(name: string): Promise<Step> {
  const lab = document.querySelector('[data-lab]') as HTMLElement;
  const field = lab.querySelector<HTMLInputElement>(`input[name="${name}"]`) as HTMLInputElement;
  const { busyTimes } = window as unknown as TimedWindow;
  return new Promise((done) => {
    const times: number[] = [];
    const observer = new MutationObserver(() => {
      times.push(performance.now() - start);
      // The worker's labs show when they run.
      setTimeout(() => {
        if (lab.querySelector('[data-running]')) return;
        observer.disconnect();
        done({ busy: Math.max(...busyTimes), picture: times[0] ?? NaN, end: times.at(-1) ?? NaN });
      });
    });
    for (const box of lab.querySelectorAll('.lab-picture')) observer.observe(box, { childList: true });
    busyTimes.length = 0;
    const start = performance.now();
    if (field.value === field.max) field.stepDown();
    else field.stepUp();
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
}

async function openLab(browser: Browser, lab: LabName): Promise<Page> {
  // A context of its own: nothing is compiled yet.
  const page = await (await browser.newContext({ reducedMotion: 'no-preference' })).newPage();
  await page.addInitScript(timeTheThread);
  await page.goto(`http://127.0.0.1:${port}/labs/${lab}/`);
  await page.locator('[data-lab] form :is(input, select)').first().focus();
  await page.waitForLoadState('networkidle');
  return page;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

const [folder = 'dist', ...wanted] = process.argv.slice(2);
await hostStatically({ folder: resolve(folder), base: '/', port });
const browser = await chromium.launch(chromiumLaunchOptions());
const rows: Record<string, string | number>[] = [];
for (const lab of wanted.length > 0 ? wanted.filter(isLabName) : labNames) {
  const page = await openLab(browser, lab);
  const names = await page
    .locator('input[type=range]:enabled')
    .evaluateAll((fields) => fields.map((field) => (field as HTMLInputElement).name));
  await page.context().close();
  for (const name of names) {
    const [cold, warm]: [Step[], Step[]] = [[], []];
    for (let round = 0; round < rounds; round++) {
      const fresh = await openLab(browser, lab);
      cold.push(await fresh.evaluate(moveByStep, name));
      for (let step = 0; step < warmSteps; step++) warm.push(await fresh.evaluate(moveByStep, name));
      await fresh.context().close();
    }
    const middle = (steps: Step[], part: keyof Step): number => Number(median(steps.map((step) => step[part])).toFixed(1));
    rows.push({
      lab,
      control: name,
      'busy cold': middle(cold, 'busy'),
      'busy warm': middle(warm, 'busy'),
      'worst warm': Number(Math.max(...warm.map(({ busy }) => busy)).toFixed(1)),
      'first picture': middle(warm, 'picture'),
      'last picture': middle(warm, 'end'),
    });
  }
}
console.table(rows);
const worst = Map.groupBy(rows, ({ lab }) => lab);
console.log(`The worst control of each lab; more than ${frameMs} ms of work is marked.`);
for (const [lab, controls] of worst) {
  const [cold, warm] = ['busy cold', 'busy warm'].map((column) => Math.max(...controls.map((row) => Number(row[column]))));
  console.log(`${lab}: cold ${cold} ms, warm ${warm} ms${Math.max(cold ?? 0, warm ?? 0) > frameMs ? ' *' : ''}`);
}
console.log(
  `load of the machine: ${loadavg()
    .map((load) => load.toFixed(1))
    .join(', ')}`,
);
await browser.close();
process.exit(0);
