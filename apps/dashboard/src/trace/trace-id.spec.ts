import fc from 'fast-check';
import { expect, it } from 'vitest';
import { formatTraceId, parentTrace, parseTraceId, spanEnds, spanToken, type TraceId } from './trace-id';

const code = fc.stringMatching(/^[A-Za-z0-9_-]{1,16}$/);
const span = fc.oneof(
  fc.constantFrom('today', 'month', 'year'),
  fc.constant(spanToken('2026-05-12', '2026-05-13')),
  fc.constant(spanToken('2026-05-12T14:00:00+08:00', '2026-05-12T15:00:00+08:00')),
);
const ids: fc.Arbitrary<TraceId> = fc.oneof(
  fc.record({ kind: fc.constantFrom('emissions', 'energy'), span, source: fc.option(code) }),
  fc.record({ kind: fc.constantFrom('power', 'use'), meter: fc.option(code) }),
  fc.record({ kind: fc.constant('reading'), meter: code, register: code }),
) as fc.Arbitrary<TraceId>;

it('a trace survives the way into the URL and back', () => {
  fc.assert(
    fc.property(ids, (id) => {
      expect(parseTraceId(formatTraceId(id))).toEqual(id);
    }),
  );
});

it('refuses what is no trace', () => {
  for (const text of [
    '',
    null,
    undefined,
    'emissions',
    'emissions.',
    'power.nowhere',
    'reading.M1',
    'a.b.c.d',
    'x.y',
  ]) {
    expect(parseTraceId(text)).toBeNull();
  }
});

it('knows ends of explicit spans and the level above', () => {
  expect(spanEnds('2026~2027')).toEqual({ from: '2026', to: '2027' });
  expect(spanEnds('month')).toBeNull();
  expect(parentTrace({ kind: 'energy', span: 'year', source: 'gas' })).toEqual({
    kind: 'energy',
    span: 'year',
    source: null,
  });
  expect(parentTrace({ kind: 'power', meter: null })).toBeNull();
});
