import { Injectable } from '@nestjs/common';
import type { HistoryResult, PostHistory } from '@zerofab/contracts';
import { refused, type Bilingual } from '@zerofab/vocabulary';
import { DataSource } from 'typeorm';
import { decodeReadings, type Flaw } from './decode.js';
import { MeterDirectory, type KnownMeter } from './directory.js';
import { IngestEvents } from './events.js';
import { ReadingStore } from './reading.store.js';
import { noReadings, resolveReadings, type ReadingColumns } from './resolve.js';

const MAX_PROBLEMS = 50;

const CONFLICTS = `
  SELECT count(*)::int AS conflicts
  FROM unnest($1::int[], $2::float8[], $3::float8[]) AS i (register_id, ms, value)
  JOIN reading r ON r.register_id = i.register_id AND r.ts = to_timestamp(i.ms / 1000.0)
  WHERE r.value <> i.value`;

/** What a flaw means to the person who uploads; the detail of ingest says where in English. */
const CHINESE: Readonly<Record<string, string>> = {
  'bad-time': '时间无法使用：格式不对，或早于保存年限，或晚于一年后；请检查时间列、时间格式和时区',
  'ahead-of-clock': '时间晚于平台时钟一小时以上；请检查时区',
  'bad-value': '数值无法使用：不是有限数字、累计值为负或超过翻转值；请检查该列和换算系数',
  'unknown-register': '该计量表没有这个寄存器；请重新选择列的对应',
  'bad-shape': '这一行没有任何数值',
};

const textOf = ({ reason, detail }: Flaw): Bilingual => ({
  zh: CHINESE[reason] ?? detail,
  en: detail,
});

interface Judged {
  readonly columns: ReadingColumns;
  readonly problems: HistoryResult['problems'];
  readonly rejected: number;
}

const valuesIn = ({ values }: PostHistory['readings'][number]): number =>
  Math.max(1, Object.keys(values).length);

/**
 * Readings of the past that a person uploads. They pass the same checks and the same statement as a meter's message, so
 * a part of a file sent again stores nothing twice; the difference is that the sender is told what became of each.
 */
@Injectable()
export class HistoryEntry {
  constructor(
    private readonly dataSource: DataSource,
    private readonly directory: MeterDirectory,
    private readonly store: ReadingStore,
    private readonly events: IngestEvents,
    private readonly retentionYears: number,
  ) {}

  /**
   * Stores what can be used, and returns after the commit.
   * @throws RefusedError not-found for an unknown meter
   */
  async enter(site: string, meterCode: string, { readings }: PostHistory): Promise<HistoryResult> {
    await this.directory.refresh();
    const meter = this.directory.meter(site, meterCode);
    if (meter === undefined)
      throw refused('unknown-meter', {
        zh: `站点“${site}”没有计量器具“${meterCode}”；请先建立计量表`,
        en: `Site "${site}" has no meter "${meterCode}"; create the meter first`,
      });
    const receivedAt = new Date();
    const { columns, problems, rejected } = this.judge(meter, readings, receivedAt.getTime());
    const given = columns.registerIds.length;
    const stored = given === 0 ? 0 : await this.store.store(columns, receivedAt);
    const conflict = stored === given ? 0 : await this.conflicts(columns);
    this.events.committed({ messages: 1, readings: given, stored });
    return {
      received: given + rejected,
      stored,
      repeated: given - stored - conflict,
      conflict,
      rejected,
      problems,
    };
  }

  private judge(meter: KnownMeter, readings: PostHistory['readings'], nowMs: number): Judged {
    const columns = noReadings();
    const problems: HistoryResult['problems'] = [];
    let rejected = 0;
    for (const [index, reading] of readings.entries()) {
      const payload = Buffer.from(JSON.stringify(reading));
      const decoded = decodeReadings(payload, { nowMs, retentionYears: this.retentionYears });
      const found = resolveReadings(decoded, meter);
      columns.registerIds.push(...found.columns.registerIds);
      columns.atMs.push(...found.columns.atMs);
      columns.values.push(...found.columns.values);
      columns.consumes.push(...found.columns.consumes);
      rejected += found.flaws.length === 0 ? 0 : valuesIn(reading) - found.columns.registerIds.length;
      for (const flaw of found.flaws)
        if (problems.length < MAX_PROBLEMS) problems.push({ index, reason: flaw.reason, text: textOf(flaw) });
    }
    return { columns, problems, rejected };
  }

  private async conflicts({ registerIds, atMs, values }: ReadingColumns): Promise<number> {
    const [row] = await this.dataSource.query<{ conflicts: number }[]>(CONFLICTS, [
      registerIds,
      atMs,
      values,
    ]);
    return row?.conflicts ?? 0;
  }
}
