import type { Bilingual } from '@zerofab/vocabulary';
import type { CentreFacts } from './facts.js';
import { RULES } from './rules.js';

/** Where a function that is not live is mended: a page of the dashboard. */
type MendPage =
  'meters' | 'periods' | 'production' | 'energy' | 'budgets' | 'reports' | 'electricity' | 'simulation';

/** `notOffered`: the platform does not have the function, so that no data can make it live. */
type FunctionState = 'live' | 'notLive' | 'notOffered';

/** A function of the energy-carbon centre as its live test found it. */
export interface FunctionVerdict {
  /** Number in the guide 工信厅节〔2025〕13号; 13 is counted by the form of the national zero-carbon factory alone. */
  readonly no: number;
  readonly name: Bilingual;
  /** What must hold for it to be live. */
  readonly test: Bilingual;
  readonly state: FunctionState;
  /** What was measured, with its number: why it is live, or is not. */
  readonly found: Bilingual;
  readonly mend: MendPage | null;
}

type CentreFunction = Pick<FunctionVerdict, 'no' | 'name' | 'test' | 'mend'>;

const words = (zh: string, en: string): Bilingual => ({ zh, en });

/** The functions in the order of the guide, each with its live test; the wording of the tests is ours. */
const CENTRE_FUNCTIONS: readonly CentreFunction[] = [
  {
    no: 1,
    name: words('能耗查询', 'Energy query'),
    test: words('昨日每块一级表都有数据', 'yesterday has data of every first-level meter'),
    mend: 'meters',
  },
  {
    no: 2,
    name: words('能源消费量和强度计算', 'Energy use and intensity'),
    test: words('上月综合能耗与至少一个强度已关账', 'energy and one intensity of last month are closed'),
    mend: 'periods',
  },
  {
    no: 3,
    name: words('能源消费分析与用能策略推荐', 'Analysis and advice'),
    test: words('30 天内至少一条带数字的建议', 'one advice with numbers within 30 days'),
    mend: null,
  },
  {
    no: 4,
    name: words('能效对标', 'Benchmarking'),
    test: words('至少一个产品与限额标准对标', 'one product is held against a limit standard'),
    mend: 'production',
  },
  {
    no: 5,
    name: words('能流分析', 'Energy flow'),
    test: words('上月能流平衡且无缺测', 'the flow of last month balances and lacks no meter'),
    mend: 'energy',
  },
  {
    no: 6,
    name: words('能效平衡与优化', 'Balance and optimisation'),
    test: words('上月平衡表与至少一次优化运算', 'balance of last month, and one run of the optimiser'),
    mend: null,
  },
  {
    no: 7,
    name: words('用能与碳排放预算管理', 'Budgets of energy and carbon'),
    test: words('本年预算已批准且有实绩', 'the budget of this year is approved and has actuals'),
    mend: 'budgets',
  },
  {
    no: 8,
    name: words('碳排放核算', 'Carbon accounting'),
    test: words('至少一个已锁定且可溯源的月份', 'one month is locked, with its trace'),
    mend: 'periods',
  },
  {
    no: 9,
    name: words('产品碳足迹核算', 'Product carbon footprint'),
    test: words('至少一个产品的结果', 'one result of a product'),
    mend: null,
  },
  {
    no: 10,
    name: words('供应链碳管理', 'Carbon in the supply chain'),
    test: words('至少一个有数据的供应商', 'one supplier with data'),
    mend: null,
  },
  {
    no: 11,
    name: words('碳核查支撑', 'Support of verification'),
    test: words('至少一个核查包', 'one package for the verifier'),
    mend: 'reports',
  },
  {
    no: 12,
    name: words('碳资产管理', 'Carbon assets'),
    test: words('至少一条登记', 'one entry of a register'),
    mend: 'electricity',
  },
  {
    no: 13,
    name: words('智能分析与辅助决策', 'Analysis and decision support'),
    test: words('至少一个已保存的情景', 'one scenario is saved'),
    mend: 'simulation',
  },
];

const NOT_OFFERED = words('未上线：本平台不提供该功能', 'not live: the platform does not offer it');

/**
 * Runs the live test of every function on the facts of a site. A function that the platform does not have is `notOffered`;
 * it is never counted, whatever the data. Source of the functions: 工信厅节〔2025〕13号 (names), of 13 the form of the national
 * zero-carbon factory; the tests are defaults of ours.
 */
export const liveTests = (facts: CentreFacts): readonly FunctionVerdict[] =>
  CENTRE_FUNCTIONS.map(({ no, name, test, mend }): FunctionVerdict => {
    const rule = RULES[no];
    if (rule === undefined) return { no, name, test, state: 'notOffered', found: NOT_OFFERED, mend };
    const { live, found } = rule(facts);
    return { no, name, test, state: live ? 'live' : 'notLive', found, mend: live ? null : mend };
  });

/**
 * Functions that are live, as an indicator counts them.
 * @param most 12: those of the guide (green factory), 13: with analysis and decision support (zero-carbon factory)
 */
export const liveCount = (verdicts: readonly FunctionVerdict[], most: 12 | 13): number =>
  verdicts.filter(({ no, state }) => state === 'live' && no <= most).length;
