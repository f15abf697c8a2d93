import type { CheckItem, Inventory } from '@zerofab/contracts';
import type { ManualRecord, SourceDefinition } from '@zerofab/figures';
import type { MeterEntity, SiteEntity, StoredReading } from '@zerofab/telemetry';
import type { Bilingual, CheckStep } from '@zerofab/vocabulary';
import { lastReadingOf } from '../overview/meter-state.js';
import { missingManualData } from '../overview/attention.js';

/** What the check list is made from: one reading of the store. */
export interface SiteState {
  readonly site: SiteEntity;
  readonly meters: readonly MeterEntity[];
  readonly latest: ReadonlyMap<number, StoredReading>;
  readonly sources: readonly SourceDefinition[];
  readonly records: readonly ManualRecord[];
  /** First reading of the site by its own time; null without any. */
  readonly firstReadingMs: number | null;
  /** Begin of the running year, local. */
  readonly yearMs: number;
  /** The running month; null where nothing is to be accounted. */
  readonly inventory: Inventory | null;
  readonly hasBoundary: boolean;
  readonly hasPlan: boolean;
  readonly nowMs: number;
}

const TITLES: Readonly<Record<CheckStep, Bilingual>> = {
  site: { zh: '组织与厂区', en: 'Organisation and site' },
  units: { zh: '用能单元', en: 'Units' },
  meters: { zh: '计量表', en: 'Meters' },
  readings: { zh: '读数接入', en: 'Readings arrive' },
  history: { zh: '历史数据', en: 'History' },
  sources: { zh: '排放源', en: 'Emission sources' },
  activityData: { zh: '人工活动数据', en: 'Activity data by hand' },
  factors: { zh: '每个排放源都有数字', en: 'A figure for each source' },
  boundary: { zh: '核算边界', en: 'Boundary' },
  plan: { zh: '数据质量控制计划', en: 'Data quality plan' },
};

type Verdict = readonly [state: CheckItem['state'], zh: string, en: string, count?: number];
const list = (names: readonly Bilingual[], lang: keyof Bilingual): string =>
  names
    .slice(0, 5)
    .map((name) => name[lang])
    .join(lang === 'zh' ? '、' : ', ') + (names.length > 5 ? ' …' : '');
const nameOf = (meter: MeterEntity): Bilingual => ({ zh: meter.nameZh, en: meter.nameEn });

const siteFields = ({ site }: SiteState): Verdict => {
  const missing = (
    [
      [site.organisation, '单位名称', 'organisation'],
      [site.address, '地址', 'address'],
      [site.gridRegion, '电网区域', 'grid region'],
      [site.industryClass, '行业分类', 'class of industry'],
      [site.currency, '货币', 'currency'],
    ] as const
  ).flatMap(([value, zh, en]) => ((value ?? '') === '' ? [{ zh, en }] : []));
  return missing.length === 0
    ? ['done', '信息完整', 'All is said']
    : ['partly', `还缺：${list(missing, 'zh')}`, `Missing: ${list(missing, 'en')}`, missing.length];
};

const units = ({ site }: SiteState): Verdict =>
  site.units.length === 0
    ? ['missing', '还没有用能单元 → 加入工厂、车间、产线', 'No unit yet → add plant, workshops, lines']
    : [
        'done',
        `${String(site.units.length)} 个单元`,
        `${String(site.units.length)} units`,
        site.units.length,
      ];

const meters = ({ meters: all }: SiteState): Verdict =>
  all.length === 0
    ? ['missing', '还没有计量表 → 填写、导入或粘贴', 'No meter yet → fill in, import or paste']
    : ['done', `${String(all.length)} 块计量表`, `${String(all.length)} meters`, all.length];

const readings = ({ meters: all, latest }: SiteState): Verdict => {
  const silent = all.filter((meter) => lastReadingOf(meter, latest) === null);
  if (all.length === 0 || silent.length === all.length)
    return ['missing', '还没有收到读数 → 连接计量表', 'No reading yet → connect a meter'];
  return silent.length === 0
    ? ['done', '每块表都有读数', 'Every meter has readings']
    : [
        'partly',
        `${String(silent.length)} 块表从未上传：${list(silent.map(nameOf), 'zh')}`,
        `${String(silent.length)} meters were never seen: ${list(silent.map(nameOf), 'en')}`,
        silent.length,
      ];
};

const history = ({ firstReadingMs, yearMs }: SiteState): Verdict => {
  if (firstReadingMs === null)
    return ['missing', '还没有历史读数 → 上传 CSV', 'No history yet → upload a CSV'];
  return firstReadingMs <= yearMs
    ? ['done', '本年从年初起有读数', 'Readings reach back to the begin of the year']
    : ['partly', '本年年初没有读数 → 上传历史 CSV', 'The begin of the year has no readings → upload a CSV'];
};

const sources = ({ sources: all }: SiteState): Verdict =>
  all.length === 0
    ? ['missing', '还没有排放源 → 按建议建立', 'No source yet → take the suggestions']
    : ['done', `${String(all.length)} 个排放源`, `${String(all.length)} sources`, all.length];

const activityData = ({ site, sources: all, records, nowMs }: SiteState): Verdict => {
  const manual = all.filter(({ activity }) => activity.kind !== 'meters');
  const missing = missingManualData(site, all, records, nowMs);
  if (manual.length === 0) return ['done', '没有需要人工录入的排放源', 'No source needs records by hand'];
  return missing.length === 0
    ? ['done', '上月已录入', 'Last month is recorded']
    : [
        'partly',
        `上月未录入：${list(
          missing.map(({ subject }) => subject),
          'zh',
        )}`,
        `Last month is not recorded: ${list(
          missing.map(({ subject }) => subject),
          'en',
        )}`,
        missing.length,
      ];
};

const factors = ({ inventory }: SiteState): Verdict => {
  if (inventory === null)
    return ['missing', '建立排放源后才有数字', 'There are figures once there are sources'];
  const without = inventory.sources.filter(({ tco2e }) => tco2e === null);
  return without.length === 0
    ? ['done', '本月每个排放源都有数字', 'Each source has a figure this month']
    : [
        'partly',
        `本月没有数字：${list(
          without.map(({ name }) => name),
          'zh',
        )}`,
        `No figure this month: ${list(
          without.map(({ name }) => name),
          'en',
        )}`,
        without.length,
      ];
};

const boundary = ({ hasBoundary }: SiteState): Verdict =>
  hasBoundary
    ? ['done', '已登记', 'Recorded']
    : ['missing', '尚未登记 → 登记核算边界', 'Not recorded yet → record the boundary'];

const plan = ({ hasPlan }: SiteState): Verdict =>
  hasPlan
    ? ['done', '已批准', 'Approved']
    : ['missing', '没有已批准的计划 → 编制并批准', 'No approved plan → write and approve one'];

const CHECKS: Readonly<Record<CheckStep, (state: SiteState) => Verdict>> = {
  site: siteFields,
  units,
  meters,
  readings,
  history,
  sources,
  activityData,
  factors,
  boundary,
  plan,
};

/** Who may do what the list asks for: those who change records. */
const DOERS: CheckItem['roles'] = ['admin', 'energy_manager'];

/** One step of the check list. */
export const checkItem = (step: CheckStep, state: SiteState): CheckItem => {
  const [verdict, zh, en, count = null] = CHECKS[step](state);
  return { step, state: verdict, title: TITLES[step], detail: { zh, en }, count, roles: DOERS };
};
