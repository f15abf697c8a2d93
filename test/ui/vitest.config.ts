import { defineConfig } from 'vitest/config';

// Builds the dashboard once, then drives it in a real browser against the mock server.
export default defineConfig({
  root: import.meta.dirname,
  test: {
    include: ['*.spec.ts'],
    globalSetup: ['build-dashboard.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    fileParallelism: false,
  },
});
