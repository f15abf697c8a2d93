import type { Proof } from '@zerofab/accounting';
import type { LibraryFactor } from '@zerofab/factors';
import type { ConsumptionSum } from '@zerofab/metering';
import { decimalText, ExactDecimal } from '@zerofab/units';
import type { Bilingual, Quality } from '@zerofab/vocabulary';
import type { BoundActivity, SourceActivityData } from '../activity/binding.js';
import type { ManualRecord, MeterInfo, ParameterRecord, RegisterInfo } from '../domain/record.js';
import type { ActivityBinding, SourceDefinition } from '../domain/source.js';
import type { SiteFacts } from '../source/figure-context.js';

/** A stretch of activity data; amounts are decimal text in the unit of the amount. */
interface FrozenPeriod {
  readonly fromMs: number;
  readonly toMs: number;
  readonly value: string | null;
  readonly estimated: string;
  readonly coverage: number;
  readonly quality: Quality;
  readonly readings: number;
}

type FrozenRecord = Omit<ManualRecord, 'enteredAt' | 'withdrawal'> & { readonly enteredAt: string };

/** One amount over time, with the registers and records it came from. */
export interface FrozenAmount {
  readonly binding: ActivityBinding;
  readonly unit: string;
  readonly problem: Bilingual | null;
  readonly periods: readonly FrozenPeriod[];
  readonly registers: readonly {
    readonly meter: Omit<MeterInfo, 'registers'>;
    readonly register: RegisterInfo;
    readonly sign: 1 | -1;
    readonly share: string | null;
  }[];
  /** Consumption of those registers between the borders, as the quarter-hour buckets added up. */
  readonly sums: readonly ConsumptionSum[];
  readonly records: readonly FrozenRecord[];
  /** What is spread over time, where it is not the records themselves: the use between two counts of a stock. */
  readonly spread: readonly FrozenRecord[];
}

/** Activity data of a source, with its definition as it was. */
export interface FrozenSource extends FrozenAmount {
  readonly source: SourceDefinition;
  readonly inputs: Readonly<Record<string, FrozenAmount>>;
  readonly crossCheck: FrozenAmount | null;
}

/** What figures of a site rest on besides activity data. */
export interface FrozenFacts {
  readonly zone: string;
  readonly gridRegion: string | null;
  /** `fromMs` null: always. */
  readonly gridRegions: readonly { readonly fromMs: number | null; readonly gridRegion: string | null }[];
  readonly nowMs: number;
  readonly asOfMs: number | null;
  readonly parameters: readonly (Omit<ParameterRecord, 'recordedAt'> & { readonly recordedAt: string })[];
  readonly supply: {
    readonly periods: readonly {
      readonly fromMs: number;
      readonly toMs: number;
      readonly purchasedMwh: string | null;
      /** Left out where own generation is not metered. */
      readonly ownMwh?: string | null;
      readonly bySource: Readonly<Record<string, string>>;
    }[];
    readonly proofs: readonly Proof[];
    readonly names: readonly string[] | null;
  };
}

/** The factor library as it was. */
interface FrozenFactors {
  readonly version: string;
  readonly factors: readonly LibraryFactor[];
}

/** Everything from which `siteFigures` works the figures of a span out again, as JSON. */
export interface FrozenInputs {
  readonly facts: FrozenFacts;
  readonly sources: readonly FrozenSource[];
  readonly factors: FrozenFactors;
}

const text = (value: InstanceType<typeof ExactDecimal>): string => decimalText(value);

const recordOf = ({ enteredAt, withdrawal: _taken, ...record }: ManualRecord): FrozenRecord => ({
  ...record,
  enteredAt: enteredAt.toISOString(),
});

const meterOf = ({
  id,
  code,
  nameZh,
  nameEn,
  carrier,
  parentId,
}: MeterInfo): Omit<MeterInfo, 'registers'> => ({
  id,
  code,
  nameZh,
  nameEn,
  carrier,
  parentId,
});

