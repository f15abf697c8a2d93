import { makeLibrary } from '@zerofab/factors';
import { ExactDecimal } from '@zerofab/units';
import type { BoundActivity, SourceActivityData } from '../activity/binding.js';
import type { ManualRecord } from '../domain/record.js';
import type { SiteFacts } from '../source/figure-context.js';
import { siteParameters } from '../source/site-parameters.js';
import type { FrozenAmount, FrozenFacts, FrozenInputs, FrozenSource } from './frozen-inputs.js';

const recordOf = ({ enteredAt, ...record }: FrozenAmount['records'][number]): ManualRecord => ({
  ...record,
  enteredAt: new Date(enteredAt),
});

const thawAmount = (amount: FrozenAmount): BoundActivity => {
  const { binding, unit, problem } = amount;
  const records = amount.records.map(recordOf);
  return {
    binding,
    activity: {
      unit,
      problem,
      periods: amount.periods.map(({ fromMs, toMs, value, estimated, ...rest }) => ({
        span: { fromMs, toMs },
        value: value === null ? null : new ExactDecimal(value),
        estimated: new ExactDecimal(estimated),
        ...rest,
      })),
    },
    bound: amount.registers.map(({ meter, register, sign, share }) => ({
      meter: { ...meter, registers: [register] },
      register,
      sign,
      share: share ?? undefined,
    })),
    sums: amount.sums,
    records,
    spread: binding.kind === 'stock' ? amount.spread.map(recordOf) : records,
  };
};

const thawSource = (frozen: FrozenSource): SourceActivityData => ({
  ...thawAmount(frozen),
  source: frozen.source,
  inputs: new Map(Object.entries(frozen.inputs).map(([stream, amount]) => [stream, thawAmount(amount)])),
  crossCheck: frozen.crossCheck === null ? null : thawAmount(frozen.crossCheck),
});

const thawSupply = ({ periods, proofs, names }: FrozenFacts['supply']): SiteFacts['supply'] => ({
  periods: periods.map(({ fromMs, toMs, purchasedMwh, ownMwh, bySource }) => ({
    fromMs,
    toMs,
    purchasedMwh,
    ownMwh,
    bySource: new Map(Object.entries(bySource).map(([code, mwh]) => [code, new ExactDecimal(mwh)])),
  })),
  proofs,
  ...(names === null ? {} : { names }),
});

/**
 * Frozen inputs as `siteFigures` takes them: under the method they were frozen with they give the same figures, to the
 * last digit.
 */
export const thawInputs = ({
  facts,
  sources,
  factors,
}: FrozenInputs): { readonly facts: SiteFacts; readonly data: readonly SourceActivityData[] } => ({
  facts: {
    zone: facts.zone,
    gridRegion: facts.gridRegion,
    gridRegions: facts.gridRegions.map(({ fromMs, gridRegion }) => ({
      fromMs: fromMs ?? Number.NEGATIVE_INFINITY,
      gridRegion,
    })),
    nowMs: facts.nowMs,
    asOfMs: facts.asOfMs ?? undefined,
    parameters: siteParameters(
      facts.parameters.map(({ recordedAt, ...record }) => ({ ...record, recordedAt: new Date(recordedAt) })),
      facts.zone,
    ),
    library: makeLibrary(factors.version, factors.factors),
    supply: thawSupply(facts.supply),
  },
  data: sources.map(thawSource),
});
