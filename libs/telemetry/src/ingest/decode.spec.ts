import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeReadings, MAX_PAYLOAD_BYTES } from './decode.js';

const nowMs = Date.parse('2026-05-19T06:00:00Z');
const limits = { nowMs, retentionYears: 20 };
const decode = (payload: unknown) =>
  decodeReadings(Buffer.from(typeof payload === 'string' ? payload : JSON.stringify(payload)), limits);
const reasons = (payload: unknown): string[] => decode(payload).flaws.map((flaw) => flaw.reason);

describe('decodeReadings', () => {
  it('reads one object with an offset, and epoch milliseconds', () => {
    expect(
      decode({ ts: '2026-01-01T00:15:00+08:00', values: { active_energy: 1234.56, active_power: 45.2 } }),
    ).toEqual({
      readings: [
        { register: 'active_energy', atMs: Date.parse('2025-12-31T16:15:00Z'), value: 1234.56 },
        { register: 'active_power', atMs: Date.parse('2025-12-31T16:15:00Z'), value: 45.2 },
      ],
      flaws: [],
    });
    expect(decode({ ts: nowMs, values: { e: 0 } }).readings).toEqual([
      { register: 'e', atMs: nowMs, value: 0 },
    ]);
  });

  it('reads a buffered batch in any order, also a whole day of one-minute readings', () => {
    const day = Array.from({ length: 1440 }, (_, i) => ({ ts: nowMs - i * 60_000, values: { e: 1440 - i } }));
    expect(decode(day)).toMatchObject({ flaws: [], readings: { length: 1440 } });
  });

  it('keeps the good part and names the bad one', () => {
    const { readings, flaws } = decode([
      { ts: nowMs, values: { e: 1, p: null } },
      { ts: 'noon', values: { e: 2 } },
    ]);
    expect(readings).toHaveLength(1);
    expect(flaws.map((flaw) => flaw.detail)).toEqual([
      '[0] values.p is null, not a finite number',
      '[1] ts "noon" is not ISO 8601 with offset, e.g. 2026-01-01T00:15:00+08:00',
    ]);
  });

  it.each<[string, unknown, string]>([
    ['no JSON', 'energy=5', 'bad-json'],
    ['NaN', '{"ts": 1, "values": {"e": NaN}}', 'bad-json'],
    ['a number that is none', `{"ts": ${String(nowMs)}, "values": {"e": 1e999}}`, 'bad-value'],
    ['a number beyond any meter', { ts: nowMs, values: { e: -1e16 } }, 'bad-value'],
    ['a string for a number', { ts: nowMs, values: { e: '5' } }, 'bad-value'],
    ['true for a number', { ts: nowMs, values: { e: true } }, 'bad-value'],
    ['no values', { ts: nowMs }, 'bad-shape'],
    ['empty values', { ts: nowMs, values: {} }, 'bad-shape'],
    ['an array for values', { ts: nowMs, values: [1] }, 'bad-shape'],
    ['an empty array', [], 'bad-shape'],
    ['a lone number', 5, 'bad-shape'],
    ['no time', { values: { e: 1 } }, 'bad-time'],
    ['a local time', { ts: '2026-01-01T00:15:00', values: { e: 1 } }, 'bad-time'],
    ['the 30th of February', { ts: '2026-02-30T00:00:00Z', values: { e: 1 } }, 'bad-time'],
    ['1970', { ts: '1970-01-01T00:00:00Z', values: { e: 1 } }, 'bad-time'],
    ['epoch seconds', { ts: Math.round(nowMs / 1000), values: { e: 1 } }, 'bad-time'],
    ['2100', { ts: '2100-01-01T00:00:00Z', values: { e: 1 } }, 'bad-time'],
    ['a register that is no code', { ts: nowMs, values: { 'a b': 'x' } }, 'unknown-register'],
  ])('refuses %s', (_name, payload, reason) => {
    expect(reasons(payload)).toEqual([reason]);
    expect(decode(payload).readings).toEqual([]);
  });

  it('refuses bytes that are no UTF-8', () => {
    expect(decodeReadings(Uint8Array.of(0xff, 0xfe), limits).flaws[0]?.reason).toBe('bad-json');
  });

  it('does not read more than 256 KiB', () => {
    expect(decodeReadings(Buffer.alloc(MAX_PAYLOAD_BYTES + 1, 32), limits).flaws[0]).toMatchObject({
      reason: 'too-large',
    });
  });

  it('never throws, and gives finite values within the accepted times only', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
        for (const { value, atMs } of decode(text).readings) {
          expect(Number.isFinite(value)).toBe(true);
          expect(atMs).toBeLessThanOrEqual(nowMs + 24 * 3_600_000);
        }
      }),
    );
  });
});
