import { Injectable } from '@nestjs/common';
import { methodById } from '@zerofab/accounting';
import { bucketBorders, isoIn, resolveInstant, shifted, startOf } from '@zerofab/calendar';
import type { ChangePreview, PutSite } from '@zerofab/contracts';
import { monthMatrix, type SiteFacts } from '@zerofab/figures';
import { MeterHistoryStore, SiteEntity } from '@zerofab/telemetry';
import { refusedField } from '@zerofab/vocabulary';
import { InventoryService } from '../inventory/inventory.service.js';
import { ActivityStore } from '../sources/activity.store.js';
import { movedMonths, type MovedMonth } from './moved.js';

/** Years before this are not looked at: no inventory reaches further back. */
const MAX_YEARS = 10;
const SETTLE_MS = 5000;

type Totals = ReadonlyMap<string, number | null>;

/** What another grid region or time zone of a site would do to emissions that are there. */
@Injectable()
export class SiteChangeService {
  constructor(
    private readonly inventory: InventoryService,
    private readonly meters: MeterHistoryStore,
    private readonly records: ActivityStore,
  ) {}

  /**
   * Works out the months whose total would move. It writes nothing.
   * @throws RefusedError bad-effective-from
   */
  async preview(site: SiteEntity, input: PutSite, nowMs: number): Promise<ChangePreview> {
    const zone = site.timezone;
    const told =
      (input.effectiveFrom ?? null) === null
        ? undefined
        : resolveInstant(input.effectiveFrom ?? '', zone, 'effectiveFrom');
    const region = input.gridRegion ?? null;
    // A region that was not there yet is no change of figures: without it there were none.
    const regionMoves = site.gridRegion !== null && site.gridRegion !== region;
    const zoneMoves = input.timezone !== zone;
    const firstMs = regionMoves || zoneMoves ? await this.firstDataMs(site) : undefined;
    const answer = (months: MovedMonth[]): ChangePreview => ({
      needsEffectiveFrom: told === undefined && months.length > 0,
      effectiveFrom: told === undefined ? null : isoIn(told, zone),
      complete: true,
      months,
    });
    if (firstMs === undefined) return answer([]);
    if (told !== undefined) checkInstant(told, { zone, zoneMoves, regionMoves, firstMs, nowMs });
    const before = await this.totals(site, firstMs, nowMs);
    const after = await this.totals(
      Object.assign(new SiteEntity(), site, { timezone: input.timezone }),
      firstMs,
      nowMs,
      regionMoves ? { fromMs: told ?? Number.NEGATIVE_INFINITY, gridRegion: region } : undefined,
    );
    const months = [...new Set([...before.keys(), ...after.keys()])].toSorted();
    return answer(
      movedMonths(
        'totalTco2e',
        'tCO2e',
        months.map((month) => ({
          month,
          before: before.get(month) ?? null,
          after: after.get(month) ?? null,
        })),
      ),
    );
  }

  private async firstDataMs(site: SiteEntity): Promise<number | undefined> {
    const { every } = await this.meters.ofSite(site.id);
    const spans = await this.meters.readSpans(
      every.flatMap(({ registers }) => registers.map(({ id }) => id)),
    );
    const records = await this.records.list(site.id, undefined);
    const starts = [...spans.values()].map(({ firstMs }) => firstMs);
    const first = Math.min(...starts, ...records.map(({ fromMs }) => fromMs));
    return Number.isFinite(first) ? first : undefined;
  }

  /** Emissions by month under the method in use. */
  private async totals(
    site: SiteEntity,
    firstMs: number,
    nowMs: number,
    region?: { readonly fromMs: number; readonly gridRegion: string | null },
  ): Promise<Totals> {
    const zone = site.timezone;
    const earliest = shifted(startOf(nowMs, 'year', zone), { years: -MAX_YEARS + 1 }, zone);
    const span = {
      fromMs: Math.max(startOf(firstMs, 'month', zone), earliest),
      toMs: startOf(nowMs, 'month', zone, 1),
    };
    if (span.fromMs >= span.toMs || bucketBorders(span, 'month', zone).length < 2) return new Map();
    const { facts, data } = await this.inventory.read(site, { span, nowMs, settleMs: SETTLE_MS });
    const { months, totals } = monthMatrix(
      region === undefined ? facts : withRegion(facts, region),
      data,
      methodById(),
    );
    return new Map(months.map((month, index) => [month, totals[index] ?? null]));
  }
}

const withRegion = (
  facts: SiteFacts,
  region: { readonly fromMs: number; readonly gridRegion: string | null },
): SiteFacts => {
  const known = facts.gridRegions ?? [{ fromMs: Number.NEGATIVE_INFINITY, gridRegion: facts.gridRegion }];
  return { ...facts, gridRegions: [...known.filter(({ fromMs }) => fromMs < region.fromMs), region] };
};

interface Checked {
  readonly zone: string;
  readonly zoneMoves: boolean;
  readonly regionMoves: boolean;
  readonly firstMs: number;
  readonly nowMs: number;
}

const checkInstant = (ms: number, { zone, zoneMoves, regionMoves, firstMs, nowMs }: Checked): void => {
  const bad = (zh: string, en: string) => refusedField('bad-effective-from', 'effectiveFrom', { zh, en });
  if (ms > nowMs)
    throw bad(
      '生效时间在将来；请在更改生效之后再登记',
      'lies in the future; record the change once it holds',
    );
  if (zoneMoves && ms > firstMs)
    throw bad(
      `时区适用于全部历史，不能自某日起更改；如确为更正，请填首个数据（${isoIn(firstMs, zone)}）之前的时间`,
      `a time zone holds for the whole history and cannot change from a day on; to correct it, give a time before the first data (${isoIn(firstMs, zone)})`,
    );
  if (regionMoves && ms > firstMs && ms !== startOf(ms, 'month', zone))
    throw bad(
      '电网排放因子按月选取；请填某月一日零时，例如 2026-04',
      'grid factors are chosen by month; give the begin of a local month, such as 2026-04',
    );
};
