import { describe, expect, it } from 'vitest';
import { billOf, workOut, type Bill } from './bill.js';
import type { Contract } from './contract.js';
import { readIntervals } from './intervals.js';
import type { InvoiceLine } from './invoice-cause.js';
import { explainInvoice } from './invoice.js';

const CONTRACT: Contract = {
  bands: [
    { band: 'valley', from: '00:00', to: '12:00' },
    { band: 'peak', from: '12:00', to: '24:00' },
  ],
  lines: [
    { kind: 'banded', code: 'energy', prices: { peak: '1', valley: '0.4' }, pfAdjustable: true },
    { kind: 'flat', code: 'funds', price: '0.03' },
    { kind: 'demand', code: 'demand', price: '40', basis: 'actual', pfAdjustable: true },
    { kind: 'powerFactor', code: 'powerFactor', standard: '0.90' },
  ],
  tax: { rate: '0.1', included: false },
};
/** April at 100 kWh an hour: 36 000 kWh in each band, 100 kW; power factor 0.8, +5 %. */
const bill = (hours = 720, facts: Record<string, string> = { kvarh: '54000' }): Bill =>
  billOf(
    workOut(
      CONTRACT,
      readIntervals(
        Array.from({ length: hours }, (_, hour) => ({
          start: new Date(Date.parse('2026-04-01T00:00:00+08:00') + hour * 3_600_000).toISOString(),
          quantity: '100',
        })),
        '2026-04',
        'Asia/Shanghai',
        { stepMinutes: 60 },
      ),
      facts,
    ),
  );
/** What the whole bill says: 36 000 + 14 400 + 2 160 + 4 000; 5 % of 54 400 = 2 720; tax 10 % of 59 280 = 5 928. */
const AGREED: readonly InvoiceLine[] = [
  { code: 'energy.peak', amount: '36000' },
  { code: 'energy.valley', amount: '14400' },
  { code: 'funds', amount: '2160' },
  { code: 'demand', amount: '4000' },
  { code: 'powerFactor', amount: '2720' },
  { code: 'tax', amount: '5928' },
];
const others = [
  {
    validFrom: '2026-05-01',
    prices: new Map([
      ['energy.peak', '1.2'],
      ['demand', '42'],
    ]),
  },
];
const changed = (...lines: InvoiceLine[]): InvoiceLine[] =>
  AGREED.map((line) => lines.find(({ code }) => code === line.code) ?? line);
const causes = (lines: readonly InvoiceLine[], of = bill()) =>
  explainInvoice(of, { lines, total: null }, others).flatMap(({ code, cause }) =>
    cause === null ? [] : [[code, cause]],
  );

