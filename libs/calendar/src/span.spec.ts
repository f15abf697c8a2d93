import { describe, expect, it } from 'vitest';
import { resolveInstant, resolveSpan, spanText } from './span.js';

const HOUR = 3_600_000;

describe('resolveSpan', () => {
  it('reads local years, months and dates in the zone of the site', () => {
    expect(resolveSpan('2018', '2019', 'Asia/Seoul')).toEqual({
      fromMs: Date.parse('2017-12-31T15:00:00Z'),
      toMs: Date.parse('2018-12-31T15:00:00Z'),
    });
    expect(resolveSpan('2026-05-01', '2026-05-02', 'Asia/Kathmandu').fromMs).toBe(
      Date.parse('2026-04-30T18:15:00Z'),
    );
  });
  it('reads an offset, also one whose plus arrived as a space, and moves borders out to quarter hours', () => {
    const span = resolveSpan('2018-01-01T00:00:00 09:00', '2018-01-01T00:10:00+09:00', 'UTC');
    expect(span.toMs - span.fromMs).toBe(HOUR / 4);
  });
  it.each([
    ['2026-02-30', '2026-03-01', /no existing time/],
    ['2026-02-02', '2026-02-01', /must be later than from/],
  ])('refuses %s to %s', (from, to, message) => {
    expect(() => resolveSpan(from, to, 'UTC')).toThrow(message);
  });
});

describe('resolveInstant', () => {
  it('takes the years 1990 to 2100, and the first instant after them as an end', () => {
    expect(resolveInstant('1990-01-01', 'Asia/Shanghai', 'from')).toBe(Date.parse('1989-12-31T16:00:00Z'));
    expect(resolveInstant('2101-01-01', 'Asia/Shanghai', 'to')).toBe(Date.parse('2100-12-31T16:00:00Z'));
  });
  it.each(['1989-12-31', '0205-01-01', '2101-01-02', '9999-12-31', '2101-01-01T00:00:01+08:00'])(
    'refuses %s by its field, in both languages',
    (text) => {
      expect(() => resolveInstant(text, 'Asia/Shanghai', 'validFrom')).toThrow(
        expect.objectContaining({
          refusal: {
            code: 'bad-span',
            text: {
              zh: `validFrom：“${text}”的年份不在 1990 至 2100 之间，请核对`,
              en: `validFrom: the year of "${text}" is not between 1990 and 2100; check it`,
            },
            fields: [expect.objectContaining({ field: 'validFrom' })],
          },
        }),
      );
    },
  );
  it('refuses an offset that no place on earth has', () => {
    expect(resolveInstant('2026-01-01T00:00:00+14:00', 'UTC', 'from')).toBe(
      Date.parse('2025-12-31T10:00:00Z'),
    );
    expect(() => resolveInstant('2026-01-01T00:00:00+14:01', 'UTC', 'from')).toThrow(/no existing time/);
  });
});

describe('spanText', () => {
  const span = (from: string, to: string) => resolveSpan(from, to, 'Asia/Shanghai');
  it.each([
    ['2026-01-01', '2026-02-01', '2026-01-01 to 2026-01-31'],
    ['2026-01-01', '2026-01-02', '2026-01-01'],
    ['2026-01-01T08:00:00+08:00', '2026-01-01T09:30:00+08:00', '2026-01-01 08:00 to 2026-01-01 09:30'],
    ['2026-01-01', '2026-01-01T09:30:00+08:00', '2026-01-01 to 2026-01-01 09:30'],
  ])('%s, %s reads %s', (from, to, text) => {
    expect(spanText(span(from, to), 'Asia/Shanghai').en).toBe(text);
  });
  it('says it in Chinese too', () => {
    expect(spanText(span('2026-01', '2026-02'), 'Asia/Shanghai').zh).toBe('2026-01-01 至 2026-01-31');
  });
});

describe('an offset in the text', () => {
  const at = (text: string) => new Date(resolveInstant(text, 'Asia/Shanghai', 'from')).toISOString();

  it.each([
    ['2026-01-01T08:00:00Z', '2026-01-01T08:00:00.000Z'],
    ['2026-01-01T08:00:00z', '2026-01-01T08:00:00.000Z'],
    ['2026-01-01T08:00:00+01:00', '2026-01-01T07:00:00.000Z'],
    ['2026-01-01T08:00:00-0130', '2026-01-01T09:30:00.000Z'],
    // A plus that arrived as a space, with a colon and without.
    ['2026-01-01T08:00:00 01:00', '2026-01-01T07:00:00.000Z'],
    ['2026-01-01T08:00:00 0100', '2026-01-01T07:00:00.000Z'],
    // A local time whose day is parted from it by a space is none with an offset.
    ['2026-01-01 08:00:00', '2026-01-01T00:00:00.000Z'],
    ['2026-01-01', '2025-12-31T16:00:00.000Z'],
    ['2026-01', '2025-12-31T16:00:00.000Z'],
  ])('%s is %s', (text, expected) => {
    expect(at(text)).toBe(expected);
  });

  it('is not the dash of a month and day', () => {
    expect(() => at('2026-01-0108:00')).toThrow('no existing time');
  });
});

describe('a refusal of a span', () => {
  const fieldOf = (from: string, to: string) => {
    try {
      resolveSpan(from, to, 'UTC');
    } catch (error) {
      return (error as { refusal: { fields?: { field: string }[] } }).refusal.fields?.[0]?.field;
    }
    return undefined;
  };

  it('names the end that is wrong', () => {
    expect(fieldOf('x', '2026')).toBe('from');
    expect(fieldOf('2026', 'x')).toBe('to');
    expect(fieldOf('2026', '2025')).toBe('to');
    // Empty, and a quarter of an hour.
    expect(fieldOf('2026-01-01', '2026-01-01')).toBe('to');
    expect(fieldOf('2026-01-01T00:00:00Z', '2026-01-01T00:00:01Z')).toBeUndefined();
    expect(() => resolveSpan('2026', '2026', 'UTC')).toThrow('must be later than from');
  });

  it('knows the last moment of the last year, in its own offset', () => {
    expect(resolveInstant('2100-12-31T23:59:59+08:00', 'UTC', 'to')).toBe(Date.parse('2100-12-31T15:59:59Z'));
    expect(resolveInstant('2101-01-01T00:00:00+08:00', 'UTC', 'to')).toBe(Date.parse('2100-12-31T16:00:00Z'));
  });
});

describe('the text of a span', () => {
  it('names the moment of its end where only that is none of a day', () => {
    const fromMs = Date.parse('2026-01-01T09:30:00Z');
    const toMs = Date.parse('2026-01-03T00:00:00Z');
    expect(spanText({ fromMs, toMs }, 'UTC').en).toBe('2026-01-01 09:30 to 2026-01-03');
    expect(spanText({ fromMs: Date.parse('2026-01-01'), toMs: fromMs }, 'UTC').en).toBe(
      '2026-01-01 to 2026-01-01 09:30',
    );
  });
});
