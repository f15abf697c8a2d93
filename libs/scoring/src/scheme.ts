import type { Bilingual } from '@zerofab/vocabulary';

/**
 * How a number or rule was read: `text` in the text of the standard or notice, `transcribed` in somebody's copy of a form,
 * `memory` from memory, `design` our own proposal.
 */
type SchemeConfidence = 'text' | 'transcribed' | 'memory' | 'design';

/** Where numbers and rules of a scheme come from. `ours`: a default that no standard states, and that says so wherever it is shown. */
export interface SchemeSource {
  readonly key: string;
  readonly name: Bilingual;
  /** Clause, page, address: what a person opens to check it. */
  readonly reference: string;
  readonly confidence: SchemeConfidence;
  readonly ours?: true;
}

/** A number of a scheme: decimal text and the key of its source. */
export interface Sourced {
  readonly value: string;
  readonly source: string;
}

/** A computation over inputs, other quantities and parameters of switches, in the language of `libs/accounting`. */
export interface SchemeFormula {
  readonly expression: string;
  /** With the standard's symbols, for a person. */
  readonly text: string;
  readonly clause: string;
  readonly source: string;
}

/** What is told about a factory. A quantity with a `formula` may be given, or is worked out from others. */
interface SchemeInput {
  readonly name: string;
  readonly description: Bilingual;
  readonly unit: string;
  /** Bounds in `unit`; null: none. */
  readonly min: string | null;
  readonly max: string | null;
  readonly formula: SchemeFormula | null;
  /** What does not occur counts as 0 instead of making the indicator not applicable. */
  readonly absentIsZero?: true;
  /** Always worked out, never given: it depends on a switch. */
  readonly computed?: true;
  readonly note: Bilingual | null;
}

/** A decision on which a figure may depend: one value of each switch holds, all are computed. */
interface SchemeSwitch {
  readonly id: string;
  readonly name: Bilingual;
  readonly source: string;
  /** Value that holds where nothing else is asked for. */
  readonly preset: string;
  readonly values: readonly {
    readonly id: string;
    readonly name: Bilingual;
    readonly source: string;
    /** Numbers that formulas use by name. */
    readonly parameters: readonly { readonly name: string; readonly value: string; readonly unit: string }[];
  }[];
}

/** A step of a qualitative indicator: `value` is what is given, `share` of the weight is what it earns. */
interface GradeStep {
  readonly value: string;
  readonly share: string;
  readonly name: Bilingual;
}

/** Full at or better than leading, nothing at or worse than baseline; `linear` between, or the steps that evidence earns. */
type Curve =
  | { readonly kind: 'linear'; readonly source: string }
  | { readonly kind: 'grades'; readonly source: string; readonly steps: readonly GradeStep[] };

interface BenchmarkRow {
  readonly baseline: Sourced | null;
  readonly leading: Sourced | null;
}

/** Baseline and leading value; by size where `by` names a quantity: the first row whose `from` is reached holds. */
interface Benchmarks {
  readonly by: { readonly quantity: string; readonly unit: string } | null;
  readonly rows: readonly (BenchmarkRow & { readonly from: string | null })[];
}

/** Several products: rows `name.<product>.<field>`; their shares of points are weighted by their amounts. `most`: only the largest count. */
export interface ProductRows {
  readonly amount: { readonly field: string; readonly unit: string; readonly description: Bilingual };
  readonly per: { readonly field: string; readonly description: Bilingual };
  readonly most: number | null;
}

/** Values that a programme demands at the start and at the end of building. */
interface Thresholds {
  readonly entry: Sourced | null;
  readonly target: Sourced | null;
  /** Kinds of applicant for whom the entry value is not asked. */
  readonly entryExempt: readonly string[];
}

