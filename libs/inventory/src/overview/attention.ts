import type { SourceDefinition, ManualRecord } from '@zerofab/figures';
import type { Overview } from '@zerofab/contracts';
import type { ClockTrouble, MeterEntity, SiteEntity, StoredReading } from '@zerofab/telemetry';
import { isoIn, startOf } from '@zerofab/calendar';
import { lastReadingOf, stateOf } from './meter-state.js';

type Item = Overview['attention'][number];

const hoursAndMinutes = (ms: number): { zh: string; en: string } => {
  const minutes = Math.max(1, Math.round(ms / 60_000));
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60];
  if (days > 0)
    return { zh: `${String(days)} 天 ${String(hours)} 小时`, en: `${String(days)} d ${String(hours)} h` };
  if (hours > 0)
    return { zh: `${String(hours)} 小时 ${String(rest)} 分`, en: `${String(hours)} h ${String(rest)} min` };
  return { zh: `${String(rest)} 分钟`, en: `${String(rest)} min` };
};

/** Meters that are silent: how long, and what to look at. */
export const silentMeters = (
  site: SiteEntity,
  meters: readonly MeterEntity[],
  latest: ReadonlyMap<number, StoredReading>,
  nowMs: number,
): Item[] =>
  meters.flatMap((meter): Item[] => {
    const last = lastReadingOf(meter, latest);
    const state = stateOf(meter, latest, nowMs);
    if (state === 'online' || (state === 'never' && meter.passwordSha256 === null)) return [];
    const item = (detail: Item['detail'], severity: Item['severity']): Item[] => [
      {
        kind: state === 'offline' ? 'meter-offline' : 'meter-late',
        severity,
        subject: { zh: meter.nameZh, en: meter.nameEn },
        meter: meter.code,
        since: last === null ? null : isoIn(last.getTime(), site.timezone),
        count: null,
        detail,
      },
    ];
    if (last === null)
      return item(
        { zh: '尚无读数 → 检查网关与凭据', en: 'No reading yet → check gateway and credentials' },
        'warning',
      );
    const silent = hoursAndMinutes(nowMs - last.getTime());
    return state === 'offline'
      ? item({ zh: `离线 ${silent.zh} → 检查网关`, en: `Offline ${silent.en} → check the gateway` }, 'alarm')
      : item(
          { zh: `缺测 ${silent.zh} → 检查网关`, en: `No data for ${silent.en} → check the gateway` },
          'warning',
        );
  });

/** Manual sources whose last full month has no record. */
export const missingManualData = (
  site: SiteEntity,
  sources: readonly SourceDefinition[],
  records: readonly ManualRecord[],
  nowMs: number,
): Item[] => {
  const fromMs = startOf(nowMs, 'month', site.timezone, -1);
  const toMs = startOf(nowMs, 'month', site.timezone);
  const month = isoIn(fromMs, site.timezone).slice(0, 7);
  return sources
    .filter((source) => source.activity.kind === 'manual')
    .filter(
      (source) =>
        !records.some(
          (record) => record.source === source.code && record.fromMs < toMs && record.toMs > fromMs,
        ),
    )
    .map((source): Item => ({
      kind: 'manual-data-missing',
      severity: 'warning',
      subject: source.name,
      meter: null,
      since: isoIn(toMs, site.timezone),
      count: null,
      detail: {
        zh: `${month} 活动数据未录入 → 录入并注明凭证`,
        en: `No activity data for ${month} → enter it with its evidence`,
      },
    }));
};

/** Messages and values that ingest could not take as they came. */
export const ingestItems = (rejected24h: number, conflicts: number): Item[] => {
  const items: Item[] = [];
  if (rejected24h > 0) {
    items.push({
      kind: 'rejected-messages',
      severity: 'warning',
      subject: { zh: '拒收报文', en: 'Rejected messages' },
      meter: null,
      since: null,
      count: rejected24h,
      detail: {
        zh: `24 小时内 ${String(rejected24h)} 条 → 查看原因`,
        en: `${String(rejected24h)} within 24 h → see the reasons`,
      },
    });
  }
  if (conflicts > 0) {
    items.push({
      kind: 'conflicts',
      severity: 'info',
      subject: { zh: '读数冲突', en: 'Conflicting readings' },
      meter: null,
      since: null,
      count: conflicts,
      detail: {
        zh: `${String(conflicts)} 处同一时刻两个值，保留先到者 → 核对表计`,
        en: `${String(conflicts)} times two values for one moment, the first is kept → check the meter`,
      },
    });
  }
  return items;
};

/** Most meters are ahead of the platform's clock: it is probably the one that is wrong. */
export const clockItems = (trouble: ClockTrouble | undefined): Item[] =>
  trouble?.ownClock !== true
    ? []
    : [
        {
          kind: 'rejected-messages',
          severity: 'alarm',
          subject: { zh: '平台时钟', en: "The platform's clock" },
          meter: null,
          since: null,
          count: trouble.count,
          detail: {
            zh: `${String(trouble.count)} 块计量器具的时间比平台快一小时以上，读数被拒收并保留 → 校准服务器时钟，之后会重新读入`,
            en: `Readings of ${String(trouble.count)} meters lie over an hour ahead of it and are kept as rejected → set the server's clock, then they are read in again`,
          },
        },
      ];

const RANK = { alarm: 0, warning: 1, info: 2 } as const;
export const bySeverity = (items: readonly Item[]): Item[] =>
  items.toSorted((a, b) => RANK[a.severity] - RANK[b.severity]);
