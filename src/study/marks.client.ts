// The little that pages without study look at: no database is opened for readers who never study.

const base = document.documentElement.dataset['base'] ?? '/';

/** Several handbooks may share a host: each keeps what is its own under its path. */
export const storageName = `cardbook-study:${base}`;

const readName = `cardbook-read:${base}`;

/** Whether this reader has ever studied here. */
export function hasStudied(): boolean {
  try {
    return localStorage.getItem(storageName) !== null;
  } catch {
    return false;
  }
}

export function markStudied(hasHistory: boolean): void {
  try {
    if (hasHistory) localStorage.setItem(storageName, 'yes');
    else localStorage.removeItem(storageName);
  } catch {
    // Without storage there is nothing to come back to.
  }
}

/** Slugs of the cards whose pages were opened. */
export function readCards(): Set<string> {
  try {
    return new Set((localStorage.getItem(readName) ?? '').split(' ').filter(Boolean));
  } catch {
    return new Set();
  }
}

export function markRead(slugs: Iterable<string>): void {
  const known = readCards();
  const all = new Set([...known, ...slugs]);
  if (all.size === known.size) return;
  try {
    localStorage.setItem(readName, [...all].join(' '));
  } catch {
    // The choice “only cards already read” then offers less.
  }
}

export function forgetRead(): void {
  try {
    localStorage.removeItem(readName);
  } catch {
    // Nothing was kept.
  }
}
