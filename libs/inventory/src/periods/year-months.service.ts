import { Injectable } from '@nestjs/common';
import { isSameVersion, versionDifference } from '@zerofab/figures';
import type { SiteEntity } from '@zerofab/telemetry';
import { refused } from '@zerofab/vocabulary';
import type { EntityManager } from 'typeorm';
import { FreezeService } from './freeze.service.js';
import { FrozenInventories } from './frozen-inventories.service.js';
import type { Period } from './period-rows.js';
import { PeriodStore } from './period.store.js';
import { RestatementStore } from './restatement.store.js';

const isYear = (period: string): boolean => period.length === 4;
const yearOf = (period: string): string => period.slice(0, 4);
const list = (periods: readonly { readonly period: string }[]): string =>
  periods.map(({ period }) => period).join(', ');

/**
 * A year and its months tell of the same figures. A year is closed and locked over months that are open (the year
 * stands for them) or locked with nothing to restate; from then on no month of it is closed by itself, and a month that
 * is locked is restated only within a restatement of its year.
 */
@Injectable()
export class YearMonthsService {
  constructor(
    private readonly periods: PeriodStore,
    private readonly frozen: FrozenInventories,
    private readonly freezer: FreezeService,
    private readonly restatements: RestatementStore,
  ) {}

  /** Months of a year that were closed at least once; of a month none. */
  async months(siteId: number, period: string, manager?: EntityManager): Promise<Period[]> {
    return isYear(period) ? this.periods.monthsOf(siteId, period, manager) : [];
  }

  /**
   * Whether the locked months of a year still are what is computed of them.
   * @throws RefusedError year-months where a month would have to be restated first
   */
  async refuseDiffering(site: SiteEntity, period: string, nowMs: number): Promise<void> {
    const differing: Period[] = [];
    for (const month of await this.months(site.id, period)) {
      if (month.state !== 'locked') continue;
      const { inventory } = await this.frozen.version(site, month.period);
      const now = await this.freezer.present(site, month, nowMs);
      if (!isSameVersion(versionDifference(inventory, now))) differing.push(month);
    }
    if (differing.length === 0) return;
    throw refused('year-months', {
      zh: `${list(differing)} 已锁定的数值与现在的计算结果不同；年度须与其月度一致，请先对这些月份发起更正并批准（POST …/periods/${differing[0]?.period ?? ''}/restatements）`,
      en: `The locked figures of ${list(differing)} differ from what is computed now; a year agrees with its months: restate these first (POST …/periods/${differing[0]?.period ?? ''}/restatements)`,
    });
  }

  /**
   * In the transaction that closes or locks a period.
   * @throws RefusedError year-months where months of the year are neither open nor locked, month-of-year where the year of
   * the month is not open
   */
  async refuseApart(siteId: number, period: string, manager: EntityManager): Promise<void> {
    const between = (await this.months(siteId, period, manager)).filter(
      ({ state }) => state !== 'open' && state !== 'locked',
    );
    if (between.length > 0)
      throw refused('year-months', {
        zh: `${list(between)} 已关账但未锁定；请先锁定，或重新打开（由年度包含）`,
        en: `${list(between)} are closed and not locked; lock them first, or reopen them (the year stands for them)`,
      });
    if (isYear(period)) return;
    const year = await this.periods.within(siteId, yearOf(period), manager);
    if (year === undefined || year.state === 'open') return;
    throw refused('month-of-year', {
      zh: `${period} 属于已关账的年度 ${year.period}，其数值以年度为准，不再单独关账或锁定；年度未锁定时可先重新打开年度`,
      en: `${period} belongs to ${year.period}, which is closed: its figures are those of the year, and it is not closed or locked by itself; while the year is not locked, reopen the year first`,
    });
  }

  /**
   * In the transaction that begins a restatement.
   * @throws RefusedError month-of-year where the year of the month is locked and not being restated
   */
  async refuseAlone(siteId: number, period: string, manager: EntityManager): Promise<void> {
    if (isYear(period)) return;
    const year = await this.periods.within(siteId, yearOf(period), manager);
    if (year?.state !== 'locked') return;
    const own = (await this.restatements.underWay(siteId, manager)).get(year.period);
    if (own?.state === 'open') return;
    throw refused('month-of-year', {
      zh: `${period} 属于已锁定的年度 ${year.period}；请先对 ${year.period} 发起更正（提交之前），月份的更正随年度一起进行`,
      en: `${period} belongs to the locked year ${year.period}; begin a restatement of ${year.period} first (and do not propose it yet): a month is restated within its year`,
    });
  }

  /**
   * In the transaction that proposes or ends a restatement of a year.
   * @throws RefusedError year-months while a month of it is being restated
   */
  async refuseUnfinished(siteId: number, period: string, manager: EntityManager): Promise<void> {
    if (!isYear(period)) return;
    const open = [...(await this.restatements.underWay(siteId, manager)).values()].filter(
      (one) => !isYear(one.period) && yearOf(one.period) === period,
    );
    if (open.length === 0) return;
    throw refused('year-months', {
      zh: `${list(open)} 的更正尚未完成；请先批准、驳回或撤回月份的更正`,
      en: `The restatement of ${list(open)} is under way; approve, reject or withdraw the months first`,
    });
  }
}
