import type { StudyCard } from '../lib/study-card.ts';
import type { Rating, ReviewEvent, StudyEvent } from '../lib/study-events.ts';
import { defaultPlan, readPlan, type StudyPlan } from '../lib/study-plan.ts';
import { advance, foldCard, foldEvents, type Progress, type StudyState } from '../lib/study-state.ts';
import { newEvents } from '../lib/study-transfer.ts';
import { readClock } from './clock.client.ts';
import { markStudied, storageName } from './marks.client.ts';
import { openStore, type Store } from './store.client.ts';

type Message = { events: StudyEvent[] } | { plan: StudyPlan } | { isReplaced: true };

/** From so many events on, opening makes a new snapshot of the state. */
const longTail = 300;

/** For more cards than this it is quicker to go through the whole history once. */
const manyCards = 200;

/** A reader's history: what happened, and the state that follows. Every tab has its own; they tell each other. */
export class History {
  readonly #listeners = new Set<() => void>();
  readonly #channel = new BroadcastChannel(storageName);
  readonly #store: Store | undefined;
  readonly #unsaved: StudyEvent[] = [];
  #state = new Map<string, Progress>();
  /** One thing after the other: what is taken back must have been kept before. */
  #work: Promise<unknown> = Promise.resolve();
  plan: StudyPlan = defaultPlan;
  /** Why nothing is being kept, if so. */
  trouble: string | undefined;

  private constructor(store: Store | undefined) {
    this.#store = store;
    this.#channel.addEventListener('message', ({ data }: MessageEvent<Message>) => {
      void this.#queue(() => this.#follow(data)).then(() => {
        this.#tell();
      });
    });
  }

  static async open(): Promise<History> {
    try {
      const history = new History(await openStore(storageName));
      await history.#load();
      return history;
    } catch (error) {
      const history = new History(undefined);
      history.trouble = `This browser keeps nothing for this page${reasonOf(error)}: it may be in private mode, or storage is blocked in its settings.`;
      return history;
    }
  }

  get state(): StudyState {
    return this.#state;
  }

  onChange(listener: () => void): void {
    this.#listeners.add(listener);
  }

  /** Rates a card now. */
  rate(card: StudyCard, rating: Rating): { event: ReviewEvent; kept: Promise<void> } {
    const { retention } = this.plan;
    const event = { id: makeId(), kind: 'review', card: card.id, at: readClock().now, rating, retention } as const;
    const review: ReviewEvent = { ...event, question: card.questionDigest };
    return { event: review, kept: this.#add(review) };
  }

  /** Takes a review back. */
  takeBack({ id, card }: ReviewEvent): Promise<void> {
    return this.#add({ id: makeId(), kind: 'undo', card, at: readClock().now, review: id });
  }

  /** Adds what happened: the state follows at once if it is the newest of its card, and is kept in the background. */
  #add(event: StudyEvent): Promise<void> {
    const last = this.#state.get(event.card)?.last ?? 0;
    const isSimple = event.kind === 'review' && event.at >= last;
    if (isSimple) this.#state.set(event.card, advance(this.#state.get(event.card), event));
    return this.#queue(async () => {
      await this.#keep([event]);
      if (!isSimple) await this.#refold(new Set([event.card]));
      this.#tell();
    });
  }

  /** Adds the events of a file that are not known here; gives their number. */
  merge(events: readonly StudyEvent[]): Promise<number> {
    return this.#queue(async () => {
      const known = await this.#all();
      const added = newEvents(new Set(known.map(({ id }) => id)), events);
      if (added.length > 0) await this.#keep(added);
      // What is kept is read anew, so that the snapshot made then holds all of it.
      if (this.#unsaved.length === 0) await this.#load();
      else this.#state = foldEvents([...known, ...added]);
      this.#tell();
      return added.length;
    });
  }

  allEvents(): Promise<StudyEvent[]> {
    return this.#queue(() => this.#all());
  }

  setPlan(plan: StudyPlan): Promise<void> {
    this.plan = plan;
    return this.#queue(async () => {
      await this.#try(() => this.#store?.savePlan(plan));
      this.#channel.postMessage({ plan } satisfies Message);
    });
  }

  wipe(): Promise<void> {
    return this.#queue(async () => {
      await this.#try(() => this.#store?.wipe());
      this.#unsaved.length = 0;
      this.#state = new Map();
      this.plan = defaultPlan;
      markStudied(false);
      this.#channel.postMessage({ isReplaced: true } satisfies Message);
      this.#tell();
    });
  }

  /** Does what another tab did. */
  async #follow(message: Message): Promise<void> {
    if ('plan' in message) this.plan = message.plan;
    else if ('events' in message) await this.#take(message.events);
    else await this.#load();
  }

  async #load(): Promise<void> {
    if (!this.#store) return;
    const { plan, state, events, last } = await this.#store.load();
    this.plan = readPlan(plan);
    // Without a snapshot the tail is everything.
    if (state.size === 0) this.#state = foldEvents(events);
    else {
      this.#state = state;
      await this.#take(events);
    }
    if (events.length > longTail) await this.#try(() => this.#store?.saveSnapshot(this.#state, last));
  }

  /** Takes events on that are kept already. */
  async #take(events: readonly StudyEvent[]): Promise<void> {
    const tangled = new Set<string>();
    for (const event of events) {
      const progress = this.#state.get(event.card);
      if (event.kind === 'review' && event.at > (progress?.last ?? 0) && !tangled.has(event.card))
        this.#state.set(event.card, advance(progress, event));
      else tangled.add(event.card);
    }
    await this.#refold(tangled);
  }

  async #refold(cards: ReadonlySet<string>): Promise<void> {
    if (cards.size > manyCards) {
      this.#state = foldEvents(await this.#all());
      return;
    }
    for (const card of cards) {
      const progress = foldCard(await this.#eventsOf(card));
      if (progress) this.#state.set(card, progress);
      else this.#state.delete(card);
    }
  }

  async #keep(events: StudyEvent[]): Promise<void> {
    // Before the database answers: a reader may leave at once, and other pages would not know.
    if (this.#store) markStudied(true);
    const isKept = await this.#try(() => this.#store?.add(events));
    if (isKept) this.#channel.postMessage({ events } satisfies Message);
    else this.#unsaved.push(...events);
  }

  /** Does what may fail for want of storage; a failure is told and harms nothing else. */
  async #try(action: () => Promise<void> | undefined): Promise<boolean> {
    try {
      await action();
      return this.#store !== undefined;
    } catch (error) {
      const isFull = error instanceof DOMException && error.name === 'QuotaExceededError';
      this.trouble = isFull
        ? 'The disk, or this site’s share of it, is full.'
        : `This browser could not keep the last step${reasonOf(error)}.`;
      return false;
    }
  }

  async #eventsOf(card: string): Promise<StudyEvent[]> {
    return [...((await this.#store?.eventsOf(card)) ?? []), ...this.#unsaved.filter((event) => event.card === card)];
  }

  async #all(): Promise<StudyEvent[]> {
    return [...((await this.#store?.allEvents()) ?? []), ...this.#unsaved];
  }

  #queue<Result>(action: () => Promise<Result>): Promise<Result> {
    const done = this.#work.then(action);
    this.#work = done.catch(() => undefined);
    return done;
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** An id that no other browser makes; `randomUUID` is for secure hosts alone. */
function makeId(): string {
  return [...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(36)).join('-');
}

function reasonOf(error: unknown): string {
  return error instanceof Error && error.message !== '' ? ` (${error.message.replace(/\.$/, '')})` : '';
}
