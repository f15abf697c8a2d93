import type { Bilingual, Trace } from '@zerofab/vocabulary';
import type { SchemeSource } from './scheme.js';
import type { SwitchValues } from './quantities.js';

/**
 * `ok` scored · `manual` graded by a reviewer on evidence · `missing` no value: scored 0, and full in the upper bound ·
 * `noBenchmark` a value, but no baseline and leading value to score it by: like missing · `na` does not apply: weighs nothing
 */
export type IndicatorStatus = 'ok' | 'manual' | 'missing' | 'noBenchmark' | 'na';
export type Verdict = 'pass' | 'fail' | 'open' | 'na';
/** `depends`: passed under one value of a switch and failed under another. */
export type CoreVerdict = Verdict | 'depends';

/** A number and where it comes from; `source` null: told with the inputs, `note` says where from. */
export interface Stated {
  readonly value: string;
  readonly unit: string;
  readonly source: SchemeSource | null;
  readonly note: string | null;
}

export interface ProductResult {
  readonly code: string;
  readonly value: string;
  readonly unit: string;
  readonly baseline: string;
  readonly leading: string;
  readonly share: string;
  /** What it weighs among the products, in `weightUnit`. */
  readonly amount: string;
  readonly amountUnit: string;
  /** False for those beyond the number of products that count. */
  readonly counted: boolean;
}

export interface NextStep {
  /** Points that it brings, decimal text. */
  readonly points: string;
  /** What the indicator must be then; null where it must be told first, or is graded by `grade`. */
  readonly value: string | null;
  readonly unit: string;
  /** Change from the present value, %; null where there is none or it is 0. */
  readonly changePercent: string | null;
  readonly grade: Bilingual | null;
}

/** What the next point of an indicator needs, to be ranked. */
export interface Need {
  readonly id: string;
  /** value: another value · grade: the next step of evidence · tell: data first, which promises nothing */
  readonly kind: 'value' | 'grade' | 'tell';
  /** Points that the step brings (of `tell` at most), decimal text. */
  readonly points: string;
  /** Change of the present value for a whole point, %, without sign; null where there is none. */
  readonly percentPerPoint: string | null;
}

export interface IndicatorResult {
  readonly id: string;
  readonly name: string;
  readonly title: Bilingual;
  readonly direction: 'positive' | 'negative';
  readonly unit: string;
  readonly value: string | null;
  /** Unit of value, baseline and leading; of a single product its own. */
  readonly valueUnit: string;
  readonly origin: 'given' | 'computed' | null;
  /** Inputs its value rests on: what was told, not what was worked out from it. */
  readonly uses: readonly string[];
  readonly note: string | null;
  readonly baseline: Stated | null;
  readonly leading: Stated | null;
  readonly weight: string;
  readonly schemeWeight: Stated;
  readonly share: string | null;
  /** Every digit; 2 decimals are shown. */
  readonly points: string;
  readonly upperBound: string;
  readonly status: IndicatorStatus;
  readonly reason: Bilingual | null;
  readonly lacks: readonly string[];
  readonly products: readonly ProductResult[];
  readonly curveSource: SchemeSource | null;
  readonly source: SchemeSource | null;
  readonly evidence: Bilingual | null;
  readonly next: NextStep | null;
  readonly trace: Trace | null;
}

export interface GroupResult {
  readonly id: string;
  readonly title: Bilingual;
  readonly parent: string | null;
  readonly weight: string;
  readonly schemeWeight: Stated;
  readonly points: string;
  readonly upperBound: string;
  /** Ids of the indicators below it. */
  readonly indicators: readonly string[];
}

export interface GateResult {
  readonly id: string;
  readonly title: Bilingual;
  readonly verdict: Verdict;
  readonly reason: Bilingual | null;
  readonly evidence: Bilingual | null;
  readonly note: string | null;
  readonly source: SchemeSource | null;
}

export interface CoreResult {
  readonly id: string;
  readonly value: string | null;
  readonly unit: string;
  readonly entry: Stated | null;
  readonly target: Stated | null;
  readonly entryVerdict: CoreVerdict;
  readonly targetVerdict: CoreVerdict;
  /** What lacks to entry and target in the unit of the indicator, above 0; null where it is reached or not known. */
  readonly gapToEntry: string | null;
  readonly gapToTarget: string | null;
  /** Switches on which a verdict depends. */
  readonly dependsOn: readonly string[];
}

export interface LevelResult {
  readonly id: string;
  readonly name: Bilingual;
  readonly verdict: Verdict;
  /** Each amount it asks, beside what must be reached. */
  readonly reasons: readonly Bilingual[];
  readonly source: SchemeSource | null;
}

export interface ChecklistItemResult {
  readonly id: string;
  readonly text: Bilingual;
  readonly threshold: Bilingual | null;
  readonly must: boolean;
  readonly status: 'met' | 'partly' | 'notMet' | 'na' | 'open';
  readonly reason: string | null;
  readonly source: SchemeSource | null;
}
export interface PathResult {
  readonly id: string;
  readonly title: Bilingual;
  /** Met counts 1, partly one half, of the items that apply; null where all are struck. */
  readonly progress: string | null;
  readonly items: readonly ChecklistItemResult[];
}

/** The same factory under one choice of switches. */
export interface VariantResult {
  readonly switches: SwitchValues;
  readonly score: string | null;
  readonly upperBound: string | null;
  readonly indicators: readonly {
    readonly id: string;
    readonly value: string | null;
    readonly points: string;
  }[];
  readonly core: readonly {
    readonly id: string;
    readonly value: string | null;
    readonly entryVerdict: Verdict;
    readonly targetVerdict: Verdict;
  }[];
  readonly level: string | null;
}

export interface QuantityResult {
  readonly name: string;
  readonly description: Bilingual;
  readonly value: string | null;
  readonly unit: string;
  readonly origin: 'given' | 'computed' | null;
  readonly note: string | null;
  readonly reason: Bilingual | null;
  readonly trace: Trace | null;
}

export interface Evaluation {
  readonly scheme: string;
  readonly version: string;
  readonly year: number;
  readonly switches: SwitchValues;
  readonly applicant: string | null;
  readonly naMode: string;
  /** Sum of the points, at most 100, before bonus; null where the scheme has no known score. */
  readonly score: string | null;
  /** What the score can be once everything missing is told. */
  readonly upperBound: string | null;
  readonly bonus: { readonly points: string; readonly most: Stated } | null;
  /** Share of the weight that is scored on a value, 0 to 1. */
  readonly completeness: string | null;
  readonly band: {
    readonly id: string;
    readonly name: Bilingual;
    readonly source: SchemeSource | null;
  } | null;
  /** All gates together. */
  readonly eligibility: Verdict | null;
  readonly gates: readonly GateResult[];
  readonly groups: readonly GroupResult[];
  readonly indicators: readonly IndicatorResult[];
  readonly bonusIndicators: readonly IndicatorResult[];
  readonly core: readonly CoreResult[];
  readonly levels: readonly LevelResult[];
  readonly level: string | null;
  readonly paths: readonly PathResult[];
  readonly quantities: readonly QuantityResult[];
  readonly variants: readonly VariantResult[];
  /** Indicators by what their next point needs, the least change first. */
  readonly needs: readonly Need[];
  /** Ids of indicators by points lost, most first; those without loss are left out. */
  readonly lost: readonly { readonly id: string; readonly points: string }[];
}
