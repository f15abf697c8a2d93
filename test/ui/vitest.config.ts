import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const lib = (name: string): string =>
  fileURLToPath(new URL(`../../libs/${name}/src/index.ts`, import.meta.url));

// Builds the dashboard once, then drives it in a real browser against the mock server.
export default defineConfig({
  root: import.meta.dirname,
  // The mock hands out the real methods, formulas and factors, and checks bodies by the real contract.
  resolve: {
    alias: Object.fromEntries(
      ['accounting', 'calendar', 'contracts', 'factors', 'units', 'vocabulary'].map((name) => [
        `@zerofab/${name}`,
        lib(name),
      ]),
    ),
  },
  test: {
    include: ['*.spec.ts'],
    globalSetup: ['build-dashboard.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    fileParallelism: false,
  },
});
