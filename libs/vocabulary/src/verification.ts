import type { Labels } from './bilingual.js';

/** Level of assurance of a verification (ISO 14064-3:2019, 3.6.5): how sure the conclusion is. */
export const ASSURANCE_LEVELS = ['limited', 'reasonable'] as const;
export type AssuranceLevel = (typeof ASSURANCE_LEVELS)[number];

export const ASSURANCE_LABELS: Labels<AssuranceLevel> = {
  limited: { zh: '有限保证', en: 'limited' },
  reasonable: { zh: '合理保证', en: 'reasonable' },
};

/** What has become of a verification engagement. */
export const ENGAGEMENT_STATES = ['open', 'concluded', 'withdrawn'] as const;
export type EngagementState = (typeof ENGAGEMENT_STATES)[number];

export const ENGAGEMENT_STATE_LABELS: Labels<EngagementState> = {
  open: { zh: '核查中', en: 'under way' },
  concluded: { zh: '已出结论', en: 'concluded' },
  withdrawn: { zh: '已撤销', en: 'withdrawn' },
};

/** Opinion of a verification statement (ISO 14064-3:2019, 9.2: unmodified, modified, adverse; or disclaimed). */
export const OPINIONS = ['unmodified', 'modified', 'adverse', 'disclaimed'] as const;
export type Opinion = (typeof OPINIONS)[number];

export const OPINION_LABELS: Labels<Opinion> = {
  unmodified: { zh: '无保留意见', en: 'unmodified' },
  modified: { zh: '保留意见', en: 'modified' },
  adverse: { zh: '否定意见', en: 'adverse' },
  disclaimed: { zh: '无法表示意见', en: 'disclaimed' },
};

/** How grave a finding (不符合项) is. */
export const FINDING_SEVERITIES = ['major', 'minor', 'observation'] as const;
export type FindingSeverity = (typeof FINDING_SEVERITIES)[number];

export const FINDING_SEVERITY_LABELS: Labels<FindingSeverity> = {
  major: { zh: '严重不符合', en: 'major' },
  minor: { zh: '一般不符合', en: 'minor' },
  observation: { zh: '观察项', en: 'observation' },
};

/** What has become of a finding: the energy manager answers, the auditor closes or withdraws. */
export const FINDING_STATES = ['open', 'answered', 'closed', 'withdrawn'] as const;
export type FindingState = (typeof FINDING_STATES)[number];

export const FINDING_STATE_LABELS: Labels<FindingState> = {
  open: { zh: '待答复', en: 'open' },
  answered: { zh: '已答复', en: 'answered' },
  closed: { zh: '已关闭', en: 'closed' },
  withdrawn: { zh: '已撤销', en: 'withdrawn' },
};

/** What a datum of a verification is: a source in a month, a record by hand, a register of a meter. */
export const DATUM_KINDS = ['line', 'record', 'register'] as const;
export type DatumKind = (typeof DATUM_KINDS)[number];

export const DATUM_KIND_LABELS: Labels<DatumKind> = {
  line: { zh: '排放源 × 月', en: 'source × month' },
  record: { zh: '人工记录', en: 'record by hand' },
  register: { zh: '计量寄存器', en: 'meter register' },
};

/** What an auditor noted of a datum. */
export const CHECK_RESULTS = ['agrees', 'differs', 'comment'] as const;
export type CheckResult = (typeof CHECK_RESULTS)[number];

export const CHECK_RESULT_LABELS: Labels<CheckResult> = {
  agrees: { zh: '相符', en: 'agrees' },
  differs: { zh: '不符', en: 'differs' },
  comment: { zh: '仅备注', en: 'comment only' },
};

/** Parts of what makes an error in a datum likely, in the order in which they are shown. */
export const RISK_PARTS = ['inherent', 'quality', 'estimated', 'manual', 'change', 'evidence'] as const;
export type RiskPart = (typeof RISK_PARTS)[number];

export const RISK_PART_LABELS: Labels<RiskPart> = {
  inherent: { zh: '固有风险', en: 'inherent' },
  quality: { zh: '数据质量', en: 'data quality' },
  estimated: { zh: '估算占比', en: 'estimated share' },
  manual: { zh: '人工录入', en: 'entered by hand' },
  change: { zh: '较上年变化', en: 'change since last year' },
  evidence: { zh: '缺少证据', en: 'missing evidence' },
};
