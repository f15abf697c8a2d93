import type { Bilingual } from '@zerofab/vocabulary';
import { isFair } from './like-for-like.js';
import type { SpanFigure } from './span-figures.js';

/** A figure in both spans; null in neither. */
interface Both {
  readonly now: number;
  readonly before: number;
}

/** What changed of one source or unit between two spans. */
interface Mover {
  readonly code: string;
  readonly name: Bilingual;
  /** As metered, fuels at their calorific value; null where it uses no energy. */
  readonly kwh: Both | null;
  readonly tco2e: Both | null;
}

/** What moved, and what cannot be compared because its data is not whole in both spans. */
export interface Movers {
  readonly items: Mover[];
  readonly leftOut: { readonly code: string; readonly name: Bilingual }[];
}

const both = (now: number | null, before: number | null): Both | null =>
  now === null || before === null ? null : { now, before };

const sizeOf = (change: Both | null): number => (change === null ? 0 : Math.abs(change.now - change.before));

/**
 * Changes of sources between two spans, like for like, the largest in tonnes first and, where tonnes are not known, in
 * energy.
 */
export const moversOf = (now: readonly SpanFigure[], before: readonly SpanFigure[]): Movers => {
  const past = new Map(before.map((figure) => [figure.code, figure]));
  const items: Mover[] = [];
  const leftOut: Movers['leftOut'] = [];
  for (const figure of now) {
    const other = past.get(figure.code);
    const { code, name } = figure;
    const fair = other !== undefined && isFair(figure, other);
    const kwh = fair ? both(figure.kwh, other.kwh) : null;
    const tco2e = fair ? both(figure.counted, other.counted) : null;
    if (kwh !== null || tco2e !== null) items.push({ code, name, kwh, tco2e });
    else if (figure.weight !== 0) leftOut.push({ code, name });
  }
  return {
    items: items.toSorted((a, b) => sizeOf(b.tco2e) - sizeOf(a.tco2e) || sizeOf(b.kwh) - sizeOf(a.kwh)),
    leftOut,
  };
};

/** Tonnes per kWh of the electricity of a span: of what its sources emit over what was bought and made. */
export const electricityRate = (
  sources: readonly SpanFigure[],
  electricity: readonly SpanFigure[],
): number | null => {
  const sum = (values: readonly (number | null)[]): number | null =>
    values.length === 0 || values.some((value) => value === null)
      ? null
      : values.reduce<number>((total, value) => total + (value ?? 0), 0);
  const [tonnes, kwh] = [
    sum(sources.map(({ counted }) => counted)),
    sum(electricity.map((figure) => figure.kwh)),
  ];
  return tonnes === null || kwh === null || kwh <= 0 ? null : tonnes / kwh;
};

/** Units of electricity with their share of its emissions, by the rate of the span. */
export const atRate = (units: readonly SpanFigure[], rate: number | null): SpanFigure[] =>
  units.map((unit) => ({
    ...unit,
    counted: rate === null || unit.kwh === null ? null : unit.kwh * rate,
  }));