describe('an invoice beside the bill', () => {
  it('agrees to the cent', () => {
    const found = explainInvoice(bill(), { lines: AGREED, total: '65208' });
    expect(found.map(({ difference, cause }) => [difference, cause])).toEqual(
      Array.from({ length: 7 }, () => ['0.00', null]),
    );
    expect(found.at(-1)).toMatchObject({
      code: 'total',
      computed: '65208.00',
      invoiced: '65208.00',
      share: 0,
    });
  });

  it('tells computed less invoiced, and its share of what is invoiced', () => {
    const [peak] = explainInvoice(bill(), { lines: [{ code: 'energy.peak', amount: '40000' }], total: null });
    expect(peak).toMatchObject({ difference: '-4000.00', share: -0.1 });
    const [nothing] = explainInvoice(bill(), { lines: [{ code: 'funds', amount: '0' }], total: null });
    expect(nothing).toMatchObject({ difference: '2160.00', share: null });
  });

  it.each<[string, InvoiceLine, object]>([
    ['a cent', { code: 'funds', amount: '2160.01' }, { kind: 'rounding' }],
    ['two cents without a quantity', { code: 'funds', amount: '2160.02' }, { kind: 'unknown' }],
    ['whole kWh', { code: 'funds', quantity: '72000.9', amount: '2160.03' }, { kind: 'rounding' }],
    ['a kWh more', { code: 'funds', quantity: '72001', amount: '2160.03' }, { kind: 'energy' }],
    ['energy', { code: 'energy.peak', quantity: '40000', price: '1', amount: '40000' }, { kind: 'energy' }],
    [
      'a multiplier',
      { code: 'energy.peak', quantity: '2880000', amount: '2880000' },
      { kind: 'multiplier', factor: '80' },
    ],
    [
      'a multiplier the other way',
      { code: 'energy.peak', quantity: '450', amount: '450' },
      { kind: 'multiplier', factor: '1/80' },
    ],
    ['a price', { code: 'energy.peak', quantity: '36000', price: '1.1', amount: '39600' }, { kind: 'price' }],
    ['a price by the amount', { code: 'energy.peak', quantity: '36000', amount: '39600' }, { kind: 'price' }],
    [
      'the price of another month',
      { code: 'energy.peak', price: '1.2', amount: '43200' },
      { kind: 'priceOfOther', validFrom: '2026-05-01' },
    ],
    [
      'the price of another month, by the amount',
      { code: 'energy.peak', amount: '43200' },
      { kind: 'priceOfOther', validFrom: '2026-05-01' },
    ],
    [
      'the price of another month, by quantity and amount',
      { code: 'energy.peak', quantity: '36000.5', amount: '43200.6' },
      { kind: 'priceOfOther', validFrom: '2026-05-01' },
    ],
    ['demand by its amount', { code: 'demand', amount: '4400' }, { kind: 'demand' }],
    ['demand by its quantity', { code: 'demand', quantity: '110', amount: '4400' }, { kind: 'demand' }],
    ['power factor', { code: 'powerFactor', amount: '1632' }, { kind: 'powerFactor' }],
    ['tax', { code: 'tax', amount: '6000' }, { kind: 'base' }],
  ])('%s', (_, line, cause) => {
    expect(causes(changed(line))).toEqual([[line.code, cause]]);
  });

  it('sees energy where lines differ by the same share, and a gap where readings lack', () => {
    // One hundredth more of both: 36 360 and 2 181.60.
    const both = changed({ code: 'energy.peak', amount: '36360' }, { code: 'funds', amount: '2181.60' });
    expect(causes(both).map(([code, cause]) => [code, cause])).toEqual([
      ['energy.peak', { kind: 'energy' }],
      ['funds', { kind: 'energy' }],
    ]);
    // 22 days of 30 are read: 26 400 kWh of peak, no adjustment, so no tax either.
    const short = bill(528, {});
    expect(causes([{ code: 'energy.peak', quantity: '36000', amount: '36000' }], short)[0]).toEqual([
      'energy.peak',
      { kind: 'meterGap' },
    ]);
    expect(causes([{ code: 'energy.peak', quantity: '20000', amount: '20000' }], short)[0]).toEqual([
      'energy.peak',
      { kind: 'energy' },
    ]);
    expect(causes([{ code: 'powerFactor', amount: '1' }], short)[0]).toEqual([
      'powerFactor',
      { kind: 'notComputed' },
    ]);
  });

  it('sees that an adjustment follows from the lines it is taken on', () => {
    // Demand 4 400: 5 % of 54 800 is 2 740.
    const found = causes(
      changed({ code: 'demand', amount: '4400' }, { code: 'powerFactor', amount: '2740' }),
    );
    expect(found).toEqual([
      ['demand', { kind: 'demand' }],
      ['powerFactor', { kind: 'base' }],
    ]);
  });

  it('names lines that one of them lacks', () => {
    const without = [...AGREED.filter(({ code }) => code !== 'funds'), { code: 'fine', amount: '10' }];
    expect(causes(without)).toEqual([
      ['fine', { kind: 'notInContract' }],
      ['funds', { kind: 'notInvoiced' }],
    ]);
    expect(causes([])).toEqual([]);
  });
});
