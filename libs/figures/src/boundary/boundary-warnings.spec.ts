import { putBoundarySchema } from '@zerofab/contracts';
import { describe, expect, it } from 'vitest';
import { boundaryWarnings, type BoundSource } from './boundary-warnings.js';

const entity = {
  legalName: '示例水泥有限公司',
  creditCode: '914403001922038216',
  sector: '3011 cement',
  address: 'Shenzhen',
  contacts: [{ name: 'Li' }],
};
const record = (more: object) =>
  putBoundarySchema.parse({
    entity,
    systems: { main: [{ name: 'Kiln line', sources: ['kiln'] }], auxiliary: [], ancillary: [] },
    ...more,
  });
const kiln: BoundSource = { code: 'kiln' };
const unit = (more: object) => ({
  code: 'line-1',
  name: 'Line 1',
  tenure: 'owned',
  sources: ['kiln'],
  ...more,
});
const texts = (more: object, sources: readonly BoundSource[]) =>
  boundaryWarnings(record(more), sources).map(({ en }) => en);

describe('where record and sources do not fit together', () => {
  it('nothing to say of a unit that is inside all the time', () => {
    expect(texts({ units: [unit({})] }, [kiln])).toEqual([]);
  });

  it('a source of a unit that was sold still counts', () => {
    const units = [unit({ to: '2025-07-01' })];
    expect(texts({ units }, [kiln])[0]).toContain('Source kiln counts in […, …), but unit line-1');
    expect(texts({ units }, [kiln])[0]).toContain('in […, 2025-07-01)');
    expect(texts({ units }, [{ ...kiln, validTo: '2025-07-01' }])).toEqual([]);
    expect(texts({ units }, [{ ...kiln, validTo: '2025-07-02' }])).toHaveLength(1);
    expect(texts({ units }, [{ ...kiln, included: false }])).toEqual([]);
  });

  it('a unit leased out for a while is outside meanwhile; neighbouring periods inside are one', () => {
    const away = [
      unit({ to: '2025-03-01' }),
      unit({ tenure: 'leasedOut', from: '2025-03-01', to: '2025-09-01' }),
      unit({ from: '2025-09-01' }),
    ];
    expect(texts({ units: away }, [kiln])).toHaveLength(1);
    expect(texts({ units: away }, [{ ...kiln, validFrom: '2025-09-01' }])).toEqual([]);
    const bought = [unit({ tenure: 'leasedIn', to: '2025-03-01' }), unit({ from: '2025-03-01' })];
    expect(texts({ units: bought }, [kiln])).toEqual([]);
  });

  it('a source in no system, and one in another system than it says itself', () => {
    expect(texts({}, [kiln, { code: 'boiler' }])).toEqual([
      'Source boiler belongs to no production system of the record',
    ]);
    expect(texts({}, [{ ...kiln, system: 'ancillary' }])[0]).toContain('marked ancillary');
  });
});

describe('the record refuses', () => {
  const change = { id: 'sale', kind: 'sale', date: '2025-07-01', description: 'sold' };
  it.each([
    ['an end before its start', { units: [unit({ from: '2025-07-01', to: '2025-07-01' })] }, 'half-open'],
    ['two periods of a unit that overlap', { units: [unit({}), unit({ from: '2025-07-01' })] }, 'overlaps'],
    ['a change listed twice', { changes: [change, change] }, 'twice'],
    ['a change of a unit it does not hold', { changes: [{ ...change, unit: 'line-9' }] }, 'no unit'],
    [
      'the id of the platform',
      { changes: [{ ...change, id: 'recomputed-inventory' }] },
      'kept for the platform',
    ],
    ['a wrong credit code', { entity: { ...entity, creditCode: '914403001922038217' } }, 'credit code'],
    ['a threshold of 0', { baseYear: { year: 2025, reason: 'first', thresholdPercent: '0' } }, 'above 0'],
    ['a day that does not exist', { changes: [{ ...change, date: '2025-02-30' }] }, 'date'],
  ])('%s', (_what, more, part) => {
    expect(() => record(more)).toThrow(part);
  });
});
