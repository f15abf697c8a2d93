import { Injectable } from '@nestjs/common';
import { dayLabel, isoIn, QUARTER_MS } from '@zerofab/calendar';
import type { DemandQuery, LiveDemandAnswer } from '@zerofab/contracts';
import { SiteBillService, type SiteContract } from '@zerofab/inventory';
import { peakMakers, runningDemand } from '@zerofab/tariff';
import { SiteStore, type SiteEntity } from '@zerofab/telemetry';
import { decimalText, ExactDecimal } from '@zerofab/units';

type SiteBill = Awaited<ReturnType<SiteBillService['bill']>>;
type Limit = { readonly kW: ExactDecimal; readonly is: 'target' | 'contract' } | undefined;

const limitOf = ({ contract }: SiteContract, month: string, targetKw: string | undefined): Limit => {
  if (targetKw !== undefined) return { kW: new ExactDecimal(targetKw), is: 'target' };
  const number = Number(month.slice(5, 7));
  const line = contract.lines.find(
    ({ kind, months }) => kind === 'demand' && months?.includes(number) !== false,
  );
  return line?.kind === 'demand' && line.basis === 'contract' && line.contractKw !== undefined
    ? { kW: new ExactDecimal(line.contractKw), is: 'contract' }
    : undefined;
};

/** Demand as it comes about: the running quarter hour, the month's peak so far, and who made it. */
@Injectable()
export class LiveDemandService {
  constructor(
    private readonly sites: SiteStore,
    private readonly bills: SiteBillService,
  ) {}

  /** @throws RefusedError no-tariff-contract */
  async demand(siteCode: string, { contract: code, targetKw }: DemandQuery): Promise<LiveDemandAnswer> {
    const site = await this.sites.requireSite(siteCode);
    const nowMs = Date.now();
    const month = dayLabel(nowMs, site.timezone).slice(0, 7);
    const contract = await this.bills.requireContract(site, code, month);
    const limit = limitOf(contract, month, targetKw);
    const found = await this.bills.bill(site, contract, month, {}, nowMs);
    const startMs = Math.floor(nowMs / QUARTER_MS) * QUARTER_MS;
    const running = runningDemand(await this.bills.runningUse(site, contract, startMs), limit?.kW);
    const peakKw = found.worked.use.demand?.kW;
    const above =
      running === undefined ? undefined : new ExactDecimal(running.projectedKw).minus(peakKw ?? 0);
    return {
      site: site.code,
      contract: contract.code,
      at: isoIn(nowMs, site.timezone),
      limitKw: limit === undefined ? null : decimalText(limit.kW),
      limitIs: limit?.is ?? null,
      running:
        running === undefined
          ? null
          : {
              start: isoIn(startMs, site.timezone),
              end: isoIn(startMs + QUARTER_MS, site.timezone),
              ...running,
              aboveMonthKw: above?.gt(0) === true ? decimalText(above) : null,
            },
      reason:
        running === undefined
          ? {
              zh: '本 15 分钟尚无计量点的读数；每 15 分钟才上报一次的电表无法预测',
              en: 'No reading of this quarter hour from each supplier’s meter yet; meters that report once a quarter hour cannot be projected',
            }
          : null,
      month: { month, peak: peakOf(site, found, limit), gaps: found.worked.use.hasGaps },
    };
  }
}

const peakOf = (
  site: SiteEntity,
  { worked: { use }, parts }: SiteBill,
  limit: Limit,
): LiveDemandAnswer['month']['peak'] => {
  const { demand } = use;
  if (demand === undefined) return null;
  const startMs = Date.parse(demand.start);
  const made = peakMakers(
    startMs,
    demand.kW,
    parts.map((part) => part.use),
  );
  const names = new Map(parts.map(({ meter }) => [meter.code, { zh: meter.nameZh, en: meter.nameEn }]));
  return {
    start: isoIn(startMs, site.timezone),
    kW: decimalText(demand.kW),
    share: limit === undefined ? null : demand.kW.div(limit.kW).toNumber(),
    units: made.units.map((unit) => ({
      ...unit,
      name: names.get(unit.code) ?? { zh: unit.code, en: unit.code },
    })),
    restKw: made.restKw,
  };
};
