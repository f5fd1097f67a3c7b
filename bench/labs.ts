// How long each lab's page works when a slider moves by one step, for the slider that costs most: `node bench/labs.ts [folder of a built site] [lab …]`.
import { chromium, type Browser, type CDPSession, type Page } from '@playwright/test';
import { loadavg } from 'node:os';
import { resolve } from 'node:path';
import { isLabName, labNames, type LabName } from '../src/lib/labs.ts';
import { chromiumLaunchOptions } from '../tests/site/chromium.ts';
import { hostStatically } from '../tests/site/static-host.ts';

const [port, rounds, warmSteps, frameMs] = [4398, 3, 4, 16];

/** Of one step, in milliseconds. */
interface Step {
  /** The longest stretch for which the page's thread was busy, layout included. */
  busy: number;
  /** Processor time of the page's thread for each picture of the run: other programs of the machine do not add to it. */
  work: number;
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
function moveByStep(name: string): Promise<Step & { pictures: number }> {
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
        done({ busy: Math.max(...busyTimes), work: NaN, picture: times[0] ?? NaN, end: times.at(-1) ?? NaN, pictures: times.length });
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

/** Seconds that the page's thread has worked. */
async function workedSeconds(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN;
}

async function measureStep(page: Page, session: CDPSession, control: string): Promise<Step> {
  const before = await workedSeconds(session);
  const { pictures, ...step } = await page.evaluate(moveByStep, control);
  return { ...step, work: (((await workedSeconds(session)) - before) * 1000) / pictures };
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
const columns = ['control', 'work cold', 'work warm', 'busy cold', 'busy warm', 'first picture', 'last picture'];
console.log(`Milliseconds; a lab that works for more than ${frameMs} is marked.`);
console.log(`| lab | ${columns.join(' | ')} |\n|${' --- |'.repeat(columns.length + 1)}`);
for (const lab of wanted.length > 0 ? wanted.filter(isLabName) : labNames) {
  const page = await openLab(browser, lab);
  const names = await page
    .locator('input[type=range]:enabled')
    .evaluateAll((fields) => fields.map((field) => (field as HTMLInputElement).name));
  await page.context().close();
  const rows: { control: string; numbers: number[] }[] = [];
  for (const control of names) {
    const [cold, warm]: [Step[], Step[]] = [[], []];
    for (let round = 0; round < rounds; round++) {
      const fresh = await openLab(browser, lab);
      const session = await fresh.context().newCDPSession(fresh);
      await session.send('Performance.enable', { timeDomain: 'threadTicks' });
      cold.push(await measureStep(fresh, session, control));
      for (let step = 0; step < warmSteps; step++) warm.push(await measureStep(fresh, session, control));
      await fresh.context().close();
    }
    const middle = (steps: Step[], part: keyof Step): number => median(steps.map((step) => step[part]));
    const numbers = [
      middle(cold, 'work'),
      middle(warm, 'work'),
      middle(cold, 'busy'),
      middle(warm, 'busy'),
      middle(warm, 'picture'),
      middle(warm, 'end'),
    ];
    rows.push({ control, numbers });
  }
  const busiest = rows.toSorted((a, b) => (b.numbers[0] ?? 0) - (a.numbers[0] ?? 0))[0];
  if (!busiest) continue;
  const mark = rows.some(({ numbers: [cold = 0, warm = 0] }) => Math.max(cold, warm) > frameMs) ? ' *' : '';
  console.log(`| ${lab}${mark} | ${[busiest.control, ...busiest.numbers.map((value) => value.toFixed(1))].join(' | ')} |`);
}
console.log(
  `load of the machine: ${loadavg()
    .map((load) => load.toFixed(1))
    .join(', ')}`,
);
await browser.close();
process.exit(0);
