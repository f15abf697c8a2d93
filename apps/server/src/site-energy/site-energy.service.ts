import { Injectable } from '@nestjs/common';
import { isoIn, resolveSpan, type Span } from '@zerofab/calendar';
import type { SiteEnergy, SpanQuery } from '@zerofab/contracts';
import { energyBetween, energyFlow, meterEnergy, type SignedRegister } from '@zerofab/figures';
import { exportRegisters, SourceStore } from '@zerofab/inventory';
import {
  coverageOf,
  mainRegister,
  qualityOf,
  roundedConsumption,
  type ConsumptionSum,
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
import { decimalText, type ExactDecimal } from '@zerofab/units';
import { limitSpan } from '../load/span-limits.js';

/** How long an answer waits for readings that are still being worked in. */
const SETTLE_MS = 10_000;

type SiteMeter = SiteEnergy['meters'][number];
type Sums = ReadonlyMap<number, ConsumptionSum>;

/** Energy of a site, meter by meter. */
@Injectable()
export class SiteEnergyService {
  constructor(
    private readonly sites: SiteStore,
    private readonly history: MeterHistoryStore,
    private readonly sources: SourceStore,
    private readonly query: ConsumptionQuery,
    private readonly rollup: RollupService,
  ) {}

  async energy(siteCode: string, asked: SpanQuery): Promise<SiteEnergy> {
    const site = await this.sites.requireSite(siteCode);
    const span = limitSpan(resolveSpan(asked.from, asked.to, site.timezone), 'day');
    const entities = (await this.history.ofSite(site.id)).at(span.toMs - 1);
    const exporting = exportRegisters(await this.sources.list(site.id), entities);
    const counted = entities.flatMap((meter) => {
      const register = mainRegister(meter);
      return register === undefined ? [] : [{ meter, register }];
    });
    const ids = [
      ...new Set([
        ...counted.map(({ register }) => register.id),
        ...exporting.map(({ register }) => register.id),
      ]),
    ];
    const settled = ids.length === 0 || (await this.rollup.settle(ids, SETTLE_MS));
    const borders = [span.fromMs, span.toMs];
    const sums: Sums = new Map(
      (await this.query.sumBetween(ids, borders, grainOf(borders))).map((sum) => [sum.registerId, sum]),
    );
    const nowMs = Date.now();
    const codes = new Map(entities.map(({ id, code }) => [id, code]));
    const meters = counted
      .map(({ meter, register }) => ({
        ...measured(meter, register, sums.get(register.id), span, nowMs),
        parent: codes.get(meter.parentId ?? -1) ?? null,
      }))
      .toSorted((a, b) => a.meter.localeCompare(b.meter));
    const at = (ms: number): string => isoIn(ms, site.timezone);
    const exported = exportedKwh(exporting, sums, borders);
    const flow = flowOf(meters, exported ?? '0');
    // What is delivered and not known makes the rest too large: its meters are named, 0 is not claimed.
    const unknown = exported === null ? metersOf(entities, exporting) : [];
    return {
      from: at(span.fromMs),
      to: at(span.toMs),
      timezone: site.timezone,
      settled,
      meters,
      flow: { ...flow, missing: [...new Set([...flow.missing, ...unknown])] },
    };
  }
}

const measured = (
  meter: MeterEntity,
  register: RegisterEntity,
  sum: ConsumptionSum | undefined,
  span: Span,
  nowMs: number,
): Omit<SiteMeter, 'parent'> => {
  const counted = sum?.value ?? null;
  const value = counted === null ? null : roundedConsumption(counted);
  const energy =
    value === null
      ? {
          kwh: null,
          tce: null,
          coefficient: null,
          reason: { zh: '该时段没有读数', en: 'No readings in this span' },
        }
      : meterEnergy(meter.carrier, value.toFixed(6), register.unit);
  return {
    meter: meter.code,
    name: { zh: meter.nameZh, en: meter.nameEn },
    carrier: meter.carrier,
    register: register.code,
    unit: register.unit,
    value,
    estimated: roundedConsumption(sum?.estimated ?? 0),
    coverage: coverageOf(sum?.covered ?? 0, span, nowMs),
    quality: qualityOf(sum?.quality ?? null, value),
    ...energy,
  };
};

/** Codes of the meters that hold the registers. */
const metersOf = (meters: readonly MeterEntity[], registers: readonly SignedRegister[]): string[] => {
  const ids = new Set(registers.map(({ register }) => register.id));
  return meters.filter((meter) => meter.registers.some(({ id }) => ids.has(id))).map(({ code }) => code);
};

/** Electricity delivered in the span, kWh; 0 where no register counts any, null where one does and has no data. */
const exportedKwh = (
  registers: readonly SignedRegister[],
  sums: Sums,
  borders: readonly number[],
): string | null => {
  if (registers.length === 0) return '0';
  const [fromMs = 0] = borders;
  const byStart = new Map([...sums].map(([id, sum]) => [id, new Map([[fromMs, sum]])]));
  const [mwh = null]: (ExactDecimal | null)[] = energyBetween(() => registers, byStart, borders);
  if (mwh === null) return null;
  return mwh.isNegative() ? '0' : decimalText(mwh.times(1000));
};

const flowOf = (meters: readonly SiteMeter[], exported: string): SiteEnergy['flow'] => {
  const { nodes, links, missing } = energyFlow(
    meters.map(({ meter: code, carrier, parent, kwh, value, unit }) => ({
      code,
      carrier,
      parent,
      kwh,
      // What is counted and only not converted, as water, is no gap.
      expected: value === null && meterEnergy(carrier, '0', unit).kwh !== null,
    })),
    exported,
  );
  return {
    nodes: nodes.map((node) => ({ ...node, includes: [...node.includes] })),
    links: [...links],
    missing: [...missing],
  };
};
