import { type RecomputedBaseYear, notCounted } from '@zerofab/figures';
import type { BaseYearAdvice } from '@zerofab/accounting';
import {
  RECOMPUTED,
  type BaseYear,
  type BoundaryChange,
  type FixedBaseYear,
  type Inventory,
} from '@zerofab/contracts';
import { decimalText, ExactDecimal } from '@zerofab/units';
import type { Bilingual } from '@zerofab/vocabulary';

/** A base year held against what happened since. */
export interface BaseYearReview {
  readonly fixed: FixedBaseYear;
  readonly recomputed: RecomputedBaseYear<Inventory>;
  readonly changes: readonly BoundaryChange[];
  readonly advice: BaseYearAdvice;
}

const THRESHOLD_NOTE: Bilingual = {
  zh: 'GHG Protocol 要求规定显著性阈值，但未给出数值；5 % 为本平台的默认值，可按企业政策修改。累计变化按各项影响的绝对值相加',
  en: 'The GHG Protocol asks for a significance threshold and leaves its number open; 5 % is the default of this platform, set it by your own policy. Effects add up by their magnitude',
};
const DRIFT: Bilingual = {
  zh: '基准年清单现在的结果与确定基准年时不同（记录、排放源或因子有更正）',
  en: 'The inventory of the base year comes out differently now (corrected records, sources or factors)',
};

type Effect = BaseYear['effects'][number];

const driftEffect = ({ effects }: BaseYearAdvice): Effect[] =>
  effects.flatMap((effect) =>
    effect.id === RECOMPUTED ? [{ ...effect, date: null, description: DRIFT }] : [],
  );

const changeEffect = (change: BoundaryChange, { fixed, advice }: BaseYearReview): Effect => {
  const { id, kind, date, description } = change;
  const head = { id, kind, date, description: { zh: description, en: description } };
  const reason = notCounted(change, fixed);
  const effect = advice.effects.find((candidate) => candidate.id === id);
  return reason !== null || effect === undefined
    ? { ...head, counted: false, tco2e: null, trace: null, reason }
    : { ...effect, ...head };
};

/** A review as the HTTP contract shows it: every change with what it means, counted or not. */
export const toBaseYear = (site: string, review: BaseYearReview): BaseYear => {
  const { fixed, recomputed, changes, advice } = review;
  const { state, text, cumulative, recalculated } = advice;
  const { own } = recomputed;
  return {
    site,
    fixed,
    recomputed:
      own === null
        ? null
        : { tco2e: own.exact.total, complete: own.complete, reporting: own.reporting ?? null },
    state,
    advice: text,
    cumulativePercent:
      cumulative === null ? null : Number(decimalText(new ExactDecimal(cumulative.value).times(100))),
    cumulative: cumulative?.trace ?? null,
    recalculatedTco2e: recalculated?.value ?? null,
    recalculated: recalculated?.trace ?? null,
    effects: [...driftEffect(advice), ...changes.map((change) => changeEffect(change, review))],
    note: THRESHOLD_NOTE,
  };
};
