import { ExactDecimal } from '@zerofab/units';
import type { Bilingual, Figure, Trace } from '@zerofab/vocabulary';
import { calculate, type GivenInput } from './calculate.js';

/**
 * What may happen to a base year. `arrives`: emissions of the unit in the base year come in; `leaves`: they go out;
 * `corrects`: the same activity is counted differently; `organic`: real growth or decline, never a reason to
 * recalculate. Source: GHG Protocol Corporate Standard chapter 5 (openings and closures of own units are organic),
 * from memory.
 */
const RULES = {
  acquisition: 'arrives',
  merger: 'arrives',
  insourcing: 'arrives',
  leaseIn: 'arrives',
  sale: 'leaves',
  outsourcing: 'leaves',
  leaseOut: 'leaves',
  methodChange: 'corrects',
  factorChange: 'corrects',
  errorCorrection: 'corrects',
  newUnit: 'organic',
  shutdown: 'organic',
} as const;
export type BaseYearChangeKind = keyof typeof RULES;
export type BaseYearRule = (typeof RULES)[BaseYearChangeKind];

/** How a kind of change acts on the base year. */
export const baseYearRule = (kind: BaseYearChangeKind): BaseYearRule => RULES[kind];

/** An amount of base-year emissions, decimal text in tCO2e; `ref` names where a figure without a trace came from. */
export interface BaseYearAmount {
  readonly tco2e: string;
  readonly ref: string | null;
  readonly trace: Trace | null;
}

/** A change, with the emissions of the base year that it touches: counted before it, counted after it. */
export interface BaseYearChange {
  /** Its own within the base year; no spaces or dots. */
  readonly id: string;
  readonly kind: BaseYearChangeKind;
  readonly before?: BaseYearAmount | undefined;
  readonly after?: BaseYearAmount | undefined;
  /** Why the emissions it touches are not known. */
  readonly unknown?: Bilingual | undefined;
}

interface BaseYearEffect {
  readonly id: string;
  readonly kind: BaseYearChangeKind;
  /** Whether it counts towards the threshold. */
  readonly counted: boolean;
  /** Decimal text, tCO2e, signed; null where it is not known or does not count. */
  readonly tco2e: string | null;
  readonly trace: Trace | null;
  readonly reason: Bilingual | null;
}

/** `undecided`: an effect is not known, and the known ones alone do not reach the threshold. */
type BaseYearState = 'unaffected' | 'below-threshold' | 'recalculate' | 'undecided';

export interface BaseYearAdvice {
  readonly state: BaseYearState;
  readonly effects: readonly BaseYearEffect[];
  /** Σ|effect| ÷ total as a fraction; null without a known effect. */
  readonly cumulative: Figure | null;
  /** Base-year total plus the known effects; null without one. */
  readonly recalculated: Figure | null;
  readonly text: Bilingual;
}

const ORGANIC: Bilingual = {
  zh: '自有单元的新建、关停属于自然增减，反映真实排放变化，不触发基准年重算（GHG Protocol 企业标准第 5 章）',
  en: 'Openings and closures of own units are organic growth or decline: a real change of emissions, no reason to recalculate (GHG Protocol Corporate Standard, chapter 5)',
};

const given = ({ tco2e, ref, trace }: BaseYearAmount): GivenInput => ({
  value: tco2e,
  unit: trace?.result.unit ?? 'tCO2e',
  origin: trace === null ? 'given' : 'formula',
  ref,
  trace,
});

const effectOf = (change: BaseYearChange): BaseYearEffect => {
  const { id, kind, before, after, unknown } = change;
  const head = { id, kind };
  if (RULES[kind] === 'organic') {
    return { ...head, counted: false, tco2e: null, trace: null, reason: ORGANIC };
  }
  if (unknown !== undefined) return { ...head, counted: true, tco2e: null, trace: null, reason: unknown };
  const figure = calculate('base-year-effect', {
    ...(after === undefined ? {} : { after: given(after) }),
    ...(before === undefined ? {} : { before: given(before) }),
  });
  return { ...head, counted: true, tco2e: figure.value, trace: figure.trace, reason: null };
};

const textOf = (state: BaseYearState, share: string, threshold: string): Bilingual => {
  switch (state) {
    case 'unaffected':
      return { zh: '没有影响基准年的变化', en: 'No change affects the base year' };
    case 'below-threshold':
      return {
        zh: `累计变化 ${share} %，低于阈值 ${threshold} %：暂不需要重算，后续变化继续累计`,
        en: `Changes add up to ${share} %, below the threshold of ${threshold} %: no recalculation yet; later changes add to them`,
      };
    case 'recalculate':
      return {
        zh: `累计变化 ${share} %，达到阈值 ${threshold} %：应重算基准年`,
        en: `Changes add up to ${share} %, at or above the threshold of ${threshold} %: recalculate the base year`,
      };
    case 'undecided':
      return {
        zh: `已知变化 ${share} %，低于阈值 ${threshold} %，但有变化的影响未知：补齐其基准年排放量后才能判断`,
        en: `Known changes add up to ${share} %, below the threshold of ${threshold} %, but an effect is not known: give its base-year emissions to decide`,
      };
  }
};

/**
 * Whether the base year is to be recalculated: cumulative effect of the changes ÷ base-year total ≥ threshold.
 * Magnitudes are added (_ours_: the GHG Protocol says "cumulative" and gives no rule of sign), so that opposite changes
 * do not hide each other. The GHG Protocol leaves the threshold open; 5 % is this platform's default.
 * @param base total of the base year, tCO2e, above 0
 * @param thresholdPercent decimal text, above 0
 * @throws AccountingError `out-of-range` for a base-year total of 0 or below, `missing-input` for a change that names no
 * emissions and no reason
 */
export const baseYearAdvice = (
  base: BaseYearAmount,
  changes: readonly BaseYearChange[],
  thresholdPercent: string,
): BaseYearAdvice => {
  const effects = changes.map(effectOf);
  const rows = Object.fromEntries(
    effects.flatMap(({ id, tco2e, trace }) =>
      tco2e === null ? [] : [[`change.${id}.effect`, given({ tco2e, ref: id, trace })]],
    ),
  );
  const known = Object.keys(rows).length > 0;
  const inputs = { baseYearTotal: given(base), ...rows };
  const cumulative = known ? calculate('base-year-cumulative-change', inputs) : null;
  const recalculated = known ? calculate('base-year-recalculated', inputs) : null;
  const share = new ExactDecimal(cumulative?.value ?? 0).times(100);
  const unknown = effects.some(({ counted, tco2e }) => counted && tco2e === null);
  const state = ((): BaseYearState => {
    if (share.gte(thresholdPercent)) return 'recalculate';
    if (unknown) return 'undecided';
    return share.isZero() ? 'unaffected' : 'below-threshold';
  })();
  // Rounded down: 4.9999996 % must not read as the 5 % it does not reach.
  const shown = share.toSignificantDigits(6, ExactDecimal.ROUND_DOWN).toString();
  const text = textOf(state, shown, thresholdPercent);
  return { state, effects, cumulative, recalculated, text };
};
