import type { Labels } from './bilingual.js';

/**
 * Why a step of a register is worth a look. The first two are believed and only noted: readings that come later may tell
 * otherwise.
 */
const FINDING_REASONS = [
  'unusual',
  'wrap',
  'dip',
  'spike',
  'fall',
  'reset',
  'too-fast',
  'unit-step',
  'negative',
  'too-large',
] as const;
export type FindingReason = (typeof FINDING_REASONS)[number];

/** Reasons that ask for a decision. */
export const DOUBTS = [
  'dip',
  'spike',
  'fall',
  'reset',
  'too-fast',
  'unit-step',
  'negative',
  'too-large',
] as const satisfies readonly FindingReason[];
export type Doubt = (typeof DOUBTS)[number];

export const DOUBT_LABELS: Labels<Doubt> = {
  dip: { zh: '短时下跌后恢复', en: 'fell and came back' },
  spike: { zh: '短时突高后恢复', en: 'jumped up and came back' },
  fall: { zh: '示值下降且未恢复', en: 'fell and stayed' },
  reset: { zh: '示值归零重计', en: 'began anew' },
  'too-fast': { zh: '上升过快', en: 'rose faster than it can' },
  'unit-step': { zh: '单位疑似变化 1000 倍', en: 'unit a thousand times other' },
  negative: { zh: '区间量为负', en: 'interval below zero' },
  'too-large': { zh: '区间量过大', en: 'interval larger than it can be' },
};

/** What is to be done about a finding. */
export const PROPOSALS = ['void', 'reset', 'swap', 'unit', 'net', 'daily-reset'] as const;
export type Proposal = (typeof PROPOSALS)[number];

/** What people record about readings of a register. */
export const REGISTER_EVENTS = [
  'void',
  'correct',
  'accept',
  'reset',
  'swap',
  'conflict',
  'calibration',
] as const;
export type RegisterEventKind = (typeof REGISTER_EVENTS)[number];

export const REGISTER_EVENT_LABELS: Labels<RegisterEventKind> = {
  void: { zh: '读数作废', en: 'readings set aside' },
  correct: { zh: '人工更正', en: 'value corrected' },
  accept: { zh: '确认属实', en: 'step confirmed' },
  reset: { zh: '归零', en: 'reset to zero' },
  swap: { zh: '换表', en: 'meter swapped' },
  conflict: { zh: '冲突裁定', en: 'conflict decided' },
  calibration: { zh: '检定校准', en: 'calibration' },
};
