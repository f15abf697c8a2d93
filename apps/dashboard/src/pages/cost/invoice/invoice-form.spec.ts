import { expect, it } from 'vitest';
import { bodyOfInvoice, formOfInvoice, typedRows } from './invoice-form';

const line = (code: string) => ({
  code,
  kind: 'flat',
  band: null,
  quantity: '10',
  unit: 'kWh',
  price: '1',
  amount: '10.00',
  pfAdjustable: false,
});
const bill = { lines: [line('energy.peak'), line('funds')] } as never;
const invoice = {
  contract: 'grid',
  month: '2026-04',
  number: 'A-17',
  lines: [
    { code: 'funds', amount: '9', quantity: '9' },
    { code: 'fine', amount: '1' },
  ],
  total: '10',
  facts: { kvarh: '5', greenMWh: '2' },
  evidence: 'evidence:3',
  version: 4,
  recordedAt: '',
  recordedBy: '',
};

it('has a row for each line of the bill, then what only the invoice has', () => {
  const form = formOfInvoice({ bill, invoice });
  expect(form.rows).toEqual([
    { code: 'energy.peak', quantity: '', price: '', amount: '' },
    { code: 'funds', quantity: '9', price: '', amount: '9' },
    { code: 'fine', quantity: '', price: '', amount: '1' },
  ]);
  expect(typedRows(form.rows).map(({ code }) => code)).toEqual(['funds', 'fine']);
});

it('sends what is typed, and keeps what has no box', () => {
  const form = formOfInvoice({ bill, invoice });
  expect(bodyOfInvoice(form, invoice)).toEqual({
    number: 'A-17',
    total: '10',
    evidence: 'evidence:3',
    facts: { kvarh: '5', greenMWh: '2' },
    lines: [
      { code: 'funds', amount: '9', quantity: '9' },
      { code: 'fine', amount: '1' },
    ],
    expectedVersion: 4,
  });
  expect(bodyOfInvoice({ ...form, kvarh: '', total: '', demandKw: '7' }, invoice)).toMatchObject({
    facts: { greenMWh: '2', demandKw: '7' },
  });
  expect(bodyOfInvoice(formOfInvoice({ bill, invoice: null }), null)).toEqual({
    facts: {},
    lines: [],
    expectedVersion: 0,
  });
});
