import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import swc from 'unplugin-swc';
import { defineConfig } from 'vitest/config';

const lib = (name: string): string =>
  fileURLToPath(new URL(`../../libs/${name}/src/index.ts`, import.meta.url));

// Builds the dashboard once, then drives it in a real browser against the mock server, and in journeys against the real one.
export default defineConfig({
  root: import.meta.dirname,
  // The journeys run the server itself, whose dependency injection reads the types that decorators emit.
  plugins: [
    swc.vite({
      module: { type: 'es6' },
      jsc: {
        target: 'es2022',
        parser: { syntax: 'typescript', decorators: true },
        transform: { legacyDecorator: true, decoratorMetadata: true },
      },
    }),
  ],
  // The mock hands out the real methods, formulas and factors, and checks bodies by the real contract.
  resolve: {
    alias: Object.fromEntries(
      readdirSync(new URL('../../libs', import.meta.url)).map((name) => [`@zerofab/${name}`, lib(name)]),
    ),
  },
  test: {
    include: ['*.spec.ts', 'journeys/*.spec.ts'],
    globalSetup: ['build-dashboard.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    fileParallelism: false,
  },
});
