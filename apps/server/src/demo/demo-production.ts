import { Injectable, Logger } from '@nestjs/common';
import { splitYear } from '@zerofab/budget';
import { monthLabel, startOf, yearOf } from '@zerofab/calendar';
import { putTargetSchema } from '@zerofab/contracts';
import { BudgetService, TargetService } from '@zerofab/inventory';
import { History, systemActor, type ChangeRequest, type RecordKind } from '@zerofab/records';
import { SiteStore, type SiteEntity } from '@zerofab/telemetry';
import { RefusedError } from '@zerofab/vocabulary';
import { ProductionService } from '../production/production.service.js';
import { ProductsService } from '../production/products.service.js';
import { BUDGETS, BUDGET_WEIGHTS, TARGETS } from './budgets.js';
import type { DemoPlant } from './plant.js';

const HISTORY_MONTHS = 13;
const ACTOR = 'demo';
const SET_UP: ChangeRequest = { actor: systemActor(ACTOR), reason: 'demo factory' };
/** A budget is approved by another than its author. */
const APPROVAL: ChangeRequest = { actor: systemActor('demo-approver'), reason: 'demo factory' };

/**
 * Products, production, budget and targets of the demo factory. Each kind is written once, by the set-up that made the
 * site: what a person changed or withdrew stays so.
 */
@Injectable()
export class DemoProduction {
  private readonly logger = new Logger('Demo');

  constructor(
    private readonly history: History,
    private readonly sites: SiteStore,
    private readonly products: ProductsService,
    private readonly production: ProductionService,
    private readonly budgets: BudgetService,
    private readonly targets: TargetService,
  ) {}

  async complete(plant: DemoPlant, nowMs: number): Promise<void> {
    const { code } = plant.site;
    const rows = await this.history.writtenAtSite(code, ACTOR);
    if (!rows.some(({ kind }) => kind === 'site')) return;
    const site = await this.sites.requireSite(code);
    const kinds = await this.history.kindsAtSite(code);
    const parts: readonly (readonly [RecordKind, () => Promise<unknown>])[] = [
      ['product', async () => this.recordProducts(plant)],
      ['production', async () => this.enterProduction(site, plant, nowMs)],
      ['budget', async () => this.planBudget(site, nowMs)],
      ['target', async () => this.setTargets(site, nowMs)],
    ];
    for (const [kind, write] of parts) if (!kinds.has(kind)) await this.unlessRefused(kind, write);
  }

  /** What people changed meanwhile may not fit any more: the demo starts without it, and says so. */
  private async unlessRefused(kind: RecordKind, write: () => Promise<unknown>): Promise<void> {
    try {
      await write();
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
      this.logger.warn(`The demo goes without its ${kind}: ${error.message}`);
    }
  }

  private async recordProducts({ site, products }: DemoPlant): Promise<void> {
    for (const { code, body } of products) await this.products.put(site.code, code, body, SET_UP);
  }

  /** The full months of the demo's history. */
  private async enterProduction(site: SiteEntity, { production }: DemoPlant, nowMs: number): Promise<void> {
    for (let back = HISTORY_MONTHS; back >= 1; back -= 1) {
      const from = monthLabel(startOf(nowMs, 'month', site.timezone, -back), site.timezone);
      const to = monthLabel(startOf(nowMs, 'month', site.timezone, 1 - back), site.timezone);
      for (const { measure, product, unit, evidence, monthly } of production)
        await this.production.add(
          site.code,
          {
            measure,
            product,
            from,
            to,
            quantity: String(monthly[Number(from.slice(5, 7)) - 1] ?? 0),
            unit,
            evidence: `${evidence} ${from}`,
          },
          SET_UP,
        );
    }
  }

  private async planBudget(site: SiteEntity, nowMs: number): Promise<void> {
    const year = yearOf(nowMs, site.timezone);
    const items = BUDGETS.map(({ total, ...item }) => ({
      ...item,
      total,
      months: splitYear(total, BUDGET_WEIGHTS, 0),
    }));
    await this.budgets.save(site, year, { items, note: '演示预算 demo budget' }, SET_UP);
    const { version } = await this.budgets.describe(site, year);
    await this.budgets.approve(site, year, { version, note: '演示批准 approved for the demo' }, APPROVAL);
  }

  private async setTargets(site: SiteEntity, nowMs: number): Promise<void> {
    const baseYear = yearOf(nowMs, site.timezone) - 1;
    for (const { indicator, ...target } of TARGETS)
      await this.targets.put(
        site,
        indicator,
        putTargetSchema.parse({ ...target, baseYear, targetYear: Math.max(2030, baseYear + 1) }),
        SET_UP,
      );
  }
}
