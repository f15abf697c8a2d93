import { mainRegister, type ConsumptionSum } from '@zerofab/metering';
import type { Bilingual } from '@zerofab/vocabulary';
import type { MeterInfo, RegisterInfo, ManualRecord } from '../domain/record.js';
import type { ActivityBinding, SourceDefinition } from '../domain/source.js';
import { type Activity, meterActivity, manualActivity } from './activity.js';
import { calculationStreams } from '../domain/streams.js';
import { stockUse } from './stock.js';

/** A register of a binding, with its meter. */
export interface BoundMeter {
  readonly meter: MeterInfo;
  readonly register: RegisterInfo;
  readonly sign: 1 | -1;
  readonly share: string | undefined;
}

/** One amount over stretches of time, with what it came from. */
export interface BoundActivity {
  readonly binding: ActivityBinding;
  readonly activity: Activity;
  readonly bound: readonly BoundMeter[];
  readonly sums: readonly ConsumptionSum[];
  readonly records: readonly ManualRecord[];
  /** What is spread over time: the records themselves, or the use between two counts of a stock. */
  readonly spread: readonly ManualRecord[];
}

/** Activity data of a source: its own, further inputs of its formulas by stream, and a second account of the same. */
export interface SourceActivityData extends BoundActivity {
  readonly source: SourceDefinition;
  /** By stream, e.g. `inflow.coal.amount`; `activity` is left out, it is the source's own. */
  readonly inputs: ReadonlyMap<string, BoundActivity>;
  readonly crossCheck: BoundActivity | null;
}

/** An amount of a source with the registers it names; a problem when one of them is gone. */
export interface Bound {
  readonly stream: string;
  readonly binding: ActivityBinding;
  readonly bound: readonly BoundMeter[];
  readonly problem: Bilingual | null;
}

/** What amounts are worked out from: consumption of registers, records, and counts of stocks, between borders. */
export interface AmountData {
  readonly sums: readonly ConsumptionSum[];
  /** Records that count and overlap the span. */
  readonly records: readonly ManualRecord[];
  /** All records that count, for stocks: counts before and after the span are what its use is measured between. */
  readonly counts: readonly ManualRecord[];
  readonly borders: readonly number[];
  readonly zone: string;
  readonly nowMs: number;
}

const CROSS_CHECK = 'crossCheck';
const NO_ACTIVITY: Activity = { unit: '', periods: [], problem: null };

/** The registers of a binding; a problem when one of them is gone. */
const bind = (
  binding: ActivityBinding,
  meters: readonly MeterInfo[],
): Pick<Bound, 'binding' | 'bound' | 'problem'> => {
  if (binding.kind !== 'meters') return { binding, bound: [], problem: null };
  const bound: BoundMeter[] = [];
  for (const { meter: meterCode, register: code, sign, share } of binding.registers) {
    const meter = meters.find((candidate) => candidate.code === meterCode);
    const register = meter?.registers.find(
      (candidate) => candidate.code === code && candidate.kind !== 'gauge',
    );
    if (meter === undefined || register === undefined) {
      const name = `${meterCode}/${code}`;
      const has = meter === undefined ? undefined : mainRegister(meter)?.code;
      return {
        binding,
        bound: [],
        problem: {
          zh: `绑定的寄存器 ${name} 不存在${has === undefined ? '' : `，该表有 ${has}`}；请修改排放源`,
          en: `The bound register ${name} does not exist${has === undefined ? '' : `; the meter has ${has}`}; change the source`,
        },
      };
    }
    bound.push({ meter, register, sign, share });
  }
  return { binding, bound, problem: null };
};

/** The amounts a source takes: its own activity first, then the streams of its formulas, then the cross-check. */
export const bindSource = (source: SourceDefinition, meters: readonly MeterInfo[]): Bound[] => [
  { stream: '', ...bind(source.activity, meters) },
  ...calculationStreams(source.calculation).map(({ stream, binding }) => ({
    stream,
    ...bind(binding, meters),
  })),
  ...(source.crossCheck === undefined ? [] : [{ stream: CROSS_CHECK, ...bind(source.crossCheck, meters) }]),
];

/** Registers that bindings name. */
export const registerIds = (bindings: readonly Bound[]): number[] =>
  bindings.flatMap(({ bound }) => bound.map(({ register }) => register.id));

/** Whether a source takes the balance of a stock: then counts outside the span are needed too. */
export const usesStock = ({ activity, calculation, crossCheck }: SourceDefinition): boolean =>
  [activity, crossCheck, ...calculationStreams(calculation).map(({ binding }) => binding)].some(
    (binding) => binding?.kind === 'stock',
  );

const fromMeters = (
  { binding, bound, problem }: Bound,
  { sums, borders, nowMs }: AmountData,
): BoundActivity => {
  const ids = new Set(bound.map(({ register }) => register.id));
  const own = sums.filter((sum) => ids.has(sum.registerId));
  const registers = bound.map(({ register, sign, share }) => ({
    id: register.id,
    unit: register.unit,
    sign,
    share,
  }));
  const activity =
    problem === null ? meterActivity(registers, own, borders, nowMs) : { ...NO_ACTIVITY, problem };
  return { binding, activity, bound, sums: own, records: [], spread: [] };
};

const fromStock = (
  stream: string,
  binding: Extract<ActivityBinding, { unit: string }>,
  { counts, borders, zone, nowMs }: AmountData,
): BoundActivity => {
  const use = stockUse(stream, counts, binding.unit, zone);
  const activity =
    use.problem === null
      ? manualActivity(binding, use.records, borders, nowMs)
      : { ...NO_ACTIVITY, problem: use.problem };
  const inside = counts.filter(
    (record) => record.toMs > (borders[0] ?? 0) && record.fromMs <= (borders.at(-1) ?? 0),
  );
  return { binding, activity, bound: [], sums: [], records: inside, spread: use.records };
};

const amountOf = (bound: Bound, data: AmountData): BoundActivity => {
  const { binding, stream } = bound;
  if (binding.kind === 'meters') return fromMeters(bound, data);
  if (binding.kind === 'stock') return fromStock(stream, binding, data);
  const own = data.records.filter((record) => record.stream === stream);
  return {
    binding,
    activity: manualActivity(binding, own, data.borders, data.nowMs),
    bound: [],
    sums: [],
    records: own,
    spread: own,
  };
};

/**
 * Activity data of a source by stretch between the borders.
 * @param bindings of the source, as `bindSource` gives them
 * @param data of this source: sums of its registers, its own records
 */
export const sourceActivityData = (
  source: SourceDefinition,
  bindings: readonly Bound[],
  data: AmountData,
): SourceActivityData => {
  const [main, ...others] = bindings.map((bound) => [bound.stream, amountOf(bound, data)] as const);
  if (main === undefined) throw new RangeError('a source binds its own activity at least');
  return {
    source,
    ...main[1],
    inputs: new Map(others.filter(([stream]) => stream !== CROSS_CHECK)),
    crossCheck: others.find(([stream]) => stream === CROSS_CHECK)?.[1] ?? null,
  };
};
