import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addFlaw, CLOCK_TOLERANCE_MS, decodeReadings, MAX_PAYLOAD_BYTES } from './decode.js';

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
      unlisted: 0,
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

  it('reads exactly 256 KiB and not a byte more', () => {
    expect(MAX_PAYLOAD_BYTES).toBe(262_144);
    const sized = (bytes: number) => {
      const text = JSON.stringify({ ts: nowMs, values: { e: 1 } });
      return decode(text + ' '.repeat(bytes - text.length));
    };
    expect(sized(262_144)).toMatchObject({ readings: [{ value: 1 }], flaws: [] });
    expect(sized(262_145)).toMatchObject({ readings: [], flaws: [{ reason: 'too-large' }] });
    expect(sized(262_145).flaws[0]?.detail).toContain('has 262145 bytes; at most 262144');
  });

  it('bears a clock an hour ahead, and keeps what lies further apart: it may be our clock', () => {
    const ahead = (ms: number) =>
      decode({ ts: nowMs + ms, values: { e: 1 } }).flaws.map(({ reason }) => reason);
    const [hour, year] = [3_600_000, 366 * 24 * 3_600_000];
    expect(CLOCK_TOLERANCE_MS).toBe(hour);
    expect(ahead(hour)).toEqual([]);
    expect(ahead(hour + 1)).toEqual(['ahead-of-clock']);
    expect(ahead(24 * hour)).toEqual(['ahead-of-clock']);
    expect(ahead(48 * hour)).toEqual(['ahead-of-clock']);
    expect(ahead(year)).toEqual(['ahead-of-clock']);
    expect(ahead(year + 1)).toEqual(['bad-time']);
  });

  it('reads back to the begin of the retention, to the millisecond', () => {
    const oldest = nowMs - 20 * 365.25 * 24 * 3_600_000;
    expect(reasons({ ts: oldest, values: { e: 1 } })).toEqual([]);
    expect(reasons({ ts: oldest - 1, values: { e: 1 } })).toEqual(['bad-time']);
    expect(decode({ ts: 99_999_999, values: { e: 1 } }).flaws[0]?.detail).not.toContain('epoch seconds');
    expect(decode({ ts: 1_700_000_000, values: { e: 1 } }).flaws[0]?.detail).toContain('epoch seconds');
  });

  it('takes values up to 1e15 in both directions', () => {
    expect(decode({ ts: nowMs, values: { a: 1e15, b: -1e15, c: 0 } }).readings).toHaveLength(3);
    expect(reasons({ ts: nowMs, values: { a: 1.0000001e15 } })).toEqual(['bad-value']);
    expect(reasons({ ts: nowMs, values: { a: -1.0000001e15 } })).toEqual(['bad-value']);
  });

  it.each([
    ['2026-05-19T06:00:00Z', 0],
    ['2026-05-19t06:00z', 0],
    ['2026-05-19 14:00:00+08:00', 0],
    ['2026-05-19T14:00:00+0800', 0],
    ['2026-05-19T14:00:00+08', 0],
    ['2026-05-19T05:59:59,250Z', -750],
    ['2026-05-19T05:59:59.25Z', -750],
    ['2024-02-29T00:00:00Z', Date.parse('2024-02-29T00:00:00Z') - nowMs],
    ['2026-04-30T00:00:00Z', Date.parse('2026-04-30T00:00:00Z') - nowMs],
  ])('reads the time %s', (ts, fromNow) => {
    expect(decode({ ts, values: { e: 1 } }).readings[0]?.atMs).toBe(nowMs + fromNow);
  });

  it.each(['2025-02-29T00:00:00Z', '2026-04-31T00:00:00Z', '2026-13-01T00:00:00Z', '2026-05-19T25:00:00Z'])(
    'knows that %s does not exist',
    (ts) => {
      expect(decode({ ts, values: { e: 1 } }).flaws[0]).toMatchObject({
        reason: 'bad-time',
        detail: expect.stringContaining('is no existing time'),
      });
    },
  );

  it('rounds epoch milliseconds, and tells what is no time at all', () => {
    expect(decode({ ts: nowMs - 0.6, values: { e: 1 } }).readings[0]?.atMs).toBe(nowMs - 1);
    expect(decode('{"ts": 1e999, "values": {"e": 1}}').flaws[0]?.detail).toContain('not a finite number');
    expect(decode({ ts: [1], values: { e: 1 } }).flaws[0]?.detail).toContain(
      'neither ISO 8601 text nor epoch',
    );
    expect(decode({ values: { e: 1 } }).flaws[0]?.detail).toBe('ts is missing');
  });

  it('tells the first 20 flaws and counts the rest: a hundred thousand of them cost no memory', () => {
    const { flaws, unlisted } = decode(`[${Array.from({ length: 100_000 }, () => '1').join(',')}]`);
    expect(flaws).toHaveLength(20);
    expect(unlisted).toBe(99_980);
    const into = { flaws: [], unlisted: 0 };
    let told = 0;
    for (let n = 0; n < 30; n += 1) addFlaw(into, 'bad-shape', () => String((told += 1)));
    expect([told, into.unlisted]).toEqual([20, 10]);
  });

  it('shortens what it shows', () => {
    const { detail = '' } = decode({ ts: 'x'.repeat(500), values: { e: 1 } }).flaws[0] ?? {};
    expect(detail).toContain(`${'x'.repeat(56)}...`);
    expect(detail.length).toBeLessThan(140);
    expect(decode({ ts: 'x'.repeat(58), values: { e: 1 } }).flaws[0]?.detail).toContain('x'.repeat(58));
  });

  it('never throws, and gives finite values within the accepted times only', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
        for (const { value, atMs } of decode(text).readings) {
          expect(Number.isFinite(value)).toBe(true);
          expect(atMs).toBeLessThanOrEqual(nowMs + 3_600_000);
        }
      }),
    );
  });
});
