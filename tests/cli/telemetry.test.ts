import { expect, test, vi } from 'vitest';

test('Astro is told to report nothing to its makers', async () => {
  vi.stubEnv('ASTRO_TELEMETRY_DISABLED', '');
  await import('../../astro.config.mjs');
  expect(process.env['ASTRO_TELEMETRY_DISABLED']).toBe('1');
});
