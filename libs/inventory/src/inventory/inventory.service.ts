import { Injectable } from '@nestjs/common';
import { AccountingError, methodById, withGwpSet, type Method } from '@zerofab/accounting';
import { bucketBorders } from '@zerofab/calendar';
import type { Inventory } from '@zerofab/contracts';
import {
  comparableSpans,
  doubleCounts,
  sharesBefore,
  siteFigures,
  spanFigures,
  type CoveredLine,
} from '@zerofab/figures';
import type { SiteEntity } from '@zerofab/telemetry';
import { RefusedError, refusalOf, type GwpSet } from '@zerofab/vocabulary';
import type { SupplyOnce } from '../electricity/supply.service.js';
import { SourceStore } from '../sources/source.store.js';
import { ActivityReader } from './activity-reader.js';
import { ActivityView } from './activity-view.js';
import { InventoryView } from './inventory-view.js';
import type { InventoryQuestion, SiteActivity } from './site-activity.js';
import { SiteFactsService } from './site-facts.service.js';

const SETTLE_MS = 10_000;

/**
 * The method of a question, with the GWP set it asks for.
 * @throws RefusedError unknown-method, listing those that are, or saying that the method sets its GWP itself
 */
export const requireMethod = (id: string | undefined, gwp?: GwpSet): Method => {
  try {
    const method = methodById(id);
    return gwp === undefined ? method : withGwpSet(method, gwp);
  } catch (error) {
    if (!(error instanceof AccountingError)) throw error;
    throw new RefusedError(
      refusalOf('unknown-method', error.data['gwp'] === undefined ? 'method' : 'gwp', error.text),
    );
  }
};

/** Emission inventory of a site over any span, traced per source down to meter, register and span. */
@Injectable()
export class InventoryService {
  constructor(
    private readonly sources: SourceStore,
    private readonly activity: ActivityReader,
    private readonly facts: SiteFactsService,
    private readonly activityView: ActivityView,
  ) {}

  /** Reads what the figures of a site rest on, by month. */
  async read(site: SiteEntity, question: InventoryQuestion): Promise<SiteActivity> {
    const { span, nowMs, knownAtMs } = question;
    // Sources, meters and proofs are read once for the answer.
    const sources = this.sources.list(site.id, knownAtMs);
    const once: SupplyOnce = { sources };
    const all = await sources;
    const included = all.filter((source) => source.included !== false);
    const settled = await this.activity.settle(site, included, question.settleMs ?? SETTLE_MS);
    const borders = bucketBorders(span, 'month', site.timezone);
    const data = await this.activity.read(site, included, borders, nowMs, knownAtMs, once);
    const excluded = all.filter((source) => source.included === false);
    const facts = await this.facts.read(site, question, data, undefined, once);
    const doubles = doubleCounts(included, await this.activity.metersOf(site, knownAtMs, once));
    return { site, question, settled, data, excluded, doubles, facts };
  }

  /** @throws RefusedError unknown-method for a method this version does not compute */
  async inventory(site: SiteEntity, question: InventoryQuestion): Promise<Inventory> {
    const method = requireMethod(question.method, question.gwp);
    return this.report(await this.read(site, question), method);
  }

  /** The inventory of activity data that was read, under a method. */
  async report(activity: SiteActivity, method: Method): Promise<Inventory> {
    const { site, question, facts, data } = activity;
    const view = new InventoryView(activity, method);
    for (const { data: own, figure } of siteFigures(facts, data, method)) {
      if (figure.outside === true) view.leaveOut(own.source, figure.reason);
      else
        view.add(
          own,
          figure,
          await this.activityView.describe(
            own,
            question.span,
            site.timezone,
            question.nowMs,
            question.knownAtMs,
          ),
        );
    }
    return view.inventory(await this.sharesBefore(activity, view.covered, method));
  }

  /** Share of each source in the last comparable span that has it: by it, what is missing now counts. */
  private async sharesBefore(
    activity: SiteActivity,
    lines: readonly CoveredLine[],
    method: Method,
  ): Promise<ReadonlyMap<string, number>> {
    const { site, question, data: current } = activity;
    const { nowMs, knownAtMs } = question;
    const sources = current.map(({ source }) => source);
    const { supply: _, ...basis } = activity.facts;
    return sharesBefore(lines, comparableSpans(question.span, site.timezone), async (span) => {
      const borders = bucketBorders(span, 'month', site.timezone);
      const data = await this.activity.read(site, sources, borders, nowMs, knownAtMs);
      const facts = await this.facts.read(site, { ...question, span }, data, basis);
      return spanFigures(siteFigures(facts, data, method), method, nowMs);
    });
  }
}
