import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detect, detectRecords } from './detect.js';
import { encodingOf } from './encoding.js';
import { espiRecords, isEspi } from './espi.js';
import type { FileReading } from './file-format.js';
import { FileRows, isBad } from './file-rows.js';
import { formatOf, openQuestions } from './format-of.js';
import { sheetRecords } from './sheet-records.js';
import { Survey } from './survey.js';
import { decimalOf, isMissing, numberOf } from './written-number.js';
import { isoOf, rangeOf } from './written-time.js';

const e = { column: '*', register: 'e', scale: 1 };

describe('NEM12', () => {
  const day = (values: readonly number[], quality: string) =>
    `300,20260119,${values.join(',')},${quality},,,20260120,`;
  const hours = Array.from({ length: 48 }, (_, n) => n);
  const text = [
    '100,NEM12,202601200000,A,B',
    '200,6123456789,E1B1,E1,E1,N1,S1,KWH,30,',
    day(hours, 'V'),
    '400,1,46,A,,',
    '400,47,48,N,,',
    '200,6123456789,E1B1,B1,B1,N1,S1,KWH,30,',
    day(hours, 'A'),
    '900',
  ].join('\n');

  it('is read by channel, in market time, without the intervals that have no value', () => {
    const detected = detect(text);
    const choices = {
      zone: 'Europe/Berlin',
      mappings: [e],
      where: [{ column: 'NMI', value: '6123456789 E1' }],
    };
    expect(openQuestions(detected, { ...choices, where: [] }).map(({ about }) => about)).toEqual(['key']);
    const rows = new FileRows(formatOf(detected, choices));
    const all = [...rows.push(text), ...rows.end()];
    expect(all.filter((row) => !isBad(row))).toEqual(
      hours
        .slice(0, 46)
        .map((n) => ({ ts: Date.parse('2026-01-19T00:30:00+10:00') + n * 1_800_000, values: { e: n } })),
    );
    expect(all.filter(isBad).map(({ line }) => line)).toEqual([3, 3]);
  });
});

describe('Green Button', () => {
  const entry = (inner: string, ...links: string[]) =>
    `<entry>${links.map((href) => `<link rel="up" href="${href}"/>`).join('')}<content>${inner}</content></entry>`;
  const block = (value: number) =>
    `<IntervalBlock><IntervalReading><timePeriod><duration>3600</duration><start>1767225600</start></timePeriod><value>${String(value)}</value></IntervalReading></IntervalBlock>`;
  const type = (flow: number) =>
    `<espi:ReadingType><espi:flowDirection>${String(flow)}</espi:flowDirection><espi:powerOfTenMultiplier>3</espi:powerOfTenMultiplier><espi:uom>72</espi:uom></espi:ReadingType>`;
  const text = `<?xml version="1.0"?><feed xmlns:espi="http://naesb.org/espi">${entry('<MeterReading/>', '/mr/1', '/rt/1')}${entry('<MeterReading/>', '/mr/2', '/rt/2')}${entry(type(1), '/rt/1')}${entry(type(19), '/rt/2')}${entry(block(5), '/mr/1/ib')}${entry(block(7), '/mr/2/ib')}</feed>`;

  it('gives each interval at its end, in the unit of its reading type, by flow', () => {
    expect(isEspi(text)).toBe(true);
    expect(isEspi('a,b')).toBe(false);
    const records = espiRecords(text);
    const end = '2026-01-01T01:00:00.000Z';
    expect(records.map(({ cells }) => cells)).toEqual([
      ['end', 'value (Wh)', 'flow'],
      [end, '5000', 'delivered'],
      [end, '7000', 'received'],
    ]);
    const detected = detectRecords(records, ',');
    const choices = {
      zone: undefined,
      mappings: [{ ...e, scale: 0.001 }],
      where: [{ column: 'flow', value: 'received' }],
    };
    expect(openQuestions(detected, { ...choices, where: [] }).map(({ about }) => about)).toEqual(['key']);
    expect(new FileRows(formatOf(detected, choices)).pushRecords(records)).toEqual([
      { ts: Date.parse(end), values: { e: 7 } },
    ]);
    expect(() => espiRecords('<feed/>')).toThrow(/no interval blocks/);
  });
});

