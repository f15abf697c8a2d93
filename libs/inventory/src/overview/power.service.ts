import type { SourceDefinition } from '@zerofab/figures';
import { Injectable } from '@nestjs/common';
import type { Overview } from '@zerofab/contracts';
import {
  ConsumptionQuery,
  type MeterEntity,
  type RegisterEntity,
  type SiteEntity,
  type StoredReading,
} from '@zerofab/telemetry';
import { convert, findUnit } from '@zerofab/units';
import { isoIn, startOf } from '@zerofab/calendar';
import { mainRegister } from '@zerofab/metering';
import { lastReadingOf, silenceLimitMs, stateOf } from './meter-state.js';

const QUARTER_MS = 900_000;
type Curve = (number | null)[];

const energyRegister = (meter: MeterEntity): RegisterEntity | undefined => {
  const register = mainRegister(meter);
  return register !== undefined && findUnit(register.unit)?.dimension === 'energy' ? register : undefined;
};

const powerRegister = (meter: MeterEntity): RegisterEntity | undefined =>
  meter.registers.find(
    (register) => register.kind === 'gauge' && findUnit(register.unit)?.dimension === 'power',
  );

/** Power now in kW: the latest reading of the power gauge; null when there is none or it is stale. */
export const powerNow = (
  meter: MeterEntity,
  latest: ReadonlyMap<number, StoredReading>,
  nowMs: number,
): number | null => {
  const register = powerRegister(meter);
  const reading = register === undefined ? undefined : latest.get(register.id);
  if (register === undefined || reading === undefined || nowMs - reading.ts.getTime() > silenceLimitMs(meter))
    return null;
  return convert((reading.value * register.multiplier).toFixed(6), register.unit, 'kW').toNumber();
};

/** Meters that stand for the site's electricity: where it is bought, and where it is made. */
export interface PowerMeters {
  readonly grid: readonly MeterEntity[];
  readonly pv: readonly MeterEntity[];
  /** Electricity meters directly below the incomers. */
  readonly units: readonly MeterEntity[];
}

export const powerMeters = (
  meters: readonly MeterEntity[],
  sources: readonly SourceDefinition[],
): PowerMeters => {
  const bought = new Set(
    sources
      .filter((source) => source.category === 'purchasedElectricity')
      .flatMap((source) =>
        source.activity.kind === 'meters' ? source.activity.registers.map((bound) => bound.meter) : [],
      ),
  );
  const grid = meters.filter((meter) => bought.has(meter.code));
  const gridIds = new Set(grid.map((meter) => meter.id));
  return {
    grid,
    pv: meters.filter((meter) => meter.carrier === 'pv'),
    units: meters.filter(
      (meter) => meter.carrier === 'electricity' && meter.parentId !== null && gridIds.has(meter.parentId),
    ),
  };
};

const addNullable = (values: readonly (number | null)[]): number | null =>
  values.length === 0 || values.some((value) => value === null)
    ? null
    : values.reduce<number>((total, value) => total + (value ?? 0), 0);

const addCurves = (curves: readonly Curve[]): Curve =>
  curves[0] === undefined
    ? []
    : curves[0].map((_, index) => addNullable(curves.map((curve) => curve[index] ?? null)));

const sumKwh = (curve: Curve): number | null => {
  const known = curve.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((total, value) => total + value / 4, 0);
};

/** Power of the site and of its units: now, and the curves of today and yesterday. */
@Injectable()
export class PowerService {
  constructor(private readonly query: ConsumptionQuery) {}

