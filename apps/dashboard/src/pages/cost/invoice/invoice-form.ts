import type { PutInvoice, SiteBillAnswer } from '@zerofab/contracts';

/** A line of the invoice as it is typed, beside the line of the bill. */
export interface InvoiceRow {
  readonly code: string;
  readonly quantity: string;
  readonly price: string;
  readonly amount: string;
}

export interface InvoiceFormState {
  number: string;
  total: string;
  kvarh: string;
  demandKw: string;
  rows: InvoiceRow[];
}

/** Lines of the bill in its order, then those that only the invoice has. */
export const formOfInvoice = ({
  bill,
  invoice,
}: Pick<SiteBillAnswer, 'bill' | 'invoice'>): InvoiceFormState => {
  const told = new Map(invoice?.lines.map((line) => [line.code, line]));
  const codes = [...new Set([...bill.lines.map(({ code }) => code), ...told.keys()])];
  return {
    number: invoice?.number ?? '',
    total: invoice?.total ?? '',
    kvarh: invoice?.facts['kvarh'] ?? '',
    demandKw: invoice?.facts['demandKw'] ?? '',
    rows: codes.map((code) => {
      const line = told.get(code);
      return { code, quantity: line?.quantity ?? '', price: line?.price ?? '', amount: line?.amount ?? '' };
    }),
  };
};

const said = <Key extends string>(values: Readonly<Record<Key, string>>): Partial<Record<Key, string>> =>
  Object.fromEntries(Object.entries<string>(values).filter(([, value]) => value !== '')) as Partial<
    Record<Key, string>
  >;

/** Rows of which something is typed: they are sent, in this order. */
export const typedRows = (rows: readonly InvoiceRow[]): InvoiceRow[] =>
  rows.filter(({ quantity, price, amount }) => `${quantity}${price}${amount}` !== '');

/** What is sent: boxes left empty are not said. Facts and evidence without a box stay as they were. */
export const bodyOfInvoice = (
  form: InvoiceFormState,
  invoice: SiteBillAnswer['invoice'],
): Partial<PutInvoice> => {
  const { kvarh: _kvarh, demandKw: _demandKw, ...facts } = invoice?.facts ?? {};
  return {
    ...said({ number: form.number, total: form.total }),
    ...said({ evidence: invoice?.evidence ?? '' }),
    facts: { ...facts, ...said({ kvarh: form.kvarh, demandKw: form.demandKw }) },
    lines: typedRows(form.rows).map(({ code, amount, quantity, price }) => ({
      code,
      amount,
      ...said({ quantity, price }),
    })),
    expectedVersion: invoice?.version ?? 0,
  };
};
