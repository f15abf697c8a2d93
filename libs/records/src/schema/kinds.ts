/** Kinds of record that people change; each has its own stored schema in this folder. */
export const RECORD_KINDS = [
  'site',
  'units',
  'meter',
  'meter-credentials',
  'source',
  'activity-data',
  'parameter',
  'energy-proof',
  'ledger-parameter',
  'boundary',
  'quality-plan',
  'quality-plan-approval',
  'scoring-input',
  'tariff-contract',
  'energy-invoice',
  'evidence',
  'factor-import',
  'user',
  'journal',
] as const;
export type RecordKind = (typeof RECORD_KINDS)[number];

/** The kinds as people in China call them. */
export const CHINESE_KINDS: Readonly<Record<RecordKind, string>> = {
  site: '站点',
  units: '用能单元',
  meter: '计量器具',
  'meter-credentials': '计量器具的登录凭据',
  source: '排放源',
  'activity-data': '活动数据',
  parameter: '参数',
  'energy-proof': '电力属性凭证',
  'ledger-parameter': '台账参数',
  boundary: '核算边界',
  'quality-plan': '数据质量控制计划',
  'quality-plan-approval': '计划的批准',
  'scoring-input': '评价输入',
  'tariff-contract': '电价合同',
  'energy-invoice': '能源账单',
  evidence: '证据',
  'factor-import': '因子表导入',
  user: '用户',
  journal: '日志',
};

/** Kinds that belong to the whole platform, not to a site. */
export const PLATFORM_KINDS: ReadonlySet<RecordKind> = new Set(['factor-import', 'user', 'journal']);
