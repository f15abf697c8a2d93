import { ExactDecimal, findUnit } from '@zerofab/units';
import type { Bilingual } from '@zerofab/vocabulary';
import type { MeterInfo } from '../domain/record.js';
import type { RegisterBinding, SourceDefinition } from '../domain/source.js';

/** Energy or fuel that enters an inventory twice, by a source that is part of it. */
export interface DoubleCount {
  /** Code of the source it is said of. */
  readonly source: string;
  readonly text: Bilingual;
}

type CountedSource = Pick<
  SourceDefinition,
  'code' | 'category' | 'activity' | 'included' | 'validFrom' | 'validTo'
>;

interface Bound extends RegisterBinding {
  readonly source: CountedSource;
}

const boundOf = (source: CountedSource): Bound[] =>
  source.activity.kind === 'meters'
    ? source.activity.registers.map((register) => ({ ...register, source }))
    : [];

/** Sources of one class whose days within the boundary meet: others do not add to one line, or not at one time. */
const meet = (a: CountedSource, b: CountedSource): boolean =>
  a.category === b.category &&
  (a.validTo === undefined || b.validFrom === undefined || b.validFrom < a.validTo) &&
  (b.validTo === undefined || a.validFrom === undefined || a.validFrom < b.validTo);

const nameOf = ({ meter, register }: RegisterBinding): string => `${meter}/${register}`;

/** One register in several sources, by more than its whole. */
const registerTwice = (bound: Bound, all: readonly Bound[]): DoubleCount | undefined => {
  const same = all.filter((other) => nameOf(other) === nameOf(bound) && meet(other.source, bound.source));
  const others = same.filter(({ source }) => source.code !== bound.source.code);
  const counted = same.reduce(
    (sum, { sign, share = '1' }) => sum.plus(new ExactDecimal(share).times(sign)),
    new ExactDecimal(0),
  );
  if (others.length === 0 || counted.lte(1)) return undefined;
  const codes = others.map(({ source }) => source.code);
  return {
    source: bound.source.code,
    text: {
      zh: `寄存器 ${nameOf(bound)} 也绑定在排放源 ${codes.join('、')}，合计计入 ${counted.toFixed()} 次；请改绑或填写份额`,
      en: `Register ${nameOf(bound)} is bound by ${codes.join(', ')} too and counts ${counted.toFixed()} times in all; bind another one, or give each a share`,
    },
  };
};

/** Meters above a meter, the nearest first; a ring ends where it began. */
const above = (meter: MeterInfo, byId: ReadonlyMap<number, MeterInfo>): MeterInfo[] => {
  const found: MeterInfo[] = [];
  let next = meter.parentId === null ? undefined : byId.get(meter.parentId);
  while (next !== undefined && next !== meter && !found.includes(next)) {
    found.push(next);
    next = next.parentId === null ? undefined : byId.get(next.parentId);
  }
  return found;
};

/** Whether two bound registers measure the same thing, so that the lower one is part of the upper one. */
const alike = (upper: Bound, lower: Bound, meters: ReadonlyMap<string, MeterInfo>): boolean => {
  const dimension = ({ meter, register }: Bound): string | undefined =>
    findUnit(meters.get(meter)?.registers.find(({ code }) => code === register)?.unit ?? '')?.dimension;
  return (
    meters.get(upper.meter)?.carrier === meters.get(lower.meter)?.carrier &&
    dimension(upper) !== undefined &&
    dimension(upper) === dimension(lower)
  );
};

/** A meter beside one below it, unless what lies below is taken off again. */
const parentAndChild = (
  lower: Bound,
  all: readonly Bound[],
  meters: ReadonlyMap<string, MeterInfo>,
): DoubleCount | undefined => {
  const meter = meters.get(lower.meter);
  if (meter === undefined || lower.sign < 0) return undefined;
  const byId = new Map([...meters.values()].map((entry) => [entry.id, entry]));
  const line = above(meter, byId);
  const upper = all.find(
    (other) =>
      other.sign > 0 &&
      meet(other.source, lower.source) &&
      line.some(({ code }) => code === other.meter) &&
      alike(other, lower, meters),
  );
  if (upper === undefined) return undefined;
  const between = new Set([lower.meter, ...line.map(({ code }) => code)]);
  const takenOff = all.some(
    (other) =>
      other.sign < 0 &&
      other.source.code === upper.source.code &&
      other.meter !== upper.meter &&
      between.has(other.meter),
  );
  if (takenOff) return undefined;
  return {
    source: lower.source.code,
    text: {
      zh: `计量表 ${lower.meter} 位于 ${upper.meter}（排放源 ${upper.source.code}）之下，两者都计入会重复；请只绑定其一，或在上级中以符号 -1 扣除`,
      en: `Meter ${lower.meter} lies below ${upper.meter} (source ${upper.source.code}), so its energy counts twice; bind one of them, or take the lower one off the upper with sign -1`,
    },
  };
};

/**
 * What counts twice among the sources of a site: one register bound by two sources of a class, a meter beside its parent.
 * Told, not refused: a share or a difference may be meant otherwise than the meters say.
 */
export const doubleCounts = (
  sources: readonly CountedSource[],
  meters: readonly MeterInfo[],
): readonly DoubleCount[] => {
  const all = sources.filter(({ included }) => included !== false).flatMap(boundOf);
  const byCode = new Map(meters.map((meter) => [meter.code, meter]));
  return all.flatMap((bound) =>
    [registerTwice(bound, all), parentAndChild(bound, all, byCode)].filter((found) => found !== undefined),
  );
};
