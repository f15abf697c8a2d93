import { describe, expect, it } from 'vitest';
import { RowClock, type TimeRule } from './row-clock.js';

const rule = (more: Partial<TimeRule>): TimeRule => ({
  format: 'dd/MM/yyyy HH:mm',
  zone: 'Asia/Seoul',
  midnightClosesDay: false,
  ...more,
});

/** The time, or what is wrong with it in English. */
const read = (text: string, rule: TimeRule): number | string => {
  const at = new RowClock(rule).read(text);
  return typeof at === 'number' ? at : at.en;
};

describe('RowClock', () => {
  const berlin = rule({ zone: 'Europe/Berlin' });

  it('reads local times of the zone', () => {
    expect(read('01/01/2018 00:15', rule({}))).toBe(Date.parse('2018-01-01T00:15:00+09:00'));
  });
  it('lets the row dated 00:00 close its day when asked; 24:00 does so by itself', () => {
    const closing = rule({ midnightClosesDay: true });
    const newYear = Date.parse('2019-01-01T00:00:00+09:00');
    expect(read('31/12/2018 00:00', closing)).toBe(newYear);
    expect(read('31/12/2018 24:00', closing)).toBe(newYear);
    expect(read('31/12/2018 00:00', rule({}))).toBe(Date.parse('2018-12-31T00:00:00+09:00'));
    expect(read('2018-12-31T00:00+09:00', { ...closing, format: 'iso', zone: undefined })).toBe(newYear);
  });
  it('closes the day on which clocks are changed by the local clock', () => {
    const closing = { ...berlin, midnightClosesDay: true };
    expect(read('29/03/2026 00:00', closing)).toBe(Date.parse('2026-03-30T00:00:00+02:00'));
    expect(read('25/10/2026 00:00', closing)).toBe(Date.parse('2026-10-26T00:00:00+01:00'));
  });
  it('refuses a local time that does not exist, in every format', () => {
    expect(read('29/03/2026 02:30', berlin)).toMatch(/does not exist in Europe\/Berlin/);
    expect(read('2026-03-29T02:30', { ...berlin, format: 'iso' })).toMatch(/does not exist/);
  });
  it('takes a lone time that occurs twice as the first', () => {
    expect(read('25/10/2026 02:30', berlin)).toBe(Date.parse('2026-10-25T02:30:00+02:00'));
  });
  it('gives each of the 100 quarter hours of the day on which clocks are set back its own instant', () => {
    const clock = new RowClock(berlin);
    const hours = [0, 1, 2, 2, ...Array.from({ length: 21 }, (_, i) => i + 3)];
    const rows = hours.flatMap((hour) =>
      [0, 15, 30, 45].map((minute) => {
        const time = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
        return clock.read(`25/10/2026 ${time}`);
      }),
    );
    const midnight = Date.parse('2026-10-25T00:00:00+02:00');
    expect(rows).toEqual(Array.from({ length: 100 }, (_, i) => midnight + i * 900_000));
  });
  it('reads ISO 8601 with offset, and epoch milliseconds', () => {
    expect(read('2026-01-01T00:15:00+08:00', rule({ format: 'iso', zone: undefined }))).toBe(
      Date.parse('2025-12-31T16:15:00Z'),
    );
    expect(read('1767197700000', rule({ format: 'epoch-ms' }))).toBe(1_767_197_700_000);
    expect(read('', rule({ format: 'epoch-ms' }))).toMatch(/not epoch/);
  });
  it('lets an offset in the text win over the zone, also in a format of tokens', () => {
    const format = 'yyyy-MM-dd HH:mm ZZ';
    for (const zone of ['Asia/Seoul', undefined])
      expect(read('2026-01-01 00:15 +08:00', rule({ format, zone }))).toBe(
        Date.parse('2026-01-01T00:15:00+08:00'),
      );
  });
  it('never guesses a zone', () => {
    const none = rule({ zone: undefined });
    expect(read('01/01/2018 00:15', none)).toMatch(/has no offset; give --zone/);
    expect(read('2026-01-01T00:15:00', { ...none, format: 'iso' })).toMatch(/give --zone/);
    expect(() => new RowClock(rule({ zone: 'Asia/Soul' }))).toThrow(/--zone Asia\/Soul: give an IANA/);
  });
  it('refuses the midnight rule for epoch milliseconds', () => {
    expect(() => new RowClock(rule({ format: 'epoch-ms', midnightClosesDay: true }))).toThrow(/epoch-ms/);
  });
  it('says what does not match', () => {
    expect(read('2018-01-01', rule({}))).toBe('"2018-01-01" does not match the time format dd/MM/yyyy HH:mm');
  });
});

