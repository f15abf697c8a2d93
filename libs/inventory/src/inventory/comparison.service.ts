import { Injectable } from '@nestjs/common';
import type { Bridge, InventoryMatrix } from '@zerofab/contracts';
import { type SiteEntity } from '@zerofab/telemetry';
import { ExactDecimal } from '@zerofab/units';
import { monthLabel } from '@zerofab/calendar';
import { bridgeOf } from './bridge.js';
import { InventoryService, requireMethod, type InventoryQuestion } from './inventory.service.js';
import { dataWithin } from './merged-data.js';
import { weightInTotal } from './method-lines.js';
import { sourceFigure } from './source-figure.js';

/** The same activity data seen in other ways: under two methods, and month by month. */
@Injectable()
export class ComparisonService {
  constructor(private readonly inventories: InventoryService) {}

  /** @throws ProblemError 422 for an unknown method */
  async bridge(site: SiteEntity, question: InventoryQuestion, fromId: string, toId: string): Promise<Bridge> {
    const [from, to] = [requireMethod(fromId), requireMethod(toId)];
    const activity = await this.inventories.read(site, question);
    const names = new Map(activity.data.map(({ source }) => [source.code, source.name]));
    return bridgeOf(
      from,
      to,
      (method, gridFrom) =>
        this.inventories.work(activity, method, gridFrom).flatMap(({ figure }) => figure.terms),
      names,
    );
  }

  /** Every source month by month; each month is worked out by itself. */
  async matrix(site: SiteEntity, question: InventoryQuestion): Promise<InventoryMatrix> {
    const method = requireMethod(question.method);
    const activity = await this.inventories.read(site, question);
    const context = this.inventories.contextOf(activity, method);
    const starts = [
      ...new Set(activity.data.flatMap(({ activity: own }) => own.periods.map(({ span }) => span.fromMs))),
    ].toSorted((a, b) => a - b);
    const labels = [...new Set(starts.map((ms) => monthLabel(ms, site.timezone)))];
    const ofMonth = (label: string) => (period: { span: { fromMs: number } }) =>
      monthLabel(period.span.fromMs, site.timezone) === label;
    const totals = labels.map((): ExactDecimal | null => null);
    const rows = activity.data.flatMap((data): InventoryMatrix['rows'] => {
      const scope = method.classes[data.source.category]?.scope;
      if (scope === undefined || scope === 'excluded') return [];
      const gases = new Set<string>();
      const values = labels.map((label, index) => {
        const figure = sourceFigure(dataWithin(data, ofMonth(label)), context);
        for (const { gas } of figure.gases) gases.add(gas);
        for (const term of figure.terms) {
          const weight = weightInTotal(term, method);
          if (weight !== 0)
            totals[index] = (totals[index] ?? new ExactDecimal(0)).plus(
              new ExactDecimal(term.tco2e).times(weight),
            );
        }
        return figure.tco2e;
      });
      const { code, name, category } = data.source;
      return [{ code, name, category, methodScope: scope, gases: [...gases], values }];
    });
    return {
      method: method.id,
      months: labels,
      rows,
      totals: totals.map((total) => total?.toNumber() ?? null),
    };
  }
}