const registerOf = ({ id, code, kind, unit, multiplier, rollover }: RegisterInfo): RegisterInfo => ({
  id,
  code,
  kind,
  unit,
  multiplier,
  rollover,
});

// Named one by one: what a meter of the store holds besides (its password's hash) must never come along.
const freezeAmount = ({ binding, activity, bound, sums, records, spread }: BoundActivity): FrozenAmount => ({
  binding,
  unit: activity.unit,
  problem: activity.problem,
  periods: activity.periods.map(({ span, value, estimated, coverage, quality, readings }) => ({
    ...span,
    value: value === null ? null : text(value),
    estimated: text(estimated),
    coverage,
    quality,
    readings,
  })),
  registers: bound.map(({ meter, register, sign, share }) => ({
    meter: meterOf(meter),
    register: registerOf(register),
    sign,
    share: share ?? null,
  })),
  sums: sums.map(({ registerId, startMs, value, estimated, covered, quality, readings }) => ({
    registerId,
    startMs,
    value,
    estimated,
    covered,
    quality,
    readings,
  })),
  records: records.map(recordOf),
  spread: binding.kind === 'stock' ? spread.map(recordOf) : [],
});

const freezeSource = (data: SourceActivityData): FrozenSource => ({
  ...freezeAmount(data),
  source: data.source,
  inputs: Object.fromEntries([...data.inputs].map(([stream, amount]) => [stream, freezeAmount(amount)])),
  crossCheck: data.crossCheck === null ? null : freezeAmount(data.crossCheck),
});

const proofOf = (proof: Proof): Proof => ({
  id: proof.id,
  kind: proof.kind,
  mwh: proof.mwh,
  fromMs: proof.fromMs,
  toMs: proof.toMs,
  generationMonth: proof.generationMonth,
  plant: proof.plant,
  technology: proof.technology,
  province: proof.province,
  contract: proof.contract,
  settlement: proof.settlement,
  registry: proof.registry,
  serialFrom: proof.serialFrom,
  serialTo: proof.serialTo,
  retiredOn: proof.retiredOn,
  beneficiary: proof.beneficiary,
  fileHash: proof.fileHash,
  evidence: proof.evidence,
});

const freezeSupply = ({ periods, proofs, names }: SiteFacts['supply']): FrozenFacts['supply'] => ({
  periods: periods.map(({ fromMs, toMs, purchasedMwh, ownMwh, bySource }) => ({
    fromMs,
    toMs,
    purchasedMwh,
    ...(ownMwh === undefined ? {} : { ownMwh }),
    bySource: Object.fromEntries([...bySource].map(([code, mwh]) => [code, text(mwh)])),
  })),
  proofs: proofs.map(proofOf),
  names: names === undefined ? null : [...names],
});

/**
 * Everything the figures of a span rest on, as JSON that stands by itself: definitions, activity data with the sums of
 * its registers and its records, factors, parameters, electricity and its proofs.
 * @param parameters the records behind `facts.parameters`
 */
export const freezeInputs = (
  facts: SiteFacts,
  data: readonly SourceActivityData[],
  parameters: readonly ParameterRecord[],
): FrozenInputs => ({
  facts: {
    zone: facts.zone,
    gridRegion: facts.gridRegion,
    gridRegions: (facts.gridRegions ?? []).map(({ fromMs, gridRegion }) => ({
      fromMs: Number.isFinite(fromMs) ? fromMs : null,
      gridRegion,
    })),
    nowMs: facts.nowMs,
    asOfMs: facts.asOfMs ?? null,
    parameters: parameters.map(({ recordedAt, ...record }) => ({
      ...record,
      recordedAt: recordedAt.toISOString(),
    })),
    supply: freezeSupply(facts.supply),
  },
  sources: data.map(freezeSource),
  factors: { version: facts.library.version, factors: facts.library.factors },
});
