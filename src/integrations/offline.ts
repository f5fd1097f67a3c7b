import type { AstroIntegration } from 'astro';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { listEdition } from './offline-files.ts';

const worker = fileURLToPath(new URL('../offline/service-worker.client.ts', import.meta.url));

/** Writes the service worker, which knows what readers keep of this build. */
export function offline(base: string): AstroIntegration {
  return {
    name: 'cardbook-offline',
    hooks: {
      'astro:build:done': async ({ dir }) => {
        const folder = fileURLToPath(dir);
        await build({
          configFile: false,
          logLevel: 'warn',
          publicDir: false,
          define: { EDITION: JSON.stringify(await listEdition(folder, base)), 'process.env.NODE_ENV': '"production"' },
          build: {
            outDir: folder,
            emptyOutDir: false,
            rolldownOptions: { input: worker, output: { format: 'iife', entryFileNames: 'service-worker.js' } },
          },
        });
      },
    },
  };
}