describe('a row beside its neighbours', () => {
  const berlin = rule({ zone: 'Europe/Berlin' });
  const first = Date.parse('2026-10-25T02:30:00+02:00');
  const second = Date.parse('2026-10-25T02:30:00+01:00');
  const after = (...texts: string[]) => {
    const clock = new RowClock(berlin);
    return texts.map((text) => clock.read(text)).at(-1);
  };

  it.each([
    ['a quarter of an hour before', '25/10/2026 02:15', first],
    ['the same time', '25/10/2026 02:30', second],
    // Long before, or a file that begins anew: the first.
    ['the day before', '24/10/2026 02:30', first],
    ['the hour after the second', '25/10/2026 03:30', first],
    ['just within the hour after the second', '25/10/2026 03:29', second],
  ])('that stands at %s', (_what, before, expected) => {
    expect(after(before, '25/10/2026 02:30')).toBe(expected);
  });

  it('that could not be read leaves the last good one', () => {
    expect(after('25/10/2026 02:30', 'nonsense', '25/10/2026 02:30')).toBe(second);
  });

  it('is read without the blanks around it', () => {
    expect(read(' 01/01/2018 00:15 ', rule({}))).toBe(Date.parse('2018-01-01T00:15:00+09:00'));
    expect(read('  ', rule({ format: 'epoch-ms' }))).toBe('"  " is not epoch milliseconds');
    expect(read('1e999', rule({ format: 'epoch-ms' }))).toBe('"1e999" is not epoch milliseconds');
  });

  it('does not exist where the clocks go on by half an hour only', () => {
    const howe = rule({ zone: 'Australia/Lord_Howe' });
    // 4 October 2026, 02:00 becomes 02:30.
    expect(read('04/10/2026 02:15', howe)).toMatch(/does not exist/);
    expect(read('04/10/2026 02:30', howe)).toBe(Date.parse('2026-10-03T15:30:00Z'));
  });
});

describe('24:00', () => {
  const closing = rule({ midnightClosesDay: true, format: 'HHmm dd/MM/yyyy' });
  const newYear = Date.parse('2019-01-01T00:00:00+09:00');

  it('closes its day once, with a colon or without, wherever it stands', () => {
    expect(read('2400 31/12/2018', closing)).toBe(newYear);
    expect(read('0000 31/12/2018', closing)).toBe(newYear);
    expect(read('24:00 31/12/2018', { ...closing, format: 'HH:mm dd/MM/yyyy' })).toBe(newYear);
  });

  it('is not seen in other digits', () => {
    const seconds = { ...closing, format: "yyyyMMdd'n'124000 HH:mm" };
    expect(read('20181231n124000 00:00', { ...seconds, format: "yyyyMMdd'n124000' HH:mm" })).toBe(newYear);
  });
});

describe('a file that stands newest first', () => {
  it('reaches the second of a time that occurs twice before the first', () => {
    const clock = new RowClock(rule({ zone: 'Europe/Berlin', descending: true }));
    const read = [
      '25/10/2026 03:00',
      '25/10/2026 02:30',
      '25/10/2026 02:00',
      '25/10/2026 02:30',
      '25/10/2026 02:00',
      '25/10/2026 01:30',
    ];
    const first = Date.parse('2026-10-25T03:00:00+01:00');
    expect(read.map((text) => clock.read(text))).toEqual(read.map((_, n) => first - n * 1_800_000));
  });
});

describe('a format without a date', () => {
  it.each(['HH:mm:ss', 'dd HH:mm', 'dd/MM HH:mm', 'yyyy HH:mm', "'yMd' HH:mm"])(
    '%s is refused, for luxon would take today',
    (format) => {
      expect(() => new RowClock(rule({ format }))).toThrow(/No date in the time format/);
    },
  );
  it('is one within iso too', () => {
    for (const text of ['17:24:00', 'T17:24', '17'])
      expect(read(text, rule({ format: 'iso' }))).toMatch(/does not match/);
  });
  it.each(['yyyy-MM-dd', 'yyyy-ooo', "kkkk-'W'WW-E", 'X', 'D'])('%s has one', (format) => {
    expect(() => new RowClock(rule({ format }))).not.toThrow();
  });
});

describe('a plain local time', () => {
  it('is the instant that luxon tells, on the days around a change of the clocks too', () => {
    for (const zone of ['Europe/Berlin', 'Asia/Shanghai', 'Australia/Lord_Howe', 'America/St_Johns'])
      for (let at = Date.UTC(2026, 9, 1); at < Date.UTC(2026, 10, 5); at += 7 * 900_000) {
        const text = new Date(at).toISOString().slice(0, 19);
        const format = "yyyy-MM-dd'T'HH:mm:ss";
        for (const midnightClosesDay of [false, true])
          expect(new RowClock({ format: 'iso', zone, midnightClosesDay }).read(text)).toEqual(
            new RowClock({ format, zone, midnightClosesDay }).read(text),
          );
      }
  });
  it('of a day that does not exist is refused', () => {
    expect(read('2026-02-30T08:00:00', rule({ format: 'iso' }))).toMatch(/does not match/);
  });
});
