import { fileURLToPath } from 'node:url';
import swc from 'unplugin-swc';
import { defineConfig } from 'vitest/config';

const libs = [
  'vocabulary',
  'calendar',
  'units',
  'contracts',
  'telemetry',
  'metering',
  'factors',
  'accounting',
  'figures',
  'scoring',
  'records',
  'identity',
  'inventory',
  'reports',
  'platform',
];

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
  },
});
