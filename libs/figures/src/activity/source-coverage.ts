import { formulaById } from '@zerofab/accounting';
import { worstQuality, type Quality } from '@zerofab/vocabulary';
import type { InputBinding, InputBindings, SourceDefinition } from '../domain/source.js';
import { totalActivity } from './activity.js';
import type { BoundActivity, SourceActivityData } from './binding.js';

const ACTIVITY = 'activity';

const bindsActivity = (binding: InputBinding): boolean =>
  binding.kind === 'activity' ||
  (binding.kind === 'formula' && Object.values(binding.inputs).some((inner) => bindsActivity(inner)));

/** Whether a formula takes an input `activity` that is not bound to something else: then it is the source's own. */
export const takesActivity = ({ calculation }: Pick<SourceDefinition, 'calculation'>): boolean => {
  if (calculation === undefined) return true;
  return calculation.formulas.some(({ id, inputs: own = {} }) => {
    const bound: InputBindings = { ...calculation.inputs, ...own };
    if (Object.values(bound).some((binding) => bindsActivity(binding))) return true;
    return !Object.hasOwn(bound, ACTIVITY) && formulaById(id).inputs.some(({ name }) => name === ACTIVITY);
  });
};

/** How much of its time a source has data for. */
export interface SourceCoverage {
  /** 0..1 */
  readonly coverage: number;
  readonly quality: Quality;
}

/**
 * Coverage of a source over all that its figure takes: its own activity where a factor or a formula takes it, and the
 * streams of its formulas. The least covered one decides: a balance without one of its flows is no better than that flow.
 */
export const sourceCoverage = (data: SourceActivityData, nowMs: number): SourceCoverage => {
  const taken: BoundActivity[] = [...(takesActivity(data.source) ? [data] : []), ...data.inputs.values()];
  const totals = (taken.length === 0 ? [data] : taken).map(({ activity }) =>
    totalActivity(activity.periods, nowMs),
  );
  return {
    coverage: Math.min(...totals.map(({ coverage }) => coverage)),
    quality: worstQuality(totals.map(({ quality }) => quality)),
  };
};
