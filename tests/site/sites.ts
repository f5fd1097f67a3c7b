/** The origin that the builds are made for; the tests fetch them from this machine. */
export const origin = 'https://handbook.example';

/** What a strict host may send along with every page. */
export const strictPolicy = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'";

export interface Site {
  /** Where the build is written, relative to the project. */
  folder: string;
  /** The base path, as it is given to the build. */
  base: string;
  /** The address of the first page, as the test server gives it out. */
  url: string;
}

const host = 'http://127.0.0.1';

export const ports = { root: 4390, base: 4391, strict: 4392, development: 4393, edition: 4394 } as const;

/** The handbook at the root of its host. */
export const rootSite: Site = { folder: 'test-results/site', base: '', url: `${host}:${ports.root}/` };

/** The handbook under a base path. */
export const baseSite: Site = { folder: 'test-results/site-base', base: '/hand/book', url: `${host}:${ports.base}/hand/book/` };

/** The same build as `rootSite`, sent with a strict policy. */
export const strictUrl = `${host}:${ports.strict}/`;
