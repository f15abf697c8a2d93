import { siteFigures, weightInTotal, type SourceFigure, type SourceResult } from '@zerofab/figures';
import { Injectable } from '@nestjs/common';
import { methodById, type Method } from '@zerofab/accounting';
import type { FactorEffect } from '@zerofab/contracts';
import type { FactorLibrary } from '@zerofab/factors';
import { type SiteEntity } from '@zerofab/telemetry';
import { decimalText, ExactDecimal } from '@zerofab/units';
import { resolveInstant, yearOf } from '@zerofab/calendar';
import { InventoryService } from '../inventory/inventory.service.js';
import type { InventoryQuestion, SiteActivity } from '../inventory/site-activity.js';

const idsOf = (figure: SourceFigure | undefined): string[] => [
  ...new Set(figure?.factors.map(({ id, value, unit }) => `${id} = ${value} ${unit}`)),
];

const totalOf = (results: readonly SourceResult[], method: Method): string | null => {
  const terms = results.flatMap(({ figure }) => figure.terms);
  if (terms.length === 0) return null;
  return decimalText(
    terms.reduce(
      (sum, term) => sum.plus(new ExactDecimal(term.tco2e).times(weightInTotal(term, method))),
      new ExactDecimal(0),
    ),
  );
};

/** What another factor library would do to the figures of sites. Reads, never writes. */
@Injectable()
export class FactorImportService {
  constructor(private readonly inventories: InventoryService) {}

  /**
   * Figures of a site under two libraries, for the year before and the year under way: sources whose figure or whose
   * factors change, and the totals. The report is thought to be made on the day `asOfMs`, so that a factor published
   * later than today already shows.
   */
  async effects(
    site: SiteEntity,
    after: FactorLibrary,
    { nowMs, asOfMs }: { nowMs: number; asOfMs: number },
  ): Promise<FactorEffect[]> {
    const method = methodById();
    const thisYear = yearOf(nowMs, site.timezone);
    const effects: FactorEffect[] = [];
    for (const year of [thisYear - 1, thisYear]) {
      const day = (text: string): number => resolveInstant(text, site.timezone, 'year');
      const question: InventoryQuestion = {
        span: { fromMs: day(`${String(year)}-01-01`), toMs: day(`${String(year + 1)}-01-01`) },
        nowMs,
        asOfMs,
        settleMs: 0,
      };
      const activity = await this.inventories.read(site, question);
      effects.push(this.compare(activity, after, method, year));
    }
    return effects.filter(({ sources }) => sources.length > 0);
  }

  private compare(activity: SiteActivity, after: FactorLibrary, method: Method, year: number): FactorEffect {
    const { data, facts } = activity;
    const old = siteFigures(facts, data, method);
    const fresh = siteFigures({ ...facts, library: after }, data, method);
    const newOf = new Map(fresh.map((result) => [result.data.source.code, result.figure]));
    return {
      site: activity.site.code,
      year,
      method: method.id,
      beforeTco2e: totalOf(old, method),
      afterTco2e: totalOf(fresh, method),
      sources: old.flatMap(({ data: { source }, figure }) => {
        const then = newOf.get(source.code);
        const factors = { before: idsOf(figure), after: idsOf(then) };
        const same = figure.exact === then?.exact && factors.before.join() === factors.after.join();
        return same
          ? []
          : [
              {
                code: source.code,
                name: source.name,
                before: figure.exact,
                after: then?.exact ?? null,
                factorsBefore: factors.before,
                factorsAfter: factors.after,
              },
            ];
      }),
    };
  }
}
