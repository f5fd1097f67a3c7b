import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { StudyEvent } from '../lib/study-events.ts';
import type { StudyPlan } from '../lib/study-plan.ts';
import type { Progress } from '../lib/study-state.ts';

/** The state as it was after event number `upTo`: derived, kept so that opening takes no longer when a history grows. */
interface Snapshot {
  /** Version of the fold that made it. */
  fold: number;
  upTo: number;
  state: Map<string, Progress>;
}

interface Schema extends DBSchema {
  /** In the order in which they arrived here. */
  events: { key: number; value: StudyEvent; indexes: { id: string; card: string } };
  kept: { key: 'plan' | 'snapshot'; value: StudyPlan | Snapshot };
}

/** Raised whenever the fold gives other states for the same events. */
const fold = 1;

/** Version 1 had the events alone; version 2 finds them by card and keeps plan and snapshot. */
const version = 2;

export interface Store {
  /** The snapshot, if it still holds, and the events after it. */
  load: () => Promise<{ plan: unknown; state: Map<string, Progress>; events: StudyEvent[]; last: number }>;
  add: (events: readonly StudyEvent[]) => Promise<void>;
  eventsOf: (card: string) => Promise<StudyEvent[]>;
  allEvents: () => Promise<StudyEvent[]>;
  savePlan: (plan: StudyPlan) => Promise<void>;
  saveSnapshot: (state: Map<string, Progress>, upTo: number) => Promise<void>;
  wipe: () => Promise<void>;
}

export async function openStore(name: string): Promise<Store> {
  const database = await openDB<Schema>(name, version, {
    upgrade: (db, from, _to, transaction) => {
      const events = from < 1 ? db.createObjectStore('events', { autoIncrement: true }) : transaction.objectStore('events');
      if (from < 1) events.createIndex('id', 'id', { unique: true });
      events.createIndex('card', 'card');
      db.createObjectStore('kept');
    },
    // A tab of an older version steps aside for a newer one.
    blocking: (_current, _blocked, event) => {
      (event.target as IDBDatabase).close();
    },
  });
  return makeStore(database);
}

function makeStore(database: IDBPDatabase<Schema>): Store {
  return {
    load: async () => {
      const transaction = database.transaction(['events', 'kept']);
      const kept = transaction.objectStore('kept');
      const [plan, snapshot] = await Promise.all([kept.get('plan'), kept.get('snapshot') as Promise<Snapshot | undefined>]);
      const { upTo, state } = snapshot?.fold === fold ? snapshot : { upTo: 0, state: new Map<string, Progress>() };
      const events = transaction.objectStore('events');
      const [tail, last] = await Promise.all([events.getAll(IDBKeyRange.lowerBound(upTo, true)), events.openKeyCursor(null, 'prev')]);
      return { plan, state, events: tail, last: last?.key ?? 0 };
    },
    add: async (events) => {
      const transaction = database.transaction('events', 'readwrite');
      const [event] = events;
      if (event && events.length === 1) {
        // A new one, asked for and committed at once: a reader who leaves now loses nothing.
        const added = transaction.store.add(event);
        transaction.commit();
        await Promise.all([added, transaction.done]);
        return;
      }
      // Another tab may have added the same file at the same time.
      const known = new Set((await transaction.store.getAll()).map(({ id }) => id));
      const added = events.filter(({ id }) => !known.has(id)).map((one) => transaction.store.add(one));
      await Promise.all([...added, transaction.done]);
    },
    eventsOf: (card) => database.getAllFromIndex('events', 'card', card),
    allEvents: () => database.getAll('events'),
    savePlan: async (plan) => {
      await database.put('kept', plan, 'plan');
    },
    saveSnapshot: async (state, upTo) => {
      await database.put('kept', { fold, upTo, state }, 'snapshot');
    },
    wipe: async () => {
      const transaction = database.transaction(['events', 'kept'], 'readwrite');
      await Promise.all([transaction.objectStore('events').clear(), transaction.objectStore('kept').clear(), transaction.done]);
    },
  };
}
