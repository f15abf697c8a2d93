import { ExactDecimal } from '@zerofab/units';

/**
 * Materiality of an engagement: from which error on a total misleads whoever reads it. Both limits hold where both are
 * given; a class may have a stricter one of its own.
 */
export interface Materiality {
  /** % of the total, decimal text; null: no such limit. */
  readonly percent: string | null;
  /** tCO2e, decimal text; null: no such limit. */
  readonly tonnes: string | null;
  /** % of the emissions of one class of source, decimal text. */
  readonly classes: readonly { readonly category: string; readonly percent: string }[];
}

/**
 * Default of ours: 5 % of the total. ISO 14064-3 leaves the number to the parties; 5 % is what programmes of the field
 * mostly ask for (confidence: medium).
 */
export const DEFAULT_MATERIALITY: Materiality = { percent: '5', tonnes: null, classes: [] };

/** Materiality in tCO2e: decimal text; null where it cannot be computed. */
export interface MaterialityInTonnes {
  readonly total: string | null;
  readonly classes: ReadonlyMap<string, string>;
}

const percentOf = (percent: string, tonnes: string): ExactDecimal =>
  new ExactDecimal(tonnes).abs().times(percent).div(100);

const text = (value: ExactDecimal): string => value.toFixed();

/**
 * Materiality in tonnes: the smaller one of the limits given.
 * @param total total of the inventory, tCO2e; null: not known, then a limit in % gives none
 * @param byClass emissions by class of source, tCO2e
 */
export const materialityInTonnes = (
  { percent, tonnes, classes }: Materiality,
  total: string | null,
  byClass: ReadonlyMap<string, string>,
): MaterialityInTonnes => {
  const limits = [
    ...(percent === null || total === null ? [] : [percentOf(percent, total)]),
    ...(tonnes === null ? [] : [new ExactDecimal(tonnes)]),
  ];
  const [first, ...others] = limits;
  const whole = first === undefined ? null : others.reduce((a, b) => (b.lt(a) ? b : a), first);
  const own = classes.flatMap(({ category, percent: share }) => {
    const emissions = byClass.get(category);
    if (emissions === undefined) return [];
    const limit = percentOf(share, emissions);
    return [[category, text(whole !== null && whole.lt(limit) ? whole : limit)] as const];
  });
  return { total: whole === null ? null : text(whole), classes: new Map(own) };
};

/** The limit that holds for a class of source, tCO2e; null: none can be computed. */
export const materialityOf = (limits: MaterialityInTonnes, category: string): string | null =>
  limits.classes.get(category) ?? limits.total;

/** Whether an amount reaches materiality, by its size alone; null where no limit can be computed. */
export const isMaterial = (tco2e: string, limit: string | null): boolean | null =>
  limit === null ? null : new ExactDecimal(tco2e).abs().gte(limit) && !new ExactDecimal(tco2e).isZero();
