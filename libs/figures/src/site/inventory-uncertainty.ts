import {
  activityHalfWidth,
  factorHalfWidth,
  uncertaintyOf,
  type HalfWidth,
  type Leaf,
  type Method,
  type UncertaintyResult,
} from '@zerofab/accounting';
import type { FactorLibrary } from '@zerofab/factors';
import type { SourceActivityData, BoundActivity } from '../activity/binding.js';
import { totalActivity } from '../activity/activity.js';
import type { GasTerm } from '../domain/figure.js';
import { weightInTotal } from './method-lines.js';

const NUMBER = /\d+(?:\.\d+)?/;

const ofActivity = (
  { source }: SourceActivityData,
  bound: BoundActivity,
  main: boolean,
  nowMs: number,
): HalfWidth => {
  const { value, estimated } = totalActivity(bound.activity.periods, nowMs);
  // What a site states about its activity data is about the source's own, not about every stream.
  const stated = main ? source.uncertainty : undefined;
  const meterClass = NUMBER.exec(stated?.meterClass ?? '')?.[0];
  return activityHalfWidth({
    percent: stated?.activityPercent === undefined ? undefined : Number(stated.activityPercent),
    meterClass: meterClass === undefined ? undefined : Number(meterClass),
    kind: stated?.kind ?? (bound.binding.kind === 'meters' ? 'meter' : bound.binding.kind),
    estimatedShare: value === null || value.isZero() ? 0 : estimated.div(value).abs().toNumber(),
  });
};

/** Half-widths of the leaves of a site's figures: meters and records by source, factors by their birth certificate. */
export const halfWidthsOf = (
  data: readonly SourceActivityData[],
  nowMs: number,
  library: FactorLibrary,
): ((leaf: Leaf) => HalfWidth | null) => {
  const bySource = new Map(data.map((entry) => [entry.source.code, entry]));
  const known = new Map<string, HalfWidth | null>();
  const widthOf = ({ input }: Leaf): HalfWidth | null => {
    if (input.origin === 'activity') {
      const [code = '', stream] = (input.ref ?? '').split('#');
      const entry = bySource.get(code);
      const bound = stream === undefined ? entry : entry?.inputs.get(stream);
      if (entry !== undefined && bound !== undefined) {
        return ofActivity(entry, bound, stream === undefined, nowMs);
      }
      // What is proven by contract and settlement, and the tonnage of the batches of a laboratory mean.
      if (stream === 'proofs') return activityHalfWidth({ kind: 'invoice', estimatedShare: 0 });
      return stream === undefined ? null : activityHalfWidth({ kind: 'manual', estimatedShare: 0 });
    }
    if (input.origin === 'factor') {
      const row = library.byId.get(input.ref ?? '');
      return factorHalfWidth({
        role: input.name,
        table: row?.table ?? null,
        category: row?.category ?? null,
        parameter: row?.parameter ?? null,
        fuel: row?.fuel ?? null,
      });
    }
    // What the method itself sets (the enthalpy of its baseline) is exact; what the site states is not.
    return input.name === 'enthalpyBaseline'
      ? { percent: 0, basis: { zh: '由核算方法规定', en: 'set by the method' } }
      : {
          percent: 2,
          basis: {
            zh: '站点给定的数值（本平台缺省 2 %）',
            en: 'value stated by the site (default of this platform, 2 %)',
          },
        };
  };
  return (leaf) => {
    const before = known.get(leaf.key);
    if (before !== undefined) return before;
    const width = widthOf(leaf);
    known.set(leaf.key, width);
    return width;
  };
};

/** A 95 % interval with what it is made of, largest share of the variance first. */
export type UncertaintyInterval = Omit<UncertaintyResult, 'missing' | 'contributions'> & {
  readonly contributions: UncertaintyResult['contributions'][number][];
};

/** The 95 % interval of terms under a method; `weighted` counts them as the total does, else each as it stands. */
export const uncertaintyOfTerms = (
  terms: readonly GasTerm[],
  method: Method,
  halfWidthOf: (leaf: Leaf) => HalfWidth | null,
  weighted: boolean,
): UncertaintyInterval | null => {
  const lines = terms.flatMap((term) => {
    const sign = weighted ? weightInTotal(term, method) : 1;
    return sign === 0 || term.trace === null ? [] : [{ name: term.name, trace: term.trace, sign }];
  });
  const result = uncertaintyOf(lines, halfWidthOf);
  if (result === null) return null;
  // The reason names what is missing.
  const { missing: _, ...interval } = result;
  return { ...interval, contributions: [...interval.contributions] };
};
