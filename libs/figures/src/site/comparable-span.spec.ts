import { isoIn } from '@zerofab/calendar';
import { expect, it } from 'vitest';
import { at, ZONE } from '../../fixtures/planted-site.js';
import { comparableSpan, comparableSpans } from './comparable-span.js';

const HOUR = 3_600_000;
it.each([
  ['a day', at('2026-05-19'), at('2026-05-20'), '2026-05-12', '2026-05-13'],
  ['a part of a day', at('2026-05-19') + HOUR, at('2026-05-19') + 2 * HOUR, '2026-05-12', '2026-05-13'],
  ['a month', at('2026-03-01'), at('2026-04-01'), '2026-02-01', '2026-03-01'],
  ['a running month', at('2026-03-01'), at('2026-03-03'), '2026-02-01', '2026-03-01'],
  ['January', at('2026-01-01'), at('2026-02-01'), '2025-12-01', '2026-01-01'],
  ['a year', at('2026-01-01'), at('2027-01-01'), '2025-01-01', '2026-01-01'],
  ['a quarter', at('2026-04-01'), at('2026-07-01'), '2025-01-01', '2026-01-01'],
  ['days over a year’s end', at('2025-12-30'), at('2026-01-03'), '2024-12-30', '2025-12-30'],
  ['two years', at('2024-01-01'), at('2026-01-01'), '2022-01-01', '2024-01-01'],
])('of %s', (_what, fromMs, toMs, from, to) => {
  const before = comparableSpan({ fromMs, toMs }, ZONE);
  expect([isoIn(before.fromMs, ZONE).slice(0, 10), isoIn(before.toMs, ZONE).slice(0, 10)]).toEqual([
    from,
    to,
  ]);
});

it('looks further back where a receipt of each month is not there last week either', () => {
  const starts = (fromMs: number, toMs: number) =>
    comparableSpans({ fromMs, toMs }, ZONE).map((span) => isoIn(span.fromMs, ZONE).slice(0, 10));
  expect(starts(at('2026-05-19'), at('2026-05-20'))).toEqual(['2026-05-12', '2026-04-01', '2025-01-01']);
  expect(starts(at('2026-05-01'), at('2026-06-01'))).toEqual(['2026-04-01', '2025-01-01']);
  expect(starts(at('2026-01-01'), at('2027-01-01'))).toEqual(['2025-01-01']);
});
