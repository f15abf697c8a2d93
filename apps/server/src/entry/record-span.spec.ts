import { expect, it } from 'vitest';
import { spanHints, spanOfBody } from './record-span.js';

const ZONE = 'Asia/Shanghai';
const hints = (from: string, to: string, endsInclusive?: boolean): string[] => {
  const entered = { from, to, endsInclusive };
  return spanHints(entered, spanOfBody(entered, ZONE), ZONE).map(({ en }) => en);
};

it('says that the last day of a month is lost where the end is not inclusive', () => {
  expect(hints('2026-02-01', '2026-02-28')).toEqual([
    expect.stringContaining('2026-02-28 itself is not counted'),
  ]);
  expect(hints('2024-02-01', '2024-02-28')).toEqual([]);
  expect(hints('2024-02-01', '2024-02-29')).toHaveLength(1);
  expect(hints('2026-01-01', '2026-03-31')).toHaveLength(1);
});

it('says nothing of whole months, of inclusive ends, and of spans that begin within a month', () => {
  expect(hints('2026-02-01', '2026-03-01')).toEqual([]);
  expect(hints('2026-02', '2026-03')).toEqual([]);
  expect(hints('2026-02-01', '2026-02-28', true)).toEqual([]);
  expect(hints('2026-02-10', '2026-02-28')).toEqual([]);
});

it('says that a span lies in the future, beside a lost day', () => {
  expect(hints('2099-02-01', '2099-02-28').map((text) => /future|not counted/.exec(text)?.[0])).toEqual([
    'not counted',
    'future',
  ]);
});
