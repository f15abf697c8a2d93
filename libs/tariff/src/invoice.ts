import { ExactDecimal } from '@zerofab/units';
import type { Bill } from './bill.js';
import { causeOf, type Cause, type InvoiceLine, type OtherPrices } from './invoice-cause.js';
import { amountText } from './money.js';

/** What a supplier charged for a month. */
export interface Invoice {
  readonly lines: readonly InvoiceLine[];
  readonly total: string | null;
}

export interface InvoiceDifference {
  /** Code of a line, or `total`. */
  readonly code: string;
  readonly computed: string | null;
  /** Null: the invoice has no such line. */
  readonly invoiced: string | null;
  /** Computed less invoiced; null where one of them is not known. */
  readonly difference: string | null;
  /** Of what is invoiced. */
  readonly share: number | null;
  /** Null where they agree. */
  readonly cause: Cause | null;
}

const differ = (
  code: string,
  computed: string | null,
  invoiced: string | null,
): Omit<InvoiceDifference, 'cause'> => {
  if (computed === null || invoiced === null)
    return { code, computed, invoiced, difference: null, share: null };
  const of = new ExactDecimal(invoiced);
  const off = new ExactDecimal(computed).minus(of);
  return {
    code,
    computed,
    invoiced: amountText(of),
    difference: amountText(off),
    share: of.isZero() ? null : off.div(of.abs()).toNumber(),
  };
};

/**
 * An invoice beside the bill that was worked out, line by line, with the likely cause of each difference. Where the
 * invoice has lines at all, lines of the bill that it lacks are told as well.
 * @param others prices of the same lines in other versions of the contract
 */
export const explainInvoice = (
  bill: Bill,
  { lines, total }: Invoice,
  others: readonly OtherPrices[] = [],
): InvoiceDifference[] => {
  const computed = new Map(bill.lines.map((line) => [line.code, line]));
  const told = new Set(lines.map(({ code }) => code));
  const lacking = lines.length === 0 ? [] : bill.lines.filter((line) => !told.has(line.code));
  return [
    ...lines.map((line) => ({
      ...differ(line.code, computed.get(line.code)?.amount ?? null, line.amount),
      cause: causeOf(line, { bill, lines, others }),
    })),
    ...lacking
      .filter(({ amount }) => amount !== '0.00')
      .map(({ code, amount }) => ({
        ...differ(code, amount, null),
        cause: { kind: 'notInvoiced' as const },
      })),
    ...(total === null ? [] : [{ ...differ('total', bill.total, total), cause: null }]),
  ];
};
