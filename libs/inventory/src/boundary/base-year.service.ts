import { inventoryRef, notCounted, toBaseYearChange, type RecomputedBaseYear } from '@zerofab/figures';
import { Injectable } from '@nestjs/common';
import { refusedField, type Bilingual, type RefusedError } from '@zerofab/vocabulary';
import { AccountingError, baseYearAdvice, methodById, type BaseYearChange } from '@zerofab/accounting';
import {
  RECOMPUTED,
  type BaseYear,
  type BoundaryChange,
  type FixedBaseYear,
  type Inventory,
  type PutBoundary,
  type RecalculateBaseYear,
} from '@zerofab/contracts';
import { type SiteEntity } from '@zerofab/telemetry';
import { ExactDecimal } from '@zerofab/units';
import { resolveSpan } from '@zerofab/calendar';
import { InventoryService } from '../inventory/inventory.service.js';
import { FrozenInventories } from '../periods/frozen-inventories.service.js';
import { toBaseYear, type BaseYearReview } from './base-year-view.js';

type BaseYearInput = NonNullable<PutBoundary['baseYear']>;

/** Base years: their total is fixed once, and changes only by a recalculation that is recorded. */
@Injectable()
export class BaseYearService {
  constructor(
    private readonly inventories: InventoryService,
    private readonly frozen: FrozenInventories,
  ) {}

  /**
   * Fixes the total of a base year from the inventory of that year, or as given.
   * @throws RefusedError invalid for an unknown method, a year that is not over, an inventory without a total
   */
  async fix(site: SiteEntity, input: BaseYearInput, nowMs: number): Promise<FixedBaseYear> {
    const method = knownMethod(input.method);
    const { year, thresholdPercent, reason, given } = input;
    if (resolveSpan(String(year), String(year + 1), site.timezone).toMs > nowMs)
      throw refused('baseYear.year', {
        zh: `${String(year)} 年尚未结束；基准年须为完整年份`,
        en: `${String(year)} is not over; a base year is a whole year`,
      });
    const head = { year, method, thresholdPercent, reason, includes: [], trace: null };
    const fixedAt = new Date(nowMs).toISOString();
    if (given !== undefined) {
      const { tco2e, source } = given;
      const none = { complete: null, missing: [], factorSet: null, inventoryTco2e: null };
      return { ...head, ...none, tco2e, origin: 'given', source, fixedAt };
    }
    const inventory = await this.inventory(site, year, method, nowMs, nowMs);
    const total = inventory.exact.total;
    if (total === null || new ExactDecimal(total).lte(0)) {
      throw refused('baseYear', {
        zh: `${String(year)} 年清单按 ${method} 没有大于 0 的总量；请补全清单，或给出总量及其所在的报告`,
        en: `the inventory of ${String(year)} has no total above 0 under ${method}; complete it, or give the total and the report it stands in`,
      });
    }
    return {
      ...head,
      ...stateOf(inventory),
      tco2e: total,
      origin: 'inventory',
      source: inventoryRef(inventory),
      fixedAt,
      inventoryTco2e: total,
    };
  }

  /** Holds a base year against the changes recorded since and against its inventory as it comes out now. */
  async review(
    site: SiteEntity,
    record: PutBoundary,
    fixed: FixedBaseYear,
    nowMs: number,
  ): Promise<BaseYearReview> {
    const open = record.changes.filter((change) => notCounted(change, fixed) === null);
    const recomputed = await this.recompute(site, fixed, open, nowMs);
    const changes = [
      ...drift(fixed, recomputed.own),
      ...open.map((change) => toBaseYearChange(change, recomputed)),
    ];
    const base = { tco2e: fixed.tco2e, ref: fixed.source, trace: fixed.trace };
    try {
      const advice = baseYearAdvice(base, changes, fixed.thresholdPercent);
      return { fixed, recomputed, changes: record.changes, advice };
    } catch (error) {
      if (error instanceof AccountingError) throw refused('changes', error.text);
      throw error;
    }
  }

  /** @throws RefusedError as `review` */
  async describe(
    site: SiteEntity,
    record: PutBoundary,
    fixed: FixedBaseYear,
    nowMs: number,
  ): Promise<BaseYear> {
    return toBaseYear(site.code, await this.review(site, record, fixed, nowMs));
  }

