/** Kinds of record that people change; each has its own stored schema in this folder. */
export const RECORD_KINDS = [
  'site',
  'units',
  'meter',
  'meter-credentials',
  'register-event',
  'source',
  'activity-data',
  'parameter',
  'energy-proof',
  'ledger-parameter',
  'boundary',
  'quality-plan',
  'quality-plan-approval',
  'scoring-input',
  'period',
  'restatement',
  'inventory-version',
  'product',
  'production',
  'budget',
  'budget-approval',
  'target',
  'evidence',
  'factor-import',
  'factor-comparison',
  'user',
  'journal',
  'login',
  'access',
] as const;
export type RecordKind = (typeof RECORD_KINDS)[number];

/** The kinds as people in China call them. */
export const CHINESE_KINDS: Readonly<Record<RecordKind, string>> = {
  site: '站点',
  units: '用能单元',
  meter: '计量器具',
  'meter-credentials': '计量器具的登录凭据',
  'register-event': '计量事件',
  source: '排放源',
  'activity-data': '活动数据',
  parameter: '参数',
  'energy-proof': '电力属性凭证',
  'ledger-parameter': '台账参数',
  boundary: '核算边界',
  'quality-plan': '数据质量控制计划',
  'quality-plan-approval': '计划的批准',
  'scoring-input': '评价输入',
  period: '报告期',
  restatement: '更正',
  'inventory-version': '清单版本',
  product: '产品',
  production: '生产数据',
  budget: '预算',
  'budget-approval': '预算的批准',
  target: '目标',
  evidence: '证据',
  'factor-import': '因子表导入',
  'factor-comparison': '因子核对',
  user: '用户',
  journal: '日志',
  login: '登录',
  access: '读取与导出',
};

/** Kinds that belong to the whole platform, not to a site. */
export const PLATFORM_KINDS: ReadonlySet<RecordKind> = new Set([
  'factor-import',
  'factor-comparison',
  'user',
  'journal',
  'login',
]);

/** What is no change of a record: told by the audit log, left out of the history of records. */
export const ACCESS_KINDS: readonly RecordKind[] = ['login', 'access'];