describe('written values', () => {
  it.each([
    ['2026年1月5日 8时15分', 'ymd', '2026-01-05T08:15:00'],
    ['2026/1/5 0:30', 'ymd', '2026-01-05T00:30:00'],
    ['20260105', 'ymd', '2026-01-05T00:00:00'],
    ['202601050815', 'ymd', '2026-01-05T08:15:00'],
    ['2026-01-05T08:15:00.250Z', 'ymd', '2026-01-05T08:15:00.250Z'],
    ['2026-01-05 08:15:00 +0800', 'ymd', '2026-01-05T08:15:00+08:00'],
    ['5.1.2026 下午 3:05', 'dmy', '2026-01-05T15:05:00'],
    ['1/5/2026 12:15 AM', 'mdy', '2026-01-05T00:15:00'],
    ['05-Jan-26 12:15 PM', 'dmy', '2026-01-05T12:15:00'],
    ['Jan 5, 2026 3:00 pm', 'mdy', '2026-01-05T15:00:00'],
    ['2026-01-05 24:00', 'ymd', '2026-01-05T24:00:00'],
    ['46027.5', 'excel', '2026-01-05T12:00:00'],
    ['2026-02-30', 'ymd', undefined],
    ['13/01/2026', 'mdy', undefined],
    ['2026-01-05 24:15', 'ymd', undefined],
    ['2026-01-05 08:60', 'ymd', undefined],
    ['08:15', 'ymd', undefined],
    ['2026-01-05;460', 'ymd', undefined],
  ] as const)('"%s" as %s is %s', (text, style, iso) => {
    expect(isoOf(text, style)).toBe(iso);
  });
  it.each([
    ['1,234.5', '.', 1234.5],
    ['1.234,5', ',', 1234.5],
    ['1 234,5', ',', 1234.5],
    ["'12.5", '.', 12.5],
    ['.6', '.', 0.6],
    ['-0,010', ',', -0.01],
    ['1,5', '.', undefined],
    ['1.5', ',', undefined],
    ['12 kWh', '.', undefined],
    ['', '.', undefined],
  ] as const)('"%s" with %s is %s', (text, sign, value) => {
    expect(numberOf(text, sign)).toBe(value);
  });
  it('tells the decimal sign of a file, and where it does not tell', () => {
    expect(decimalOf(['1', '2,5'], ',')).toEqual({ sign: ',', sure: true });
    expect(decimalOf(['1,234.5', '2,000'], ',')).toEqual({ sign: '.', sure: true });
    expect(decimalOf(['4,030', '3,970'], ';')).toEqual({ sign: ',', sure: true });
    expect(decimalOf(['4,030', '3,970'], ',')).toEqual({ sign: '.', sure: false });
    expect(decimalOf(['1,5', '1.5'], ',').sure).toBe(false);
    expect(['?', 'NaN', '-', '', 'n/a', '0'].map(isMissing)).toEqual([true, true, true, true, true, false]);
    expect(rangeOf('00:00 - 00:15')).toEqual(['00:00', '00:15']);
  });
  it.each([
    ['gb18030', [0xca, 0xb1, 0xbc, 0xe4, 0x2c, 0x31]],
    ['windows-1252', [0x44, 0xe9, 0x62, 0x75, 0x74, 0x3b]],
    ['utf-16le', [0xff, 0xfe, 0x31, 0]],
    ['utf-16be', [0xfe, 0xff, 0, 0x31]],
    ['utf-16le', [0x31, 0, 0x2c, 0, 0x32, 0]],
    ['utf-8', [0x44, 0xc3, 0xa9]],
  ])('%s is told by its bytes', (encoding, bytes) => {
    expect(encodingOf(Uint8Array.from(bytes))).toBe(encoding);
  });
  it('of a sheet are text: results of formulas, dates as they stand', () => {
    const cells = [
      new Date('2026-01-05T08:14:59.999Z'),
      { formula: 'A1', result: 3.5 },
      { richText: [{ text: ' a' }] },
      null,
    ];
    expect(
      sheetRecords([
        [4, cells],
        [5, [null, '']],
      ]),
    ).toEqual([{ line: 4, cells: ['2026-01-05 08:15:00', '3.5', 'a', ''] }]);
  });
});

