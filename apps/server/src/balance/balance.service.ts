import { Injectable } from '@nestjs/common';
import { isoIn, resolveSpan } from '@zerofab/calendar';
import type { MeterBalance, SpanQuery } from '@zerofab/contracts';
import { exportRegisters, SourceStore } from '@zerofab/inventory';
import {
  balanceLimit,
  balanceOf,
  mainRegister,
  powerNet,
  roundedConsumption,
  type PowerNet,
} from '@zerofab/metering';
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
type Values = ReadonlyMap<number, number | null>;
type Item = MeterBalance['items'][number];
type Supply = Item['supply'][number];
interface Placed {
  readonly code: string;
  readonly carrier: MeterEntity['carrier'];
  readonly parent: string | null;
  readonly register: RegisterEntity;
}

/** A meter as it stands in the tree, by codes. */
const placedIn =
  (meters: readonly MeterEntity[]) =>
  ([meter, register]: Pair): Placed => ({
    code: meter.code,
    carrier: meter.carrier,
    parent: meters.find(({ id }) => id === meter.parentId)?.code ?? null,
    register,
  });

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
    private readonly sources: SourceStore,
    private readonly query: ConsumptionQuery,
    private readonly rollup: RollupService,
  ) {}

  async balance(siteCode: string, asked: SpanQuery): Promise<MeterBalance> {
    const site = await this.sites.requireSite(siteCode);
    const span = limitSpan(resolveSpan(asked.from, asked.to, site.timezone), 'day');
    const meters = (await this.history.ofSite(site.id)).at(span.toMs - 1);
    const known = meters.map(pairOf).filter((pair) => pair !== undefined);
    const delivering = exportRegisters(await this.sources.list(site.id), meters);
    const ids = [
      ...new Set([
        ...known.map(([, register]) => register.id),
        ...delivering.map(({ register }) => register.id),
      ]),
    ];
    const settled = ids.length === 0 || (await this.rollup.settle(ids, SETTLE_MS));
    const borders = [span.fromMs, span.toMs];
    const sums = await this.query.sumBetween(ids, borders, grainOf(borders));
    const values: Values = new Map(sums.map(({ registerId, value }) => [registerId, value]));
    // A meter that counts what is delivered buys nothing.
    const delivered = new Set(delivering.map(({ register }) => register.id));
    const taking = known.filter(([, register]) => !delivered.has(register.id));
    const net = powerNet(taking.map(placedIn(meters)), delivering.length > 0);
    const feeds = new Set(net?.bought.map(({ code }) => code));
    const items = known.flatMap(([meter, register]) => {
      const below = known.filter(([other]) => other.parentId === meter.id && other.carrier === meter.carrier);
      // What an incomer has beside its own generation is no use of its own: the net stands for both.
      return below.length === 0 || feeds.has(meter.code) ? [] : [itemOf(meter, register, below, values)];
    });
    if (net !== undefined) items.unshift(netItem(net, delivering, values));
    const at = (ms: number): string => isoIn(ms, site.timezone);
    return { from: at(span.fromMs), to: at(span.toMs), settled, items };
  }
}

/** Use of a register in another unit of its quantity; null where it is not known, or cannot be converted. */
const useIn = (unit: string, register: Pick<RegisterEntity, 'unit'>, value: number | null): number | null => {
  if (value === null || register.unit === unit) return value;
  const dimension = findUnit(unit)?.dimension;
  if (dimension === undefined || findUnit(register.unit)?.dimension !== dimension) return null;
  return convert(String(value), register.unit, unit).toNumber();
};

const rounded = (value: number | null): number | null => (value === null ? null : roundedConsumption(value));

const sumOrNull = (values: readonly (number | null)[]): number | null =>
  values.includes(null) ? null : values.reduce<number>((total, value) => total + (value ?? 0), 0);

/** A meter, or the net of the site, against the meters right below it. */
const judged = (
  head: Pick<Item, 'meter' | 'register' | 'supply' | 'carrier' | 'unit'>,
  own: number | null,
  below: readonly Item['below'][number][],
): Item => {
  const { allocated, unallocated, share, alarm } = balanceOf(
    head.carrier,
    own,
    below.map(({ value }) => value),
  );
  return {
    ...head,
    own: rounded(own),
    below: below.map((use) => ({ ...use, value: rounded(use.value) })),
    allocated: rounded(allocated),
    unallocated: rounded(unallocated),
    share,
    limit: balanceLimit(head.carrier),
    alarm,
  };
};

const itemOf = (meter: MeterEntity, register: RegisterEntity, below: readonly Pair[], values: Values): Item =>
  judged(
    {
      meter: meter.code,
      register: register.code,
      supply: [],
      carrier: meter.carrier,
      unit: register.unit,
    },
    values.get(register.id) ?? null,
    below.map(([other, own]) => ({
      meter: other.code,
      register: own.code,
      value: useIn(register.unit, own, values.get(own.id) ?? null),
    })),
  );

const NET_UNIT = 'kWh';

/** The net of the site: what is bought and made, less what is delivered, against the meters it feeds. */
const netItem = (
  net: PowerNet<Placed>,
  delivering: ReturnType<typeof exportRegisters>,
  values: Values,
): Item => {
  const use = ({ code, register }: Placed) => ({
    meter: code,
    register: register.code,
    value: useIn(NET_UNIT, register, values.get(register.id) ?? null),
  });
  const supply: Supply[] = [
    ...net.bought.map((meter) => ({ ...use(meter), kind: 'purchased' as const })),
    ...net.made.map((meter) => ({ ...use(meter), kind: 'generated' as const })),
    ...delivering.map(({ meter, register, sign, share }) => {
      const value = useIn(NET_UNIT, register, values.get(register.id) ?? null);
      const part = value === null ? null : value * sign * Number(share ?? 1);
      return { meter, register: register.code, value: part, kind: 'exported' as const };
    }),
  ];
  const own = sumOrNull(
    supply.map(({ kind, value }) => (value === null || kind !== 'exported' ? value : -value)),
  );
  const head = { meter: null, register: null, carrier: 'electricity', unit: NET_UNIT } as const;
  return judged(
    { ...head, supply: supply.map((each) => ({ ...each, value: rounded(each.value) })) },
    own,
    net.users.map(use),
  );
};
