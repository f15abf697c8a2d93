// What is mutated, by library: all of its code but specs, generated files, tables of figures, and index.ts (exports only).
const code = (lib, tables = []) => ({
  mutate: [
    `libs/${lib}/src/**/*.ts`,
    ...['**/*.spec.ts', 'generated/**', 'index.ts', ...tables].map((path) => `!libs/${lib}/src/${path}`),
  ],
  tests: `libs/${lib}`,
});

export const MUTATED_LIBS = {
  units: code('units', ['unit-table.ts']),
  calendar: code('calendar'),
  factors: code('factors'),
  metering: code('metering'),
  accounting: code('accounting', ['steam/if97-coefficients.ts', 'uncertainty/half-width-table.ts']),
  figures: code('figures'),
  scoring: code('scoring'),
  budget: code('budget'),
  tariff: code('tariff'),
  performance: code('performance'),
  forecast: code('forecast'),
  dispatch: code('dispatch'),
  bundle: code('bundle'),
  verification: code('verification'),
  decode: { mutate: ['libs/telemetry/src/ingest/decode.ts'], tests: 'libs/telemetry/src/ingest' },
};
