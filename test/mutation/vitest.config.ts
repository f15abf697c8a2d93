import { defineConfig } from 'vitest/config';
import base from '../../vitest.config.js';

/** Folder of the library under mutation: only the specs beside its code may find a mutant. */
const tests = process.env['MUTATION_TESTS'] ?? 'libs/units';

export default defineConfig({
  ...base,
  test: { ...base.test, include: [`${tests}/**/*.spec.ts`], maxWorkers: 1 },
});