  /**
   * The base year with the effects known by now, or with a total given.
   * @throws RefusedError invalid when there is nothing to take in, or an effect is not known
   */
  async recalculate(
    site: SiteEntity,
    record: PutBoundary,
    before: FixedBaseYear,
    { reason, given }: RecalculateBaseYear,
    nowMs: number,
  ): Promise<FixedBaseYear> {
    const { advice, recomputed, changes } = await this.review(site, record, before, nowMs);
    const counted = advice.effects.filter((effect) => effect.counted);
    const unknown = counted.filter(({ tco2e }) => tco2e === null).map(({ id }) => id);
    if (given === undefined && unknown.length > 0)
      throw refused('changes', {
        zh: `${unknown.join('、')} 的影响未知；请给出影响量，或给出新的总量`,
        en: `the effect of ${unknown.join(', ')} is not known; give it, or give the new total`,
      });
    if (given === undefined && advice.recalculated === null)
      throw refused('changes', {
        zh: '自确定基准年以来没有任何变化，无需重算',
        en: 'nothing has changed since the base year was fixed; there is nothing to recalculate',
      });
    const ids = counted.map(({ id }) => id).filter((id) => id !== RECOMPUTED);
    const method = methodAfter(
      before,
      changes.filter(({ id }) => ids.includes(id)),
    );
    const now = method === before.method ? recomputed.own : (recomputed.byMethod.get(method) ?? null);
    return {
      ...before,
      ...(now === null ? {} : stateOf(now)),
      method,
      tco2e: given?.tco2e ?? advice.recalculated?.value ?? before.tco2e,
      origin: given === undefined ? 'recalculated' : 'given',
      source: given?.source ?? reason,
      fixedAt: new Date(nowMs).toISOString(),
      includes: [...before.includes, ...ids],
      inventoryTco2e: now?.exact.total ?? before.inventoryTco2e,
      trace: given === undefined ? (advice.recalculated?.trace ?? null) : null,
    };
  }

  private async recompute(
    site: SiteEntity,
    fixed: FixedBaseYear,
    open: readonly BoundaryChange[],
    nowMs: number,
  ): Promise<RecomputedBaseYear<Inventory>> {
    const byMethod = new Map<string, Inventory>();
    if (fixed.inventoryTco2e === null) return { own: null, byMethod };
    // Factors published later belong to later years: only corrections of the base year itself may show.
    const asOfMs = Date.parse(fixed.fixedAt);
    const own = await this.inventory(site, fixed.year, fixed.method, asOfMs, nowMs);
    for (const { effect } of open) {
      if (effect?.kind !== 'method' || byMethod.has(effect.method)) continue;
      byMethod.set(effect.method, await this.inventory(site, fixed.year, effect.method, asOfMs, nowMs));
    }
    return { own, byMethod };
  }

  /** Of a locked year its latest version: it moves by a restatement only, whatever day is asked as of. */
  private async inventory(
    site: SiteEntity,
    year: number,
    method: string,
    asOfMs: number,
    nowMs: number,
  ): Promise<Inventory> {
    const span = resolveSpan(String(year), String(year + 1), site.timezone);
    return this.frozen.orComputed(site, { span, method, nowMs }, () =>
      this.inventories.inventory(site, { span, method, asOfMs, nowMs }),
    );
  }
}

/**
 * The id of the method of a base year.
 * @throws RefusedError naming the field, listing the methods there are
 */
const knownMethod = (id: string | undefined): string => {
  try {
    return methodById(id).id;
  } catch (error) {
    if (!(error instanceof AccountingError)) throw error;
    throw refusedField('unknown-method', 'baseYear.method', error.text);
  }
};

const refused = (field: string, text: Bilingual): RefusedError => refusedField('base-year', field, text);

const stateOf = (inventory: Inventory): Pick<FixedBaseYear, 'complete' | 'missing' | 'factorSet'> => ({
  complete: inventory.complete,
  missing: inventory.sources.filter(({ status }) => status === 'missing').map(({ code }) => code),
  factorSet: inventory.factorSet,
});

/** The inventory of the base year as it comes out now, against the one the total was fixed by. */
const drift = ({ inventoryTco2e: then }: FixedBaseYear, own: Inventory | null): BaseYearChange[] => {
  const head = { id: RECOMPUTED, kind: 'errorCorrection' } as const;
  if (then === null || own === null || own.exact.total === then) return [];
  const now = own.exact.total;
  if (now === null) {
    return [
      {
        ...head,
        unknown: {
          zh: '基准年清单现在没有总量；请检查排放源与记录',
          en: 'The inventory of the base year has no total any more; check its sources and records',
        },
      },
    ];
  }
  const [before, after] = [then, now].map((tco2e) => ({ tco2e, ref: inventoryRef(own), trace: null }));
  return [{ ...head, before, after }];
};

/** The method after the changes taken in: the last change of method that names one. */
const methodAfter = (before: FixedBaseYear, taken: readonly BoundaryChange[]): string =>
  taken
    .toSorted((a, b) => (a.date < b.date ? -1 : 1))
    .reduce((method, { effect }) => (effect?.kind === 'method' ? effect.method : method), before.method);
