/** A file of the site: its path from the base path on, and the digest of its bytes. */
export type KeptFile = readonly [path: string, digest: string];

/** What the service worker of a build knows of the book. */
export interface Edition {
  /** Digest of all that follows. */
  name: string;
  /** What every reader keeps: the page that stands for pages never opened, with what it needs. */
  always: readonly KeptFile[];
  /** What readers keep once they have opened the study page: the page, its data and what both need. */
  study: readonly KeptFile[];
  /** What each lab needs to run, by the lab's name: paths of files whose names hold a digest. */
  labs: Readonly<Record<string, readonly string[]>>;
}

/** What a page tells the service worker, beside Workbox's own `CACHE_URLS`. */
export type OfflineMessage = { type: 'KEEP_STUDY' | 'SKIP_WAITING' } | { type: 'KEEP_LABS'; names: readonly string[] };
