import { Injectable } from '@nestjs/common';
import { resolveInstant } from '@zerofab/calendar';
import type { ActivityList, ActivityQuery, ActivityRecord, PostActivityData } from '@zerofab/contracts';
import { recordStream } from '@zerofab/figures';
import { ActivityStore, EvidenceStore, recordView, SourceStore } from '@zerofab/inventory';
import type { ChangeRequest } from '@zerofab/records';
import { SiteStore } from '@zerofab/telemetry';
import { convert, UnitError } from '@zerofab/units';
import { RefusedError, refusalOfAll, refusedField } from '@zerofab/vocabulary';

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
    const instant = (name: 'from' | 'to') => {
      const text = query[name];
      return text === undefined ? undefined : resolveInstant(text, site.timezone, name);
    };
    const found = await this.records.page(site.id, {
      source: query.source,
      fromMs: instant('from'),
      toMs: instant('to'),
      after: query.cursor,
      limit: query.limit + 1,
    });
    const items = found.slice(0, query.limit);
    return {
      items: items.map((record) => recordView(record, site.timezone)),
      next: found.length > query.limit ? (items.at(-1)?.id ?? null) : null,
    };
  }

  async add(siteCode: string, body: PostActivityData, change: ChangeRequest): Promise<ActivityRecord> {
    const site = await this.sites.requireSite(siteCode);
    const source = await this.sources.require(site.id, body.source);
    const found = recordStream(source, body.stream ?? '');
    if ('field' in found) throw new RefusedError(refusalOfAll('validation', [found]));
    const { unit: wanted, stream } = found;
    if (body.quantity.startsWith('-'))
      throw refusedField('validation', 'quantity', {
        zh: '活动数据不能为负；请在绑定中使用符号 -1，或使用外供类排放源',
        en: 'activity data cannot be negative; use sign -1 in a binding, or an exported source',
      });
    this.checkUnit(body.unit, wanted);
    const fromMs = resolveInstant(body.from, site.timezone, 'from');
    const toMs = resolveInstant(body.to, site.timezone, 'to');
    if (toMs <= fromMs)
      throw refusedField('validation', 'to', {
        zh: '必须晚于开始时间；时段为半开区间 [from, to)',
        en: 'must be later than from; the span is half-open [from, to)',
      });
    const { quantity, unit, evidence, note, replaces } = body;
    await this.evidence.checkReferences(site.id, 'evidence', evidence);
    const record = {
      source: source.code,
      stream,
      fromMs,
      toMs,
      quantity,
      unit,
      evidence: evidence ?? null,
      note: note ?? null,
      replaces,
    };
    const added = await this.records.add(site, record, change);
    return recordView(added, site.timezone);
  }

  private checkUnit(unit: string, wanted: string): void {
    try {
      convert('1', unit, wanted);
    } catch (error) {
      if (!(error instanceof UnitError)) throw error;
      throw refusedField('validation', 'unit', error.text);
    }
  }
}
