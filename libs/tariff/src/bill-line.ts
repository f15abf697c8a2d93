import { decimalText, ExactDecimal } from '@zerofab/units';
import type { Band, Bilingual } from '@zerofab/vocabulary';
import type { ContractLine } from './contract.js';
import { toCents } from './money.js';

/** By what a line is shared among units. */
export type ShareBasis = 'band' | 'series' | 'energy' | 'exported' | 'peak' | 'adjustable' | 'taxed';

/** A line as it is worked out: amounts as numbers. */
export interface DraftLine {
  readonly code: string;
  readonly line: ContractLine | undefined;
  readonly kind: ContractLine['kind'] | 'tax';
  readonly band?: Band;
  readonly quantity: ExactDecimal | undefined;
  readonly unit: string;
  /** Price of a unit; an average where the line has a series. */
  readonly price: string | null;
  /** Rounded to the cent; undefined where it cannot be known. */
  readonly amount: ExactDecimal | undefined;
  readonly pfAdjustable: boolean;
  readonly taxed: boolean;
  readonly shareBy: ShareBasis;
  /** Why there is no amount. */
  readonly missing?: Bilingual;
  /** Whether the amount may fall once what is missing is known. */
  readonly mayFall?: boolean;
}

type Quantified = Pick<DraftLine, 'unit' | 'shareBy'> & {
  readonly quantity: ExactDecimal;
  readonly price: ExactDecimal;
  readonly part?: { readonly suffix: string; readonly band?: Band };
  readonly mayFall?: boolean;
};

const flags = (line: ContractLine): Pick<DraftLine, 'pfAdjustable' | 'taxed'> => ({
  pfAdjustable: line.pfAdjustable ?? false,
  taxed: line.taxed ?? true,
});

/** A line of quantity × price. */
export const quantified = (
  line: ContractLine,
  { quantity, price, unit, shareBy, part, mayFall }: Quantified,
): DraftLine => ({
  code: part === undefined ? line.code : `${line.code}.${part.suffix}`,
  line,
  kind: line.kind,
  ...(part?.band === undefined ? {} : { band: part.band }),
  quantity,
  unit,
  price: decimalText(price),
  amount: toCents(quantity.times(price)),
  ...flags(line),
  shareBy,
  mayFall: mayFall ?? price.isNegative(),
});

/** A line that cannot be known, with its reason. */
export const missingLine = (
  line: ContractLine,
  unit: string,
  shareBy: ShareBasis,
  zh: string,
  en: string,
): DraftLine => ({
  code: line.code,
  line,
  kind: line.kind,
  quantity: undefined,
  unit,
  price: 'price' in line ? line.price : null,
  amount: undefined,
  ...flags(line),
  shareBy,
  missing: { zh, en },
});

export { flags };
