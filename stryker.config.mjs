// Mutation testing, one library a run: npm run test:mutation -- --lib units [--mutate libs/units/src/convert.ts].
// What is measured are the specs beside the code: no other library's tests, no flow. See docs/mutation-testing.md.
import { MUTATED_LIBS } from './scripts/mutation-libs.mjs';

const lib = process.env['MUTATION_LIB'] ?? 'units';
const { mutate, tests } = MUTATED_LIBS[lib];
// Read by test/mutation/vitest.config.ts in the process of the test runner.
process.env['MUTATION_TESTS'] = tests;

export default {
  testRunner: 'vitest',
  vitest: { configFile: 'test/mutation/vitest.config.ts', related: false },
  plugins: ['@stryker-mutator/vitest-runner', './scripts/mutation-texts.mjs'],
  ignorers: ['texts'],
  mutate,
  coverageAnalysis: 'perTest',
  concurrency: 1,
  // A busy machine is no endless loop: a mutant that merely waited would count as found.
  timeoutMS: 60_000,
  // Leave files as they are: a spec holds the generated ones against their sources, byte for byte.
  disableTypeChecks: false,
  incremental: true,
  incrementalFile: `reports/mutation/${lib}.incremental.json`,
  reporters: ['clear-text', 'json'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false, allowEmojis: false },
  jsonReporter: { fileName: `reports/mutation/${lib}.json` },
  thresholds: { high: 95, low: 90, break: 85 },
  ignorePatterns: ['/dist', '/data', '/docs', '/reports', '/apps', '/test/ui', '/test/bench'],
};