  async power(
    site: SiteEntity,
    meters: PowerMeters,
    latest: ReadonlyMap<number, StoredReading>,
    nowMs: number,
  ): Promise<Pick<Overview, 'power' | 'units' | 'unallocatedKw'>> {
    const zone = site.timezone;
    const [today, yesterday, tomorrow] = [
      startOf(nowMs, 'day', zone),
      startOf(nowMs, 'day', zone, -1),
      startOf(nowMs, 'day', zone, 1),
    ];
    const all = [...meters.grid, ...meters.pv, ...meters.units];
    const curves = await this.curves(all, yesterday, tomorrow);
    const cut = (meter: MeterEntity, fromMs: number, toMs: number): Curve => {
      const curve = curves.get(meter.id) ?? [];
      return curve.slice((fromMs - yesterday) / QUARTER_MS, (toMs - yesterday) / QUARTER_MS);
    };
    const elapsed = today + Math.ceil((nowMs - today) / QUARTER_MS) * QUARTER_MS;
    const supply = [...meters.grid, ...meters.pv];
    const load = addCurves(supply.map((meter) => cut(meter, today, elapsed)));
    const now = (group: readonly MeterEntity[]): number | null =>
      addNullable(group.map((meter) => powerNow(meter, latest, nowMs)));
    const [gridKw, pvKw] = [now(meters.grid), meters.pv.length === 0 ? 0 : now(meters.pv)];
    const units = meters.units.map((meter): Overview['units'][number] => {
      const last = lastReadingOf(meter, latest);
      const curve = cut(meter, today, elapsed);
      const before = cut(meter, yesterday, today);
      return {
        meter: meter.code,
        name: { zh: meter.nameZh, en: meter.nameEn },
        carrier: meter.carrier,
        state: stateOf(meter, latest, nowMs),
        silentSeconds: last === null ? null : Math.max(0, Math.round((nowMs - last.getTime()) / 1000)),
        nowKw: powerNow(meter, latest, nowMs),
        today: curve,
        yesterday: before,
        todayKwh: sumKwh(curve),
        yesterdaySameTimeKwh: sumKwh(before.filter((_, index) => (curve[index] ?? null) !== null)),
      };
    });
    const loadKw = addNullable([gridKw, pvKw]);
    const unitsKw = addNullable(units.map((unit) => unit.nowKw));
    return {
      power: {
        loadKw,
        gridKw,
        pvKw: meters.pv.length === 0 ? null : pvKw,
        today: load,
        yesterday: addCurves(supply.map((meter) => cut(meter, yesterday, today))),
        peak: peakOf(load, today, zone),
      },
      units,
      unallocatedKw: loadKw === null || unitsKw === null || units.length === 0 ? null : loadKw - unitsKw,
    };
  }

  /** Mean power per quarter hour in kW of each meter over [fromMs, toMs); null where nothing is known. */
  private async curves(
    meters: readonly MeterEntity[],
    fromMs: number,
    toMs: number,
  ): Promise<Map<number, Curve>> {
    const registers = meters.flatMap((meter) => {
      const register = energyRegister(meter);
      return register === undefined ? [] : [{ meter, register }];
    });
    const rows = await this.query.rows(
      registers.map(({ register }) => register.id),
      fromMs,
      toMs,
      'quarter',
    );
    const length = Math.round((toMs - fromMs) / QUARTER_MS);
    const curves = new Map<number, Curve>(
      meters.map((meter) => [meter.id, Array.from<number | null>({ length }).fill(null)]),
    );
    for (const { meter, register } of registers) {
      const curve = curves.get(meter.id) ?? [];
      const kwhPerUnit = convert('1', register.unit, 'kWh').toNumber();
      for (const row of rows) {
        // A quarter hour known in part gives no mean power.
        const known =
          row.registerId === register.id && row.value !== null && (row.covered > 0.99 || row.quality === 2);
        if (known) curve[(row.startMs - fromMs) / QUARTER_MS] = (row.value ?? 0) * kwhPerUnit * 4;
      }
    }
    return curves;
  }
}

const peakOf = (curve: Curve, startMs: number, zone: string): Overview['power']['peak'] => {
  let best: { kw: number; at: string } | null = null;
  for (const [index, kw] of curve.entries()) {
    if (kw !== null && (best === null || kw > best.kw))
      best = { kw, at: isoIn(startMs + index * QUARTER_MS, zone) };
  }
  return best;
};
