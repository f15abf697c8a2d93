import { isWithin, type ElectricitySupply, type PurchasePeriod } from '@zerofab/figures';
import { Injectable } from '@nestjs/common';
import { attributesByPeriod, sumAttributes, type Method } from '@zerofab/accounting';
import type { ElectricityAttributes } from '@zerofab/contracts';
import { type SiteEntity } from '@zerofab/telemetry';
import { decimalText, ExactDecimal } from '@zerofab/units';
import { bucketBorders, dayLabel, isoIn, monthLabel } from '@zerofab/calendar';
import { SupplyService, type SupplyQuestion } from './supply.service.js';

/** Electricity of a site by attribute, month by month, as a method treats it. */
@Injectable()
export class AttributesService {
  constructor(private readonly supplies: SupplyService) {}

  /** @param frozen what a locked period was frozen with; default: as it is known now */
  async attributes(
    site: SiteEntity,
    question: SupplyQuestion,
    { id, greenPower }: Method,
    frozen?: ElectricitySupply,
  ): Promise<ElectricityAttributes> {
    const { span } = question;
    const zone = site.timezone;
    const supply = frozen ?? (await this.supplies.supply(site, question));
    const { periods: splits, uncounted } = attributesByPeriod({
      ...supply,
      treatment: greenPower,
      situation: {
        day: dayLabel(question.nowMs, zone),
        zone,
      },
    });
    const borders = bucketBorders(span, 'month', zone);
    const part = (fromMs: number, toMs: number) => {
      const indices = supply.periods.flatMap((period, n) => (isWithin(period, { fromMs, toMs }) ? [n] : []));
      const inside = indices.flatMap((n) => splits[n] ?? []);
      const periods = indices.flatMap((n) => supply.periods[n] ?? []);
      return {
        from: isoIn(fromMs, zone),
        to: isoIn(toMs, zone),
        purchasedMwh: total(periods, 'purchasedMwh'),
        ownMwh: total(periods, 'ownMwh'),
        lines: [...sumAttributes(inside)],
        missing: inside.find(({ missing }) => missing !== null)?.missing ?? null,
      };
    };
    return {
      site: site.code,
      timezone: zone,
      method: id,
      treatment: greenPower,
      total: part(span.fromMs, span.toMs),
      months: borders.slice(0, -1).map((fromMs, index) => ({
        month: monthLabel(fromMs, zone),
        ...part(fromMs, borders[index + 1] ?? fromMs),
      })),
      uncounted: [...uncounted],
    };
  }
}

/** Sum of what is known; null where nothing is. */
const total = (periods: readonly PurchasePeriod[], key: 'purchasedMwh' | 'ownMwh'): string | null => {
  const known = periods.flatMap((period) => period[key] ?? []);
  return known.length === 0
    ? null
    : decimalText(known.reduce((sum, mwh) => sum.plus(mwh), new ExactDecimal(0)));
};
