import type { Bilingual, Labels } from './bilingual.js';

/** Where the value of an input of a formula comes from. */
export const TRACE_ORIGINS = ['activity', 'factor', 'constant', 'formula', 'given'] as const;
type TraceOrigin = (typeof TRACE_ORIGINS)[number];

export const TRACE_ORIGIN_LABELS: Labels<TraceOrigin> = {
  activity: { zh: '活动数据', en: 'activity data' },
  factor: { zh: '因子', en: 'factor' },
  constant: { zh: '常数', en: 'constant' },
  formula: { zh: '公式', en: 'formula' },
  given: { zh: '给定', en: 'given' },
};

/** Where an input of a formula came from. `formula` nests the trace that made it. */
export interface TraceInput {
  readonly name: string;
  readonly symbol: string;
  /** Decimal text, every digit. */
  readonly value: string;
  readonly unit: string;
  readonly origin: TraceOrigin;
  /** Id of the factor, or code of the source whose activity data this is. */
  readonly ref: string | null;
  readonly trace: Trace | null;
}

/** The explanation of a figure: formula, inputs down to their origin, result. Enough to compute it again. */
export interface Trace {
  readonly formula: {
    readonly id: string;
    readonly edition: string;
    readonly standard: string;
    readonly clause: string;
    /** With the standard's symbols, for a person. */
    readonly text: string;
    /** Over the names of the inputs, for a machine: + − × ÷, `sum(group, …)` over rows `group.row.field`, `sum(terms)` over all. */
    readonly expression: string;
    readonly name: Bilingual;
  };
  readonly inputs: readonly TraceInput[];
  readonly result: { readonly value: string; readonly unit: string };
}

/** A computed figure: decimal text, its unit and its trace. */
export interface Figure {
  readonly value: string;
  readonly unit: string;
  readonly trace: Trace;
}
