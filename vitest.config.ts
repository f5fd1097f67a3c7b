import { defineConfig } from 'vitest/config';

export default defineConfig({
  // The first test of a file waits for libraries to load, which takes seconds where the machine is busy.
  test: { include: ['tests/**/*.test.ts'], testTimeout: 30_000, maxWorkers: '100%' },
});
