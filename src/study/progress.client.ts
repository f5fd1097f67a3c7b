import { drawPanel } from '../labs/figure/draw-panel.ts';
import { escapeXml } from '../labs/figure/svg.ts';
import { pictureHead } from '../labs/picture-head.ts';
import { tableRows } from '../labs/table-rows.ts';
import type { StudyCard } from '../lib/study-card.ts';
import { comingDays, countStates, measureRetention, pastDays, weakestCards } from '../lib/study-statistics.ts';
import { readClock } from './clock.client.ts';
import type { History } from './history.client.ts';
import { daysPanel } from './panels.ts';

const days = 30;

/** What a reader has done and what comes: pictures, and the same as tables. */
export async function drawProgress(place: HTMLElement, cards: readonly StudyCard[], history: History): Promise<void> {
  const events = await history.allEvents();
  const clock = readClock();
  const coming = comingDays(cards, history.state, clock, days);
  const past = pastDays(events, clock, days);
  const states = countStates(cards, history.state);
  const { asked, known } = measureRetention(events, clock.end - days * 86_400_000);
  const target = Math.round(history.plan.retention * 100);
  const retention =
    asked === 0
      ? `No card has come back after a day or more yet: what you remember is not measured so far. The target is ${target} percent.`
      : `Of the cards that came back after a day or more in the last ${days} days you knew ${known} of ${asked}: ${Math.round((known / asked) * 100)} percent, where the target is ${target}.`;
  const pictures = [
    daysPanel('Due in the next 30 days', 'Bars of how many cards fall due on each of the next thirty days.', 'cards', coming, 0, 1),
    daysPanel(
      'Answers in the last 30 days',
      'Bars of how many answers were rated on each of the last thirty days.',
      'answers',
      past,
      1 - days,
      3,
    ),
  ].map(drawPanel);
  const dayRows = coming.map((count, day) => [String(day), String(count), String(past[days - 1 - day] ?? 0)]);
  const weak = weakestCards(cards, history.state, clock.now, 5).map(
    ({ card, lapses, chance }) =>
      `<li><a href="${escapeXml(card.url)}">${escapeXml(card.question)}</a> <span class="quiet">${['never forgotten', 'forgotten once'][lapses] ?? `forgotten ${lapses} times`}, ${Math.round(chance * 100)} percent likely to be known now</span></li>`,
  );
  place.innerHTML = [
    `<div class="study-figures">${pictures.map((picture) => `<div class="lab-picture">${pictureHead(picture)}${picture.svg}</div>`).join('')}</div>`,
    `<p>${retention}</p>`,
    `<table class="study-table"><caption>Cards by state</caption>${tableRows({
      head: ['State', 'Cards', 'Meaning'],
      rows: [
        ['New', String(states.new), 'not met yet'],
        ['Learning', String(states.learning), 'come back within minutes'],
        ['Young', String(states.young), 'come back within three weeks'],
        ['Mature', String(states.mature), 'come back after three weeks or more'],
      ],
    })}</table>`,
    weak.length > 0 ? `<h3>Weakest cards</h3><ol>${weak.join('')}</ol>` : '',
    `<details class="study-days"><summary>The pictures as a table</summary><table class="study-table"><caption>Days before and after today</caption>${tableRows({ head: ['Days from today', 'Due then', 'Answers as long ago'], rows: dayRows })}</table></details>`,
  ].join('');
}
