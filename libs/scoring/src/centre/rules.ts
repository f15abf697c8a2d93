import { PERIOD_STATE_LABELS, type Bilingual } from '@zerofab/vocabulary';
import type { CentreFacts } from './facts.js';

/** Whether a live test passed, and the figure it found. */
export interface Finding {
  readonly live: boolean;
  readonly found: Bilingual;
}

const words = (zh: string, en: string): Bilingual => ({ zh, en });
const MOST_NAMED = 5;
const listed = (codes: readonly string[]): string =>
  `${codes.slice(0, MOST_NAMED).join(', ')}${codes.length > MOST_NAMED ? ' …' : ''}`;
const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

const query = ({ firstLevel }: CentreFacts): Finding => {
  const silent = firstLevel.filter(({ known }) => !known).map(({ meter }) => meter);
  const [all, heard] = [String(firstLevel.length), String(firstLevel.length - silent.length)];
  const rest = silent.length === 0 ? '' : listed(silent);
  return {
    live: firstLevel.length > 0 && silent.length === 0,
    found:
      firstLevel.length === 0
        ? words('没有一级计量表', 'there is no meter of the first level')
        : words(
            `昨日有数据的一级表 ${heard}/${all}${rest === '' ? '' : `；缺：${rest}`}`,
            `${heard} of ${all} first-level meters have data of yesterday${rest === '' ? '' : `; without: ${rest}`}`,
          ),
  };
};

const intensity = ({ month, monthState, energyTce, intensities }: CentreFacts): Finding => {
  const state = PERIOD_STATE_LABELS[monthState];
  if ('missing' in energyTce) {
    return {
      live: false,
      found: words(
        `${month} 综合能耗缺失：${energyTce.missing.zh}`,
        `comprehensive energy of ${month} is missing: ${energyTce.missing.en}`,
      ),
    };
  }
  return {
    live: monthState !== 'open' && intensities > 0,
    found: words(
      `${month} 综合能耗 ${energyTce.value} tce，强度指标 ${String(intensities)} 个，报告期${state.zh}`,
      `${month}: ${energyTce.value} tce, ${String(intensities)} intensities, period ${state.en}`,
    ),
  };
};

const benchmark = ({ month, comparedLevels, recordedLevels }: CentreFacts): Finding => ({
  live: comparedLevels > 0,
  found: words(
    `${month} 已对标限额等级 ${String(comparedLevels)} 项（已登记 ${String(recordedLevels)} 项）`,
    `${month}: held against ${String(comparedLevels)} levels of limit standards (${String(recordedLevels)} recorded)`,
  ),
});

/** Above this a node of the flow does not balance, kWh: figures carry six decimals. */
const FLOW_TOLERANCE_KWH = 0.001;

const flow = ({ month, flow: { nodes, missing, differenceKwh } }: CentreFacts): Finding => {
  const rest = missing.length === 0 ? '' : listed(missing);
  return {
    live: nodes > 0 && missing.length === 0 && Number(differenceKwh) <= FLOW_TOLERANCE_KWH,
    found:
      nodes === 0
        ? words(`${month} 没有可画的能流`, `there is no energy flow of ${month}`)
        : words(
            `${month} 能流 ${String(nodes)} 个节点，最大差额 ${differenceKwh} kWh${rest === '' ? '' : `；缺：${rest}`}`,
            `${month}: ${String(nodes)} nodes, largest difference ${differenceKwh} kWh${rest === '' ? '' : `; without figure: ${rest}`}`,
          ),
  };
};

/** The balance is reported; runs of the optimiser are answered and not kept, so that the second half cannot be shown. */
const balance = ({ month, balance: { parents, known, largestShare, meter } }: CentreFacts): Finding => {
  const share =
    largestShare === null
      ? words('', '')
      : words(
          `，最大损差 ${percent(largestShare)}（${meter ?? ''}）`,
          `, largest ${percent(largestShare)} (${meter ?? ''})`,
        );
  return {
    live: false,
    found: words(
      `${month} 平衡表 ${String(known)}/${String(parents)} 张有结果${share.zh}；优化运算不留存，无法证明已运行`,
      `${month}: ${String(known)} of ${String(parents)} balances worked out${share.en}; runs of the optimiser are not kept, so that none can be shown`,
    ),
  };
};

const budget = ({ budget: { year, approvedVersion, items, withActual } }: CentreFacts): Finding => ({
  live: approvedVersion !== null && withActual > 0,
  found:
    approvedVersion === null
      ? words(`${String(year)} 年没有已批准的预算`, `no budget of ${String(year)} is approved`)
      : words(
          `${String(year)} 年预算第 ${String(approvedVersion)} 版已批准，${String(withActual)}/${String(items)} 项有实绩`,
          `budget of ${String(year)}, version ${String(approvedVersion)}, is approved; ${String(withActual)} of ${String(items)} items have actuals`,
        ),
});

const accounting = ({ lockedMonth }: CentreFacts): Finding => ({
  live: lockedMonth !== null,
  found:
    lockedMonth === null
      ? words('没有已锁定的月份', 'no month is locked')
      : words(`${lockedMonth} 已锁定，可溯源`, `${lockedMonth} is locked, with its trace`),
});

const verification = ({ bundleAt }: CentreFacts): Finding => ({
  live: bundleAt !== null,
  found:
    bundleAt === null
      ? words('没有导出过核查包', 'no audit bundle was handed out yet')
      : words(`最近一次核查包 ${bundleAt}`, `last audit bundle ${bundleAt}`),
});

const assets = ({ registerEntries }: CentreFacts): Finding => ({
  live: registerEntries > 0,
  found: words(
    `绿电、绿证登记 ${String(registerEntries)} 条；配额与 CCER 尚无台账`,
    `${String(registerEntries)} entries of green electricity and certificates; allowances and CCER have no register`,
  ),
});

const decisions = ({ simulations }: CentreFacts): Finding => ({
  live: simulations > 0,
  found: words(`已保存情景 ${String(simulations)} 个`, `${String(simulations)} scenarios are saved`),
});

/** The rule of each function that the platform has, by its number. */
export const RULES: Readonly<Record<number, (facts: CentreFacts) => Finding>> = {
  1: query,
  2: intensity,
  4: benchmark,
  5: flow,
  6: balance,
  7: budget,
  8: accounting,
  11: verification,
  12: assets,
  13: decisions,
};
