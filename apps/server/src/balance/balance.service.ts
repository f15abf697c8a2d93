import { Injectable } from '@nestjs/common';
import { isoIn, resolveSpan } from '@zerofab/calendar';
import type { MeterBalance, SpanQuery } from '@zerofab/contracts';
import { balanceLimit, balanceOf, mainRegister, roundedConsumption } from '@zerofab/metering';
import {
  ConsumptionQuery,
  grainOf,
  MeterHistoryStore,
  RollupService,
  SiteStore,
  type MeterEntity,
  type RegisterEntity,
} from '@zerofab/telemetry';
import { convert, findUnit } from '@zerofab/units';
import { limitSpan } from '../load/span-limits.js';

/** How long an answer waits for readings that are still being worked in. */
const SETTLE_MS = 10_000;

type Pair = readonly [MeterEntity, RegisterEntity];

/** The register that counts a meter's use; undefined where it has none. */
const pairOf = (meter: MeterEntity): Pair | undefined => {
  const register = mainRegister(meter);
  return register === undefined ? undefined : [meter, register];
};

/** Meters against the meters below them. */
@Injectable()
export class BalanceService {
  constructor(
    private readonly sites: SiteStore,
    private readonly history: MeterHistoryStore,
    private readonly query: ConsumptionQuery,
    private readonly rollup: RollupService,
  ) {}

  async balance(siteCode: string, asked: SpanQuery): Promise<MeterBalance> {
    const site = await this.sites.requireSite(siteCode);
    const span = limitSpan(resolveSpan(asked.from, asked.to, site.timezone), 'day');
    const meters = (await this.history.ofSite(site.id)).at(span.toMs - 1);
    const known = meters.map(pairOf).filter((pair) => pair !== undefined);
    const ids = known.map(([, register]) => register.id);
    const settled = ids.length === 0 || (await this.rollup.settle(ids, SETTLE_MS));
    const borders = [span.fromMs, span.toMs];
    const sums = await this.query.sumBetween(ids, borders, grainOf(borders));
    const values = new Map(sums.map(({ registerId, value }) => [registerId, value]));
    const items = known.flatMap(([meter, register]) => {
      const below = known.filter(([other]) => other.parentId === meter.id && other.carrier === meter.carrier);
      return below.length === 0 ? [] : [itemOf(meter, register, below, values)];
    });
    const at = (ms: number): string => isoIn(ms, site.timezone);
    return { from: at(span.fromMs), to: at(span.toMs), settled, items };
  }
}

/** Use of a register in another unit of its quantity; null where it is not known, or cannot be converted. */
const useIn = (unit: string, register: RegisterEntity, value: number | null): number | null => {
  if (value === null || register.unit === unit) return value;
  const dimension = findUnit(unit)?.dimension;
  if (dimension === undefined || findUnit(register.unit)?.dimension !== dimension) return null;
  return convert(String(value), register.unit, unit).toNumber();
};

const rounded = (value: number | null): number | null => (value === null ? null : roundedConsumption(value));

const itemOf = (
  meter: MeterEntity,
  register: RegisterEntity,
  below: readonly Pair[],
  values: ReadonlyMap<number, number | null>,
): MeterBalance['items'][number] => {
  const uses = below.map(([other, own]) => ({
    meter: other.code,
    register: own.code,
    value: useIn(register.unit, own, values.get(own.id) ?? null),
  }));
  const own = values.get(register.id) ?? null;
  const { allocated, unallocated, share, alarm } = balanceOf(
    meter.carrier,
    own,
    uses.map(({ value }) => value),
  );
  return {
    meter: meter.code,
    register: register.code,
    carrier: meter.carrier,
    unit: register.unit,
    own: rounded(own),
    below: uses.map((use) => ({ ...use, value: rounded(use.value) })),
    allocated: rounded(allocated),
    unallocated: rounded(unallocated),
    share,
    limit: balanceLimit(meter.carrier),
    alarm,
  };
};
