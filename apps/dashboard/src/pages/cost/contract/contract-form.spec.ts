import { tariffContractSchema } from '@zerofab/contracts';
import { describe, expect, it } from 'vitest';
import { monthGroups, type BandRow } from './band-strip';
import { contractOf, formOf, linePlaces, type ContractForm } from './contract-form';
import { EXAMPLES } from './example-contracts';
import { monthsOf, monthWords } from './month-words';

const HEAD = { code: 'grid', validFrom: '2026-01-01', nameZh: '', nameEn: '', source: '', meters: [] };
const formed = (contract: unknown): ContractForm => formOf(tariffContractSchema.parse(contract), HEAD);
const again = (contract: unknown) => tariffContractSchema.parse(contractOf(formed(contract)));
const byCode = (contract: ReturnType<typeof again>) =>
  new Map(contract.lines.map((line) => [`${line.code} ${line.months?.join() ?? ''}`, line]));

describe('boxes of a contract', () => {
  it.each(EXAMPLES)('say all of the example $id, with no hour free or taken twice', ({ contract }) => {
    const parsed = tariffContractSchema.parse(contract);
    const { lines, ...rest } = again(contract);
    const { lines: _, ...head } = parsed;
    expect(rest).toEqual(head);
    expect(byCode({ ...rest, lines })).toEqual(byCode(parsed));
    const bands = monthGroups(formed(contract).bands).flatMap(({ stretches }) => stretches);
    expect(bands.filter(({ band }) => band === 'free' || band === 'twice')).toEqual([]);
  });

  it('keep what they do not show: seasons, series, tolerance, currency', () => {
    const contract = {
      currency: 'USD',
      unit: 'MWh',
      bands: [{ band: 'flat', from: '00:00', to: '24:00', days: ['workday', 'weekend'] }],
      lines: [
        { kind: 'banded', code: 'units', prices: { flat: '0.5' }, pfAdjustable: true },
        { kind: 'flat', code: 'summer', months: [7], price: '1' },
        { kind: 'series', code: 'spot', daily: Array.from({ length: 24 }, () => '0.1') },
        {
          kind: 'demand',
          code: 'maxKw',
          price: '40',
          basis: 'contract',
          contractKw: '500',
          tolerance: 'free',
          pfAdjustable: false,
        },
      ],
    };
    expect(byCode(again(contract))).toEqual(byCode(tariffContractSchema.parse(contract)));
    expect(again(contract)).toMatchObject({ currency: 'USD', unit: 'MWh', bands: contract.bands });
  });

  it('tell the place of each line, as a refusal names it', () => {
    const form = formed(EXAMPLES[0]?.contract);
    const { lines } = tariffContractSchema.parse(contractOf(form));
    const { flat, basic, factor } = linePlaces(form);
    expect([lines[flat]?.code, lines[basic]?.kind, lines[factor]?.kind]).toEqual([
      'lineLoss',
      'demand',
      'powerFactor',
    ]);
    expect(linePlaces({ ...form, basic: 'none' }).factor).toBe(factor - 1);
    expect(linePlaces({ ...form, bands: [] })).toEqual({ flat: 0, basic: basic - 1, factor: factor - 1 });
  });

  it.each([
    ['0.13', '13'],
    ['0.065', '6.5'],
    ['1', '100'],
    ['0.001', '0.1'],
    ['0', '0'],
  ])('show the tax rate %s as %s %%, and the same back', (rate, percent) => {
    const contract = { lines: [{ kind: 'fixed', code: 'a', amount: '1' }], tax: { rate, included: false } };
    expect(formed(contract).taxPercent).toBe(percent);
    expect(again(contract).tax).toEqual({ rate, included: false });
  });
});

describe('months in words', () => {
  it.each([
    ['7-9', [7, 8, 9]],
    ['1-6, 10-12', [1, 2, 3, 4, 5, 6, 10, 11, 12]],
    ['12', [12]],
  ])('%s, there and back', (text, months) => {
    expect(monthsOf(text)).toEqual(months);
    expect(monthWords(months)).toBe(text);
  });
  it.each(['0', '13', '9-7', 'July', '1-13'])('refuse %s', (text) => {
    expect(monthsOf(text)).toEqual([Number.NaN]);
  });
  it('all where nothing is said', () => {
    expect(monthsOf(' ')).toBeUndefined();
    expect(monthWords(undefined)).toBe('');
  });
});

describe('the strip of 24 hours', () => {
  const row = (from: string, to: string, more: Partial<BandRow> = {}): BandRow => ({
    band: 'peak',
    from,
    to,
    months: '',
    days: '',
    ...more,
  });
  const said = (rows: readonly BandRow[]) =>
    monthGroups(rows).map(({ months, stretches }) => [
      months,
      stretches.map(({ from, to, band }) => `${String(from / 60)}-${String(to / 60)} ${band}`).join(', '),
    ]);

  it('groups months that have the same hours', () => {
    const rows = [
      row('22:00', '08:00', { band: 'valley' }),
      row('08:00', '22:00', { months: '1-6, 9-12' }),
      row('08:00', '22:00', { months: '7-8', band: 'sharp' }),
    ];
    expect(said(rows)).toEqual([
      ['1-6, 9-12', '0-8 valley, 8-22 peak, 22-24 valley'],
      ['7-8', '0-8 valley, 8-22 sharp, 22-24 valley'],
    ]);
  });

  it('shows hours that are free or taken twice, and leaves a half-typed time out', () => {
    const rows = [row('00:00', '10:00'), row('09:00', '12:00'), row('12:00', '1')];
    expect(said(rows)).toEqual([['1-12', '0-9 peak, 9-10 twice, 10-12 peak, 12-24 free']]);
    expect(said([row('00:00', '24:00', { days: 'weekend' })])).toEqual([['1-12', '0-24 free']]);
  });
});
