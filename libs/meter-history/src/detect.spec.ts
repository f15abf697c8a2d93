import { describe, expect, it } from 'vitest';
import { detect } from './detect.js';
import type { FileReading } from './file-format.js';
import { FileRows, isBad } from './file-rows.js';
import { formatOf, openQuestions, valueColumns, type Choices } from './format-of.js';

/** Reads a text as it is detected; the readings as local time and value, then what was refused. */
const read = (text: string, more: Partial<Choices> = {}) => {
  const detected = detect(text);
  const choices = { zone: 'Europe/Berlin', mappings: [{ column: '*', register: 'e', scale: 1 }], ...more };
  const rows = new FileRows(formatOf(detected, choices));
  const all = [...rows.push(text), ...rows.end()];
  const good = all.filter((row): row is FileReading => !isBad(row));
  return {
    values: good.map(({ values }) => values['e']),
    times: good.map(({ ts }) => new Date(ts).toISOString().slice(0, 16)),
    bad: all.filter(isBad).map(({ line, reason }) => `${String(line)}: ${reason.en}`),
    open: openQuestions(detected, choices).map(({ about }) => about),
    detected,
  };
};

describe('a file of each kind', () => {
  it('has titles above, a unit below the names, and a line that names the separator', () => {
    const text =
      '\uFEFFsep=;\nPlant 7|Tool 3\n\n;INV-1;INV-1\n;Total;Power factor\n;Analog;Analog\nDD.MM.YYYY hh:mm;[kWh];\n30.06.2025 00:05;41,5;NaN\n30.06.2025 00:10;42,0;NaN\n';
    const { values, times, detected } = read(text, {
      mappings: [{ column: 'Total', register: 'e', scale: 1 }],
    });
    expect([values, times]).toEqual([
      [41.5, 42],
      ['2025-06-29T22:05', '2025-06-29T22:10'],
    ]);
    expect(detected.columns[1]).toMatchObject({ name: 'Total', unit: 'kWh' });
    expect(detected.columns[1]?.aliases).toContain('INV-1');
  });

  it('has begin and end: the value stands at its end, whichever order the date has', () => {
    const text =
      'Beginn;Ende;Wert (kW)\n02/03/2026 00:00:00;02/03/2026 00:30:00;4,030\n02/03/2026 23:30:00;03/03/2026 00:00:00;2,000\n';
    const { values, times, open, detected } = read(text);
    expect([values, times, open]).toEqual([[4.03, 2], ['2026-03-01T23:30', '2026-03-02T23:00'], []]);
    expect([detected.time.from, detected.time.styles, valueColumns(detected)[0]?.unit]).toEqual([
      0,
      ['dmy'],
      'kW',
    ]);
    const seconds = text
      .replaceAll('00:30:00;4', '00:29:59;4')
      .replaceAll('03/03/2026 00:00:00', '02/03/2026 23:59:59');
    expect(read(seconds).times).toEqual(times);
  });

  it('has a date, begin and end of day time, where the end is the last minute or midnight closes the day', () => {
    const rows = (ends: readonly string[]) =>
      `TYPE,DATE,START TIME,END TIME,USAGE\n${ends.map((end, n) => `Electric,2026-01-19,${String(n + 22)}:00,${end},0.${String(n + 1)}`).join('\n')}\n`;
    for (const ends of [
      ['22:59', '23:59'],
      ['23:00', '00:00'],
    ])
      expect(read(rows(ends), { mappings: [{ column: 'USAGE', register: 'e', scale: 1 }] }).times).toEqual([
        '2026-01-19T22:00',
        '2026-01-19T23:00',
      ]);
    const apart =
      'Start date;Start time;End date;End time;kWh\n19.01.2026;23:00;20.01.2026;00:00;1\n20.01.2026;00:00;20.01.2026;01:00;2\n';
    expect(read(apart).times).toEqual(['2026-01-19T23:00', '2026-01-20T00:00']);
  });

  it('has a day a row with hours that are numbers', () => {
    const hours = Array.from({ length: 24 }, (_, n) => String(n + 1));
    const { times, values } = read(`Date,${hours.join(',')}\n2026-01-19,${hours.join(',')}\n`);
    expect([times.length, times[0], times[23], values[23]]).toEqual([
      24,
      '2026-01-19T00:00',
      '2026-01-19T23:00',
      24,
    ]);
  });

  it('has date and hour in two columns, and 24:00 closes the day', () => {
    const text =
      'cups;date;time;kWh\nX;2026/07/01;01:00;0,1\nX;2026/07/01;24:00;0,3\nX;2026/07/02;01:00;0,4\n';
    const { times, values, detected } = read(text);
    expect(times).toEqual(['2026-06-30T23:00', '2026-07-01T22:00', '2026-07-01T23:00']);
    expect(values).toEqual([0.1, 0.3, 0.4]);
    expect([detected.time.label, detected.time.labelSure]).toEqual(['end', true]);
    const numbered = 'date;hour;kWh\n2026/07/01;1;1\n2026/07/01;2;2\n2026/07/01;24;24\n';
    expect(read(numbered).times.at(-1)).toBe('2026-07-01T22:00');
  });

  it('names its labels starts: each value stands at the end of its hour', () => {
    const text =
      'Hour Start,A kWh\n2026-01-01T00:00:00+01:00,0.2\n2026-01-01T01:00:00+01:00,0.3\n2026-01-01T02:00:00+01:00,0.1\n';
    expect(read(text).times).toEqual(['2026-01-01T00:00', '2026-01-01T01:00', '2026-01-01T02:00']);
    expect(read(text, { label: 'end' }).times[0]).toBe('2025-12-31T23:00');
  });

  it('does not say whether labels are starts: nothing is moved unless a person says so', () => {
    const text =
      'Horodate;Valeur\n2026-01-01T00:00:00+01:00;460\n2026-01-01T00:30:00+01:00;478\n2026-01-01T01:00:00+01:00;400\n';
    const { times, detected } = read(text);
    expect([detected.time.label, detected.time.labelSure, times[0]]).toEqual([
      'start',
      false,
      '2025-12-31T23:00',
    ]);
    expect(read(text, { label: 'start' }).times[0]).toBe('2025-12-31T23:30');
  });

  it('has a day a row', () => {
    const slots = Array.from({ length: 96 }, (_, n) => {
      const clock = (minutes: number) =>
        `${String(Math.floor((minutes % 1440) / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
      return `${clock(n * 15)}-${clock(n * 15 + 15)}`;
    });
    const row = (day: string) => [`"${day}"`, ...slots.map((_, n) => `"0,${String(n + 10)}"`)].join(';');
    const text = [`Giorno;${slots.join(';')}`, row('01/09/2026'), row('25/09/2026')].join('\n');
    const { times, values } = read(text);
    expect([times.length, times[0], times[95], times[96], values[0], values[95]]).toEqual([
      192,
      '2026-08-31T22:15',
      '2026-09-01T22:00',
      '2026-09-24T22:15',
      0.1,
      0.105,
    ]);
    const hours = `date,${Array.from({ length: 24 }, (_, n) => `H${String(n + 1)}`).join(',')}\n2026-03-29,${'1,'.repeat(23)}1\n`;
    // The hour that the clocks leave out cannot be: its row says so.
    expect(read(hours).bad).toEqual([expect.stringMatching(/does not exist/)]);
  });

  it('stands newest first, through the hour that occurs twice', () => {
    const text = 'time,kWh\n25.10.2026 03:00,6\n25.10.2026 02:00,5\n25.10.2026 02:00,4\n25.10.2026 01:00,3\n';
    expect(read(text).times).toEqual([
      '2026-10-25T02:00',
      '2026-10-25T01:00',
      '2026-10-25T00:00',
      '2026-10-24T23:00',
    ]);
  });

  it('holds two meters: it must be said which, and a counter of one is not read as the other', () => {
    const text =
      'meternummer,date,reading1\nM-E,13-06-2026,100\nM-E,14-06-2026,104\nM-G,13-06-2026,7\nM-G,14-06-2026,8\n';
    expect(read(text).open).toEqual(['key']);
    const chosen = read(text, { where: [{ column: 'meternummer', value: 'M-G' }] });
    expect([chosen.open, chosen.values]).toEqual([[], [7, 8]]);
  });

  it('is told by the serial number of its meter, which a reading in a column of a meter is not', () => {
    const day = (n: number) => `2026-01-${String(n + 13)}`;
    const serials = Array.from(
      { length: 8 },
      (_, n) => `${day(n)},${n < 4 ? '10001' : '10002'},${String(n)}`,
    );
    expect(read(`date,meter no,kWh\n${serials.join('\n')}\n`).open).toEqual(['key']);
    const shown = Array.from({ length: 8 }, (_, n) => `${day(n)},${String(15_000 + n)},${String(7 + n)}`);
    const columns = `date,Meter A,Meter B\n${shown.join('\n')}\n`;
    expect(read(columns, { mappings: [{ column: 'Meter A', register: 'e', scale: 1 }] }).open).toEqual([]);
  });

  it('has from and to in one text, behind a preamble with dates', () => {
    const text =
      ' Usage\n For: 1\n Start date: 2026-01-19 00:00 for 2 days\n =====\n Time period,Usage(Real energy in kilowatt-hours),Events\n 2026-01-19 00:00 to 2026-01-19 01:00,0.5,,\n 2026-01-19 01:00 to 2026-01-19 02:00,-0.25,,\n';
    const { times, values, detected } = read(text);
    expect([times, values]).toEqual([
      ['2026-01-19T00:00', '2026-01-19T01:00'],
      [0.5, -0.25],
    ]);
    expect(valueColumns(detected).map(({ unit }) => unit)).toEqual(['kWh']);
  });

  it('marks what is missing with "?": those rows are told', () => {
    const text = 'Date;Time;kW\n16/12/2026;17:24:00;4.2\n16/12/2026;17:25:00;?\n';
    expect(read(text)).toMatchObject({
      values: [4.2],
      bad: [expect.stringMatching(/^3: .*"\?", not a number/)],
    });
  });

  it('has a first row that cannot be read: it is told, not taken for a title', () => {
    const { bad, values } = read('date,kWh\n99/01/2026 00:15,1\n31/01/2026 00:15,2\n31/01/2026 00:30,3\n');
    expect([bad, values]).toEqual([['2: "99/01/2026 00:15" does not match the time format dmy'], [2, 3]]);
  });

  it('dates 00:00 with the day that it closes', () => {
    const text = 'date,kWh\n01/01/2026 23:30,1\n01/01/2026 23:45,2\n01/01/2026 00:00,3\n02/01/2026 00:15,4\n';
    expect(read(text).times).toEqual([
      '2026-01-01T22:30',
      '2026-01-01T22:45',
      '2026-01-01T23:00',
      '2026-01-01T23:15',
    ]);
  });

  it.each([
    ['Excel serial numbers', '46336.010416667', '46336.020833333'],
    ['epoch seconds', '1794266100', '1794267000'],
    ['epoch milliseconds', '1794266100000', '1794267000000'],
  ])('has %s', (what, one, other) => {
    const { times } = read(`t,kwh\n${one},1\n${other},2\n`, { zone: 'Asia/Shanghai' });
    const wanted = what.startsWith('Excel')
      ? ['2026-11-09T16:15', '2026-11-09T16:30']
      : ['2026-11-09T23:15', '2026-11-09T23:30'];
    expect(times).toEqual(wanted);
  });
});

describe('what a file does not tell', () => {
  it('is asked: the order of day and month, and whether a comma is a fraction', () => {
    expect(read('d\tv\n05/06/2026 00:15\t1,234\n05/06/2026 00:30\t2,345\n').open).toEqual([
      'date-order',
      'decimal',
    ]);
    expect(read('d\tv\n05/06/2026 00:15\t1,23\n13/06/2026 00:30\t2,345\n').open).toEqual([]);
  });
  it('is told by the even steps of a file across days', () => {
    const hours = Array.from(
      { length: 48 },
      (_, n) => `0${String(5 + Math.floor(n / 24))}/06/2026 ${String(n % 24)}:00,1`,
    );
    expect(detect(`d,v\n${hours.join('\n')}\n`).time.styles).toEqual(['dmy']);
  });
  it('refuses by name a file without a date', () => {
    expect(() => detect('Time,kWh\n17:24:00,1\n17:25:00,2\n')).toThrow(/times of day and no date/);
    expect(() => detect('a,b\nx,y\n')).toThrow(/No column of the file holds times with a date/);
    expect(() => detect('')).toThrow(/empty/);
    expect(() => detect('100,NEM13,2026,A,B\n')).toThrow(/NEM13/);
  });
});
