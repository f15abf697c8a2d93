import { Injectable } from '@nestjs/common';
import { isoIn } from '@zerofab/calendar';
import type {
  ActivityAdded,
  ActivityList,
  ActivityPreview,
  ActivityQuery,
  ActivityRecord,
  PostActivityData,
  WithdrawActivity,
} from '@zerofab/contracts';
import { recordStream } from '@zerofab/figures';
import { ActivityStore, EvidenceStore, recordView, SourceStore, type NewRecord } from '@zerofab/inventory';
import type { ChangeRequest } from '@zerofab/records';
import { SiteStore, type SiteEntity } from '@zerofab/telemetry';
import { convert, decimalText, ExactDecimal } from '@zerofab/units';
import { RefusedError, refusalOfAll, refusedField } from '@zerofab/vocabulary';
import { pageAsked, pageOf } from '../entry/record-page.js';
import { checkUnit, spanHints, spanOfBody } from '../entry/record-span.js';
import { replacedIds } from '../entry/replaced.js';

/** Manual activity data: checked before they are kept. */
@Injectable()
export class ActivityDataService {
  constructor(
    private readonly sites: SiteStore,
    private readonly sources: SourceStore,
    private readonly records: ActivityStore,
    private readonly evidence: EvidenceStore,
  ) {}

  /** A page of records by source, stream and time. */
  async list(siteCode: string, query: ActivityQuery): Promise<ActivityList> {
    const site = await this.sites.requireSite(siteCode);
    const found = await this.records.page(site.id, {
      source: query.source,
      ...pageAsked(query, site.timezone),
    });
    return pageOf(found, query.limit, (entry) => recordView(entry, site.timezone));
  }

  /** @throws RefusedError naming the field and what to do */
  async add(siteCode: string, body: PostActivityData, change: ChangeRequest): Promise<ActivityAdded> {
    const site = await this.sites.requireSite(siteCode);
    const record = await this.recordOf(site, body);
    const added = await this.records.add(site, record, change);
    return { ...recordView(added, site.timezone), hints: spanHints(body, record, site.timezone) };
  }

  /** What a record would replace and change, without keeping it. */
  async preview(siteCode: string, body: PostActivityData): Promise<ActivityPreview> {
    const site = await this.sites.requireSite(siteCode);
    const record = await this.recordOf(site, body);
    const inside = await this.records.inStream(site.id, record);
    const replaced = inside.filter(({ id }) => record.replaces.includes(id));
    const before = replaced.reduce(
      (sum, { quantity, unit }) => sum.plus(convert(quantity, unit, record.unit)),
      new ExactDecimal(0),
    );
    return {
      from: isoIn(record.fromMs, site.timezone),
      to: isoIn(record.toMs, site.timezone),
      unit: record.unit,
      replaces: replaced.map((one) => recordView(one, site.timezone)),
      before: decimalText(before),
      after: record.quantity,
      difference: decimalText(new ExactDecimal(record.quantity).minus(before)),
      hints: spanHints(body, record, site.timezone),
    };
  }

  /** @throws RefusedError nothing-to-replace for a record that does not count */
  async withdraw(
    siteCode: string,
    id: string,
    { reason }: WithdrawActivity,
    change: ChangeRequest,
  ): Promise<ActivityRecord> {
    const site = await this.sites.requireSite(siteCode);
    if (!/^\d{1,18}$/.test(id))
      throw refusedField('validation', 'id', {
        zh: `“${id}”不是活动数据记录的编号`,
        en: `"${id}" is no id of a record of activity data`,
      });
    return recordView(await this.records.withdraw(site, id, reason, change), site.timezone);
  }

  /** The record that a body stands for, checked; not kept yet. */
  private async recordOf(
    site: SiteEntity,
    body: PostActivityData,
  ): Promise<NewRecord & { readonly replaces: readonly string[] }> {
    const source = await this.sources.require(site.id, body.source);
    const found = recordStream(source, body.stream ?? '');
    if ('field' in found) throw new RefusedError(refusalOfAll('validation', [found]));
    const { unit: wanted, stream } = found;
    if (body.quantity.startsWith('-'))
      throw refusedField('validation', 'quantity', {
        zh: '活动数据不能为负；请在绑定中使用符号 -1，或使用外供类排放源',
        en: 'activity data cannot be negative; use sign -1 in a binding, or an exported source',
      });
    checkUnit(body.unit, wanted);
    const { quantity, unit, evidence, note } = body;
    await this.evidence.checkReferences(site.id, 'evidence', evidence);
    const record = {
      source: source.code,
      stream,
      ...spanOfBody(body, site.timezone),
      quantity,
      unit,
      evidence: evidence ?? null,
      note: note ?? null,
    };
    return {
      ...record,
      replaces: await replacedIds(
        body.replaces,
        record,
        async () => this.records.inStream(site.id, record),
        'overlapping-activity-data',
      ),
    };
  }
}
