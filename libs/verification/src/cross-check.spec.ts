import { describe, expect, it } from 'vitest';
import { differencesOf } from './cross-check.js';

describe('differencesOf', () => {
  it('holds every pair that is known against each other, in %, in unit and in tCO2e', () => {
    const found = differencesOf(
      [
        { kind: 'meter', value: '1000' },
        { kind: 'invoice', value: '1020' },
        { kind: 'ledger', value: '990' },
      ],
      '0.5',
      '10',
    );
    expect(found).toEqual([
      { first: 'meter', second: 'invoice', difference: '20', percent: 2, tco2e: '10', material: true },
      { first: 'meter', second: 'ledger', difference: '-10', percent: -1, tco2e: '-5', material: false },
      {
        first: 'invoice',
        second: 'ledger',
        difference: '-30',
        percent: expect.closeTo(-2.941176, 6) as number,
        tco2e: '-15',
        material: true,
      },
    ]);
  });

  it('says nothing of what is not known', () => {
    expect(differencesOf([{ kind: 'meter', value: '1' }], '1', '1')).toEqual([]);
    const none = [
      { kind: 'meter', value: '1' },
      { kind: 'invoice', value: null },
    ] as const;
    expect(differencesOf(none, '1', '1')).toEqual([]);
    const pair = [
      { kind: 'meter', value: '0' },
      { kind: 'ledger', value: '2' },
    ] as const;
    expect(differencesOf(pair, null, '1')).toMatchObject([{ percent: null, tco2e: null, material: null }]);
    expect(differencesOf(pair, '3', null)).toMatchObject([{ tco2e: '6', material: null }]);
    const same = pair.map(({ kind }) => ({ kind, value: '2' }));
    expect(differencesOf(same, null, null)).toMatchObject([{ difference: '0', percent: 0, material: false }]);
  });
});
