import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import swc from 'unplugin-swc';
import { defineConfig } from 'vitest/config';

const libs = readdirSync(new URL('libs', import.meta.url));

export default defineConfig({
  // Nest's dependency injection reads the types that decorators emit; esbuild does not emit them, swc does.
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
  resolve: {
    alias: Object.fromEntries(
      libs.map((lib) => [
        `@zerofab/${lib}`,
        fileURLToPath(new URL(`libs/${lib}/src/index.ts`, import.meta.url)),
      ]),
    ),
  },
  test: {
    include: ['libs/**/*.spec.ts', 'apps/**/*.spec.ts', 'test/flows/**/*.spec.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // The embedded database takes about 500 MB: two workers at once are what a small machine bears.
    maxWorkers: 2,
    // A worker loads a module once for all its specs (a third of the time went into loading them anew for each). So a
    // spec leaves no state behind in a module; one that needs a fresh module says vi.resetModules().
    isolate: false,
  },
});
