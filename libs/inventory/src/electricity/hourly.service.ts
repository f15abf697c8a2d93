import { type SignedRegister, isPurchase, energyBetween, type SourceDefinition } from '@zerofab/figures';
import { Injectable } from '@nestjs/common';
import { hourlyMatch, type HourlyMatch } from '@zerofab/accounting';
import { MeterHistoryStore, type MeterEntity, type SiteEntity } from '@zerofab/telemetry';
import { findUnit } from '@zerofab/units';
import { bucketBorders, type Span } from '@zerofab/calendar';
import { ActivityReader } from '../inventory/activity-reader.js';
import { SourceStore } from '../sources/source.store.js';
import { generationOver } from './supply.service.js';

/**
 * Load and own generation of a site by the hour, for hourly matching. Load = purchase + own generation − export, from
 * registers that are read at least by the hour; invoices and gaps give no hours, which then are not known.
 */
@Injectable()
export class HourlyService {
  constructor(
    private readonly meters: MeterHistoryStore,
    private readonly sources: SourceStore,
    private readonly activity: ActivityReader,
  ) {}

  /** Matches the hours of a span that have passed. */
  async match(site: SiteEntity, span: Span, nowMs: number): Promise<HourlyMatch> {
    const toMs = Math.min(span.toMs, nowMs);
    if (toMs <= span.fromMs) return hourlyMatch([], []);
    const borders = bucketBorders({ fromMs: span.fromMs, toMs }, 'hour', site.timezone);
    const history = await this.meters.ofSite(site.id);
    const meters = history.all;
    const own = generationOver(history, borders);
    const ownEver = [...new Map([...own.values()].flat().map((one) => [one.register.id, one])).values()];
    const sources = (await this.sources.list(site.id)).filter(({ included }) => included !== false);
    const bought = registersOf(sources.filter(isPurchase), meters, 1);
    const sold = registersOf(
      sources.filter(({ category }) => category === 'exportedElectricity'),
      meters,
      -1,
    );
    const unknown = borders.slice(1).map(() => null);
    if (ownEver.length === 0 || bought === null || sold === null || bought.length === 0)
      return hourlyMatch(unknown, unknown);
    const ownAt = (fromMs: number): readonly SignedRegister[] => own.get(fromMs) ?? [];
    const flowsAt = (fromMs: number): SignedRegister[] => [...bought, ...ownAt(fromMs), ...sold];
    const sums = await this.activity.registerSums(
      [...bought, ...ownEver, ...sold].map(({ register }) => register.id),
      borders,
    );
    // Clocks of two meters differ: an hour in which export is more than all supply is not known.
    const notNegative = (mwh: ReturnType<typeof energyBetween>) =>
      mwh.map((value) => (value?.isNegative() === true ? null : value));
    return hourlyMatch(
      notNegative(energyBetween(flowsAt, sums, borders, nowMs)),
      notNegative(energyBetween(ownAt, sums, borders, nowMs)),
    );
  }
}

/** Energy registers sources are bound to; null where one of them is not metered, or its meter is gone. */
const registersOf = (
  sources: readonly SourceDefinition[],
  meters: readonly MeterEntity[],
  side: 1 | -1,
): SignedRegister[] | null => {
  const found: SignedRegister[] = [];
  for (const { activity } of sources) {
    if (activity.kind !== 'meters') return null;
    for (const { meter: code, register: name, sign, share } of activity.registers) {
      const register = meters
        .find((meter) => meter.code === code)
        ?.registers.find((candidate) => candidate.code === name);
      if (register === undefined || findUnit(register.unit)?.dimension !== 'energy') return null;
      found.push({ register, sign: sign === side ? 1 : -1, share });
    }
  }
  return found;
};