export interface Indicator {
  readonly kind: 'indicator';
  /** Number in the scheme, e.g. `1b`. */
  readonly id: string;
  /** Name of its own value as an input, e.g. `energyPerOutputValue`. */
  readonly name: string;
  readonly title: Bilingual;
  readonly weight: Sourced;
  readonly direction: 'positive' | 'negative';
  readonly unit: string;
  readonly formula: SchemeFormula | null;
  readonly products: ProductRows | null;
  readonly curve: Curve;
  readonly benchmarks: Benchmarks;
  readonly thresholds: Thresholds | null;
  /** Below this amount the indicator does not apply. */
  readonly applies: {
    readonly quantity: string;
    readonly unit: string;
    readonly atLeast: Sourced;
    readonly why: Bilingual;
  } | null;
  /** Whether a reviewer may strike it with a reason. */
  readonly mayBeStruck: boolean;
  readonly source: string;
  readonly evidence: Bilingual | null;
  readonly note: Bilingual | null;
}

export interface IndicatorGroup {
  readonly kind: 'group';
  readonly id: string;
  readonly title: Bilingual;
  readonly weight: Sourced;
  /** `one`: its children are variants of one indicator, each with the weight of the group; the first that is given counts. */
  readonly count: 'all' | 'one';
  readonly children: readonly SchemeNode[];
}
export type SchemeNode = IndicatorGroup | Indicator;

/** An amount that must reach or not pass a value. */
export interface Bound {
  readonly quantity: string;
  readonly unit: string;
  readonly atLeast: Sourced | null;
  readonly atMost: Sourced | null;
}

/** One condition of a gate. */
export type GateNeed =
  | { readonly kind: 'given' }
  | { readonly kind: 'coreEntry' }
  /** `under`: values of switches that hold for this test alone. */
  | (Bound & { readonly kind: 'bound'; readonly under: Readonly<Record<string, string>> });

/** A requirement without points: passed, failed, or open while evidence lacks. */
export interface Gate {
  readonly id: string;
  readonly title: Bilingual;
  readonly source: string;
  readonly needs: readonly GateNeed[];
  /** Kinds of applicant it concerns; empty: all. */
  readonly applicants: readonly string[];
  readonly mayBeStruck: boolean;
  readonly evidence: Bilingual | null;
}

interface Band {
  readonly id: string;
  readonly from: Sourced;
  readonly name: Bilingual;
}

/** What a level asks: every core indicator at a share of the way from entry to target, and amounts reached. */
export interface Level {
  readonly id: string;
  readonly name: Bilingual;
  readonly source: string;
  readonly coreShare: string | null;
  readonly bounds: readonly Bound[];
}

/** An item of the check list; `must`: the source says "should", else "encouraged". */
export interface ChecklistItem {
  readonly id: string;
  readonly text: Bilingual;
  readonly threshold: Bilingual | null;
  readonly must: boolean;
  readonly source: string;
}
interface ChecklistPath {
  readonly id: string;
  readonly title: Bilingual;
  readonly items: readonly ChecklistItem[];
}

/** How the weight of what does not apply is spread: within its group, over everything, or not at all. */
export const NA_MODES = ['withinGroup', 'global', 'zero'] as const;
export type NaMode = (typeof NA_MODES)[number];

/** A scheme of evaluation as data: `schemes/*.yaml`. */
export interface Scheme {
  readonly id: string;
  readonly version: string;
  readonly kind: 'greenFactory' | 'zeroCarbon';
  readonly name: Bilingual;
  readonly standard: string;
  readonly source: string;
  /** Years of data it may be applied to, both inclusive; `lastYear` null: still in force. */
  readonly firstYear: number;
  readonly lastYear: number | null;
  readonly note: Bilingual | null;
  /** What is not known about it: numbers that no readable text gives. */
  readonly unknown: readonly Bilingual[];
  readonly sources: readonly SchemeSource[];
  readonly naMode: { readonly mode: NaMode; readonly source: string };
  readonly applicants: readonly { readonly id: string; readonly name: Bilingual }[];
  readonly inputs: readonly SchemeInput[];
  readonly switches: readonly SchemeSwitch[];
  readonly gates: readonly Gate[];
  /** Dimensions; their weights sum to 100. Empty: the scheme has no known score. */
  readonly tree: readonly IndicatorGroup[];
  readonly bonus: { readonly most: Sourced; readonly indicators: readonly Indicator[] } | null;
  readonly bands: readonly Band[];
  readonly levels: readonly Level[];
  readonly paths: readonly ChecklistPath[];
}
