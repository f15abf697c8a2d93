import type { Inventory, QualityPlan } from '@zerofab/contracts';
import { hashOf } from '@zerofab/records';
import type { Bilingual, PeriodPoint } from '@zerofab/vocabulary';
import type { Point } from './point.js';
import { engagementPoint } from './verified-first.js';

/** What a check looks at. */
export interface CheckedPeriod {
  readonly inventory: Inventory;
  /** Conflicting readings within the period. */
  readonly conflicts: number;
  readonly hasBoundary: boolean;
  /** A verification engagement is open or concluded; null: none is asked for (a month). */
  readonly hasEngagement: boolean | null;
  readonly plan: QualityPlan;
}

type Line = Inventory['sources'][number];

/** Above this share of estimated activity data a total needs a word. Ours: no standard names a number. */
const MUCH_ESTIMATED = 0.05;

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
const point = (
  kind: PeriodPoint,
  source: Pick<Line, 'code' | 'name'> | null,
  subject: Bilingual,
  detail: Bilingual,
  mark = '',
): Point => ({
  id: [kind, source?.code ?? '', mark].filter((part) => part !== '').join(':'),
  kind,
  source: source?.code ?? null,
  subject,
  detail,
});

/** A text as part of an id: another text is another point. */
const markOf = ({ en }: Bilingual): string => hashOf(en).slice(0, 12);

const completenessPoints = ({ sources, missing, partial }: Inventory): Point[] => {
  if (sources.length === 0) {
    const subject = { zh: '排放源', en: 'Emission sources' };
    return [
      point('no-sources', null, subject, {
        zh: '没有纳入核算的排放源 → 在“排放源”页登记',
        en: 'No source is in the inventory → register one on the page Sources',
      }),
    ];
  }
  const byCode = new Map(sources.map((line) => [line.code, line]));
  const lines = (codes: readonly string[]): Line[] => codes.flatMap((code) => byCode.get(code) ?? []);
  return [
    ...lines(missing).map((line) =>
      point('source-missing', line, line.name, {
        zh: `没有结果：${line.reason?.zh ?? '无数据'} → 补录或检查计量器具`,
        en: `No figure: ${line.reason?.en ?? 'no data'} → enter the data, or check the meter`,
      }),
    ),
    ...lines(partial).map((line) =>
      point('low-coverage', line, line.name, {
        zh: `覆盖率 ${percent(line.activity.coverage)}，其余时段无数据 → 补录缺口`,
        en: `Coverage ${percent(line.activity.coverage)}, no data for the rest → fill the gap`,
      }),
    ),
  ];
};

const estimatedPoints = ({ estimatedTco2e, totalTco2e }: Inventory): Point[] => {
  if (totalTco2e === null || totalTco2e === 0) return [];
  const share = Math.abs(estimatedTco2e / totalTco2e);
  if (share <= MUCH_ESTIMATED) return [];
  return [
    point(
      'estimated',
      null,
      { zh: '估算数据', en: 'Estimated data' },
      {
        zh: `总量的 ${percent(share)} 依据估算数据（平台默认界限 5 %）→ 补录实测值`,
        en: `${percent(share)} of the total rest on estimated data (5 % is a default of this platform) → enter measured values`,
      },
    ),
  ];
};

const linePoints = (line: Line): Point[] => {
  const bare = line.activity.records.filter(({ evidence }) => evidence === null).length;
  const { crossCheck } = line;
  return [
    ...(bare === 0
      ? []
      : [
          point(
            'evidence-missing',
            line,
            line.name,
            {
              zh: `${String(bare)} 条人工记录没有凭证 → 在“活动数据”页补充`,
              en: `${String(bare)} records by hand have no evidence → add it on the page Activity data`,
            },
            String(bare),
          ),
        ]),
    ...(crossCheck?.withinTolerance === false
      ? [
          point('cross-check', line, line.name, {
            zh: `交叉核对相差 ${String(crossCheck.differencePercent ?? '')} %（容许 1 %）→ 查明原因`,
            en: `The second account differs by ${String(crossCheck.differencePercent ?? '')} % (1 % is allowed) → find out why`,
          }),
        ]
      : []),
    ...(line.warnings ?? []).map((warning) =>
      point('factor-warning', line, line.name, warning, markOf(warning)),
    ),
  ];
};

const planPoints = ({ plan, inventory }: CheckedPeriod): Point[] => {
  const subject = { zh: '数据质量控制计划', en: 'Data quality control plan' };
  if (plan.approvedVersion === null)
    return [
      point('plan-missing', null, subject, {
        zh: '没有已批准的计划 → 编制并由另一人批准',
        en: 'No plan is approved → write one, and have another person approve it',
      }),
    ];
  const names = new Map(inventory.sources.map((line) => [line.code, line]));
  return [
    ...plan.uncovered.map(({ source, input }) => {
      const line = names.get(source) ?? { code: source, name: { zh: source, en: source } };
      const detail = {
        zh: `计划未包含数据“${input}” → 补充到计划`,
        en: `The plan does not cover "${input}" → add it to the plan`,
      };
      return point('plan-uncovered', line, line.name, detail, input);
    }),
    ...plan.items
      .filter(({ calibration: { state } }) => state === 'overdue' || state === 'never')
      .map(({ source, input, device, calibration }) => {
        const line = names.get(source) ?? { code: source, name: { zh: source, en: source } };
        const name = device?.name ?? input;
        const detail =
          calibration.state === 'never'
            ? {
                zh: `${name} 没有检定或校准记录 → 登记校准日期`,
                en: `${name} has no calibration on record → record its date`,
              }
            : {
                zh: `${name} 的检定已于 ${calibration.dueOn ?? ''} 到期 → 送检并登记`,
                en: `The calibration of ${name} expired on ${calibration.dueOn ?? ''} → have it calibrated and record it`,
              };
        return point('calibration-overdue', line, line.name, detail, input);
      }),
  ];
};

/** The check list of a period: everything that the platform knows to be wrong with it, in one order. */
export const periodPoints = (checked: CheckedPeriod): Point[] => {
  const { inventory, conflicts, hasBoundary, hasEngagement } = checked;
  const inventorySubject = { zh: '清单', en: 'Inventory' };
  const all = [
    ...completenessPoints(inventory),
    ...estimatedPoints(inventory),
    ...(conflicts === 0
      ? []
      : [
          point(
            'conflicts',
            null,
            { zh: '读数冲突', en: 'Conflicting readings' },
            {
              zh: `${String(conflicts)} 处同一时刻两个值，保留先到者 → 在“计量与数据”页核对`,
              en: `${String(conflicts)} times two values for one moment, the first is kept → check on the page Meters`,
            },
            String(conflicts),
          ),
        ]),
    ...inventory.sources.flatMap(linePoints),
    ...(inventory.warnings ?? []).map((warning) =>
      point('inventory-warning', null, inventorySubject, warning, markOf(warning)),
    ),
    ...(hasBoundary
      ? []
      : [
          point(
            'boundary-missing',
            null,
            { zh: '核算边界', en: 'Boundary' },
            {
              zh: '没有登记核算边界 → 在“排放源”页登记',
              en: 'No boundary is recorded → record it on the page Sources',
            },
          ),
        ]),
    ...planPoints(checked),
    ...(hasEngagement === false ? [engagementPoint] : []),
  ];
  return [...new Map(all.map((one) => [one.id, one])).values()];
};
