import type { Product, ProductionRecord } from '@zerofab/contracts';
import { expect, it } from 'vitest';
import { asEntryRecord, asProduction, productionRows } from './production-rows';

const product = (code: string, more: Partial<Product> = {}): Product => ({
  code,
  version: 1,
  name: { zh: code, en: code },
  unit: 't',
  main: true,
  equivalent: null,
  energyShare: null,
  counter: null,
  limits: [],
  ...more,
});
const record: ProductionRecord = {
  id: '1',
  measure: 'output',
  product: 'forging',
  from: '2026-01-01T00:00:00+08:00',
  to: '2026-02-01T00:00:00+08:00',
  quantity: '5',
  unit: 't',
  evidence: null,
  note: null,
  enteredBy: 'manager',
  enteredAt: '2026-02-01T00:00:00Z',
  replacedBy: null,
  withdrawal: null,
};

it('has a row for each product and measure; areas do not add up, what is counted or never told expects nothing', () => {
  const counter = { meter: 'line', register: 'count', from: '2026-03-01T00:00:00+08:00', to: null };
  const rows = productionRows(
    [product('forging'), product('gear', { counter })],
    [{ ...record, measure: 'landArea', product: null }],
  );
  expect(rows.map(({ source, adds, validTo }) => [source, adds, validTo])).toEqual([
    ['output:forging', true, null],
    ['output:gear', true, '2026-03-01'],
    ['outputValue', true, '0001-01-01'],
    ['valueAdded', true, '0001-01-01'],
    ['landArea', false, null],
    ['builtArea', false, '0001-01-01'],
    ['floorArea', false, '0001-01-01'],
    ['headCount', false, '0001-01-01'],
  ]);
});

it('turns records and what is saved from one shape into the other', () => {
  expect(asEntryRecord(record)).toMatchObject({ source: 'output:forging', stream: '' });
  expect(asEntryRecord({ ...record, measure: 'outputValue', product: null })).toMatchObject({
    source: 'outputValue',
  });
  const body = { source: 'output:forging', from: '2026-01', to: '2026-02', quantity: '6', unit: 't' };
  expect(asProduction(body, 'said')).toEqual({
    measure: 'output',
    product: 'forging',
    from: '2026-01',
    to: '2026-02',
    quantity: '6',
    unit: 't',
  });
  expect(asProduction({ ...body, replaces: '1' }, 'said').note).toBe('said');
  expect(asProduction({ ...body, replaces: '1', note: 'own' }, 'said').note).toBe('own');
  expect(asProduction({ ...body, source: 'outputValue' }, '')).toMatchObject({ measure: 'outputValue' });
});
