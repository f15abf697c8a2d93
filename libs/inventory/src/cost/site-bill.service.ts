import { Injectable } from '@nestjs/common';
import { isoIn, QUARTER_MS, resolveInstant, startOf } from '@zerofab/calendar';
import { mainRegister } from '@zerofab/metering';
import { readIntervals, workOut, type RunningUse, type UnitUse, type WorkedBill } from '@zerofab/tariff';
import {
  ConsumptionQuery,
  RollupService,
  SiteStore,
  type MeterEntity,
  type SiteEntity,
} from '@zerofab/telemetry';
import { convert, ExactDecimal, findUnit } from '@zerofab/units';
import { refused } from '@zerofab/vocabulary';
import { CostStore, type SiteContract } from './cost.store.js';

/** So long a bill waits for readings that are still being worked in. */
const SETTLE_MS = 3000;

/** Energy of the quarter hours that are known, kWh or the unit of the contract, by their start. */
type Quarters = ReadonlyMap<number, ExactDecimal>;

/** A consumer whose part of a bill is told. */
interface Part {
  readonly meter: MeterEntity;
  readonly use: UnitUse;
}

export interface SiteBill {
  readonly worked: WorkedBill;
  readonly parts: readonly Part[];
  /** Until when the month is known; its end unless it is running. */
  readonly throughMs: number;
  readonly running: boolean;
}

const add = (a: ExactDecimal | undefined, b: ExactDecimal | undefined): ExactDecimal | undefined =>
  a === undefined || b === undefined ? undefined : a.plus(b);

/** Bills of a site from its own meters. */
@Injectable()
export class SiteBillService {
  constructor(
    private readonly sites: SiteStore,
    private readonly query: ConsumptionQuery,
    private readonly costs: CostStore,
    private readonly rollup: RollupService,
  ) {}

  /** The contract of a code that holds at the start of a month; undefined: none does yet. */
  private async contractOf(
    site: SiteEntity,
    code: string | undefined,
    month: string,
  ): Promise<SiteContract | undefined> {
    const held = (await this.costs.contracts(site.id)).filter(({ validFrom }) => validFrom <= `${month}-01`);
    const asked = code ?? held[0]?.code;
    return held.findLast((contract) => contract.code === asked);
  }

  /** @throws RefusedError no-tariff-contract */
  async requireContract(site: SiteEntity, code: string | undefined, month: string): Promise<SiteContract> {
    const contract = await this.contractOf(site, code, month);
    if (contract !== undefined) return contract;
    throw refused('no-tariff-contract', {
      zh: `${month} 没有适用的电价合同${code === undefined ? '' : `“${code}”`}；请先录入在该月 1 日或之前生效的合同`,
      en: `No contract ${code === undefined ? '' : `"${code}" `}holds in ${month}; enter one that is valid from its first day or earlier`,
    });
  }

  /** What each of the supplier's meters counted in the quarter hour that begins at `startMs`, as far as it is known. */
  async runningUse(
    site: SiteEntity,
    { meters: codes, contract }: SiteContract,
    startMs: number,
  ): Promise<RunningUse[]> {
    const unit = contract.unit ?? 'kWh';
    const meters = (await this.sites.listMeters(site.id)).filter(({ code }) => codes.includes(code));
    return Promise.all(
      meters.map(async (meter) => {
        const register = mainRegister(meter);
        const [row] =
          register === undefined || findUnit(register.unit)?.dimension !== findUnit(unit)?.dimension
            ? []
            : await this.query.rows([register.id], startMs, startMs + QUARTER_MS, 'quarter');
        return register === undefined || row === undefined || row.value === null
          ? { quantity: new ExactDecimal(0), covered: 0 }
          : { quantity: convert(row.value.toFixed(6), register.unit, unit), covered: row.covered };
      }),
    );
  }

  /**
   * A month's bill by the readings: supplier's meters added up, consumers below them and own PV as parts.
   * @throws RefusedError tariff-… where the contract does not hold together
   */
  async bill(
    site: SiteEntity,
    { meters: codes, contract }: SiteContract,
    month: string,
    facts: Readonly<Record<string, string>>,
    nowMs: number,
  ): Promise<SiteBill> {
    const zone = site.timezone;
    const fromMs = resolveInstant(month, zone, 'month');
    const endMs = startOf(fromMs, 'month', zone, 1);
    const throughMs = Math.max(fromMs, Math.min(endMs, Math.floor(nowMs / QUARTER_MS) * QUARTER_MS));
    const meters = await this.sites.listMeters(site.id);
    const billed = meters.filter(({ code }) => codes.includes(code));
    const unit = contract.unit ?? 'kWh';
    await this.settle(meters);
    const byMeter = await Promise.all(
      billed.map(async (meter) => this.quarters(meter, unit, { fromMs, toMs: throughMs })),
    );
    const given = [];
    for (let startMs = fromMs; startMs < throughMs; startMs += QUARTER_MS) {
      const quantity = byMeter
        .map((quarters) => quarters.get(startMs))
        .reduce(add, billed.length === 0 ? undefined : new ExactDecimal(0));
      if (quantity !== undefined)
        given.push({ start: isoIn(startMs, zone), quantity: ExactDecimal.max(0, quantity).toFixed() });
    }
    const intervals = readIntervals(given, month, zone, { stepMinutes: 15, untilMs: throughMs });
    return {
      worked: workOut(contract, intervals, facts),
      parts: await this.parts(meters, billed, unit, { fromMs, toMs: throughMs }),
      throughMs,
      running: throughMs < endMs,
    };
  }

  private async settle(meters: readonly MeterEntity[]): Promise<void> {
    const ids = meters.flatMap((meter) => mainRegister(meter)?.id ?? []);
    if (ids.length > 0) await this.rollup.settle(ids, SETTLE_MS);
  }

  /** Consumers directly below the supplier's meters; own PV counts against them. */
  private async parts(
    meters: readonly MeterEntity[],
    billed: readonly MeterEntity[],
    unit: string,
    span: { fromMs: number; toMs: number },
  ): Promise<Part[]> {
    const ids = new Set(billed.map(({ id }) => id));
    const carriers = new Set(billed.map(({ carrier }) => carrier));
    const below = meters.filter(({ parentId }) => parentId !== null && ids.has(parentId));
    const pv = carriers.has('electricity') ? meters.filter(({ carrier }) => carrier === 'pv') : [];
    const parts = [
      ...below.filter(({ carrier }) => carriers.has(carrier)).map((meter) => ({ meter, sign: 1 })),
      ...pv.map((meter) => ({ meter, sign: -1 })),
    ];
    return Promise.all(
      parts.map(async ({ meter, sign }) => {
        const quarters = await this.quarters(meter, unit, span);
        const byStart =
          sign === 1 ? quarters : new Map([...quarters].map(([start, value]) => [start, value.negated()]));
        return { meter, use: { code: meter.code, byStart } };
      }),
    );
  }

  private async quarters(
    meter: MeterEntity,
    unit: string,
    { fromMs, toMs }: { fromMs: number; toMs: number },
  ): Promise<Quarters> {
    const register = mainRegister(meter);
    if (
      register === undefined ||
      findUnit(register.unit)?.dimension !== findUnit(unit)?.dimension ||
      fromMs >= toMs
    )
      return new Map();
    const rows = await this.query.rows([register.id], fromMs, toMs, 'quarter');
    return new Map(
      rows.flatMap(({ startMs, value }) =>
        value === null ? [] : [[startMs, convert(value.toFixed(6), register.unit, unit)] as const],
      ),
    );
  }
}
