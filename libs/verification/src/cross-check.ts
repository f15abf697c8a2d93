import { ExactDecimal } from '@zerofab/units';

/** One account of the same activity over the same span: what a meter counted, an invoice charges, a ledger says. */
export interface Account {
  readonly kind: 'meter' | 'invoice' | 'ledger';
  /** Decimal text in the unit of the comparison; null: there is none, or it cannot be told in that unit. */
  readonly value: string | null;
}

/** Two accounts held against each other. */
export interface AccountDifference {
  readonly first: Account['kind'];
  readonly second: Account['kind'];
  /** Second minus first, in the unit of the comparison. */
  readonly difference: string;
  /** Of the first; null where that is 0. */
  readonly percent: number | null;
  /** What the difference makes in emissions, with the sign of the difference; null: not known. */
  readonly tco2e: string | null;
  /** Whether that reaches materiality; null: not known. */
  readonly material: boolean | null;
}

const materialOf = (
  difference: ExactDecimal,
  tco2e: ExactDecimal | null,
  limit: string | null,
): boolean | null => {
  if (difference.isZero()) return false;
  return tco2e === null || limit === null ? null : tco2e.abs().gte(limit);
};

/**
 * Every pair of accounts that are both known.
 * @param perUnit emissions per unit of activity, tCO2e, decimal text; null: not known
 * @param limit materiality in tCO2e, decimal text; null: not known
 */
export const differencesOf = (
  accounts: readonly Account[],
  perUnit: string | null,
  limit: string | null,
): AccountDifference[] => {
  const known = accounts.flatMap(({ kind, value }) =>
    value === null ? [] : [{ kind, value: new ExactDecimal(value) }],
  );
  return known.flatMap((first, index) =>
    known.slice(index + 1).map((second) => {
      const difference = second.value.minus(first.value);
      const tco2e = perUnit === null ? null : difference.times(perUnit);
      return {
        first: first.kind,
        second: second.kind,
        difference: difference.toFixed(),
        percent: first.value.isZero() ? null : difference.div(first.value).times(100).toNumber(),
        tco2e: tco2e?.toFixed() ?? null,
        material: materialOf(difference, tco2e, limit),
      };
    }),
  );
};