describe('a survey of a file', () => {
  it('sums intervals, and takes the rise of counters over the ends of months, in any order of rows', () => {
    const at = (iso: string, c: number, i: number): FileReading => ({
      ts: Date.parse(iso),
      values: { c, i },
    });
    const rows = [
      at('2026-03-01T00:00:00+08:00', 130, 3),
      at('2026-02-10T00:00:00+08:00', 120, 2),
      at('2026-01-15T00:00:00+08:00', 100, 1),
    ];
    const survey = new Survey('Asia/Shanghai', new Set(['c']));
    for (const row of [...rows, { line: 9, reason: { zh: '', en: '' } }]) survey.add(row);
    expect(survey.totals()).toEqual([
      { month: '2026-01', readings: 1, totals: { c: 0, i: 1 } },
      { month: '2026-02', readings: 2, totals: { c: 30, i: 5 } },
    ]);
    expect([survey.readings, survey.badCount, survey.firstMs, survey.lastMs]).toEqual([
      3,
      1,
      rows[2]?.ts,
      rows[0]?.ts,
    ]);
  });
});

describe('rows written in any dialect', () => {
  const two = (n: number) => String(n).padStart(2, '0');
  const styles = {
    ymd: (d: Date) =>
      `${String(d.getUTCFullYear())}-${two(d.getUTCMonth() + 1)}-${two(d.getUTCDate())} ${two(d.getUTCHours())}:${two(d.getUTCMinutes())}`,
    dmy: (d: Date) =>
      `${two(d.getUTCDate())}.${two(d.getUTCMonth() + 1)}.${String(d.getUTCFullYear())} ${two(d.getUTCHours())}:${two(d.getUTCMinutes())}`,
    mdy: (d: Date) =>
      `${String(d.getUTCMonth() + 1)}/${String(d.getUTCDate())}/${String(d.getUTCFullYear())} ${String(d.getUTCHours())}:${two(d.getUTCMinutes())}`,
    cn: (d: Date) =>
      `${String(d.getUTCFullYear())}年${String(d.getUTCMonth() + 1)}月${String(d.getUTCDate())}日 ${String(d.getUTCHours())}时${two(d.getUTCMinutes())}分`,
  };
  it('give the same readings', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...(Object.keys(styles) as (keyof typeof styles)[])),
        fc.constantFrom(',', ';', '\t', '|'),
        fc.constantFrom<'.' | ','>('.', ','),
        fc.integer({ min: 0, max: 3 }),
        fc.boolean(),
        fc.array(fc.integer({ min: 0, max: 10_000_000 }), { minLength: 96, maxLength: 200 }),
        (style, delimiter, decimal, titles, newestFirst, amounts) => {
          const start = Date.UTC(2026, 0, 20);
          const wanted = amounts.map((n, at) => ({ ts: start + at * 1_800_000, values: { e: n / 100 } }));
          const rows = newestFirst ? wanted.toReversed() : wanted;
          const line = ({ ts, values }: (typeof wanted)[number]) =>
            `${styles[style](new Date(ts))}${delimiter}"${values.e.toFixed(2).replace('.', decimal)}"`;
          const text = [
            ...Array.from({ length: titles }, (_, n) => `Title ${String(n)}`),
            `when${delimiter}kWh`,
            ...rows.map(line),
          ].join('\r\n');
          const detected = detect(text);
          const choices = { zone: 'UTC', mappings: [e] };
          expect(openQuestions(detected, choices)).toEqual([]);
          const read = new FileRows(formatOf(detected, choices));
          expect([...read.push(text), ...read.end()]).toEqual(rows);
        },
      ),
      { numRuns: 60 },
    );
  });
});
