import { defineConfig } from 'vitest/config';

export default defineConfig({
  // The first test of a file waits for libraries to load, which takes seconds, and some labs run for seconds, more where the machine is busy.
  test: { include: ['tests/**/*.test.ts'], testTimeout: 120_000, maxWorkers: '100%' },
});
