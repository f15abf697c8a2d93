import type { Labels } from './bilingual.js';

/** What has become of a reporting period, in this order. */
export const PERIOD_STATES = ['open', 'closed', 'submitted', 'verified', 'locked'] as const;
export type PeriodState = (typeof PERIOD_STATES)[number];

export const PERIOD_STATE_LABELS: Labels<PeriodState> = {
  open: { zh: '进行中', en: 'open' },
  closed: { zh: '已关账', en: 'closed' },
  submitted: { zh: '已提交', en: 'submitted' },
  verified: { zh: '已核查', en: 'verified' },
  locked: { zh: '已锁定', en: 'locked' },
};

/** What has become of a restatement. `open`: records dated into the period are taken; `proposed`: it waits for a second person. */
export const RESTATEMENT_STATES = ['open', 'proposed', 'approved', 'rejected', 'withdrawn'] as const;
export type RestatementState = (typeof RESTATEMENT_STATES)[number];

export const RESTATEMENT_STATE_LABELS: Labels<RestatementState> = {
  open: { zh: '更正中', en: 'being corrected' },
  proposed: { zh: '待批准', en: 'waits for approval' },
  approved: { zh: '已批准', en: 'approved' },
  rejected: { zh: '已驳回', en: 'rejected' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
};

/** Points that closing a period asks about. */
export const PERIOD_POINTS = [
  'no-sources',
  'source-missing',
  'low-coverage',
  'estimated',
  'conflicts',
  'evidence-missing',
  'cross-check',
  'factor-warning',
  'inventory-warning',
  'boundary-missing',
  'plan-missing',
  'plan-uncovered',
  'calibration-overdue',
  'engagement-missing',
] as const;
export type PeriodPoint = (typeof PERIOD_POINTS)[number];
