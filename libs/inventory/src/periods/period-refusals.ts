import { PERIOD_STATE_LABELS, refused, type PeriodState, type RefusedError } from '@zerofab/vocabulary';
import type { Point } from './point.js';

const word = (state: PeriodState): { zh: string; en: string } => PERIOD_STATE_LABELS[state];

/** What leads on from a state. */
const NEXT: Readonly<Record<PeriodState, { readonly zh: string; readonly en: string }>> = {
  open: { zh: '先关账（close）', en: 'close it first' },
  closed: { zh: '下一步：提交核查（submit），或重新打开（reopen）', en: 'submit it next, or reopen it' },
  submitted: {
    zh: '下一步：由核查员核查（verify），或重新打开（reopen）',
    en: 'an auditor verifies it next, or reopen it',
  },
  verified: {
    zh: '下一步：由关账人以外的人锁定（lock），或重新打开（reopen）',
    en: 'somebody else than who closed it locks it next, or reopen it',
  },
  locked: {
    zh: '已锁定的报告期不再打开；需要更正时发起更正（restatements）',
    en: 'a locked period is never opened again; to correct it, start a restatement',
  },
};

/** The state of a period does not allow what was asked. */
export const wrongState = (period: string, state: PeriodState): RefusedError =>
  refused(
    'period-state',
    {
      zh: `报告期 ${period} 的状态是“${word(state).zh}”，不能执行此操作；${NEXT[state].zh}`,
      en: `The period ${period} is ${word(state).en}, which does not allow this; ${NEXT[state].en}`,
    },
    { period, state },
  );

export const notOver = (period: string): RefusedError =>
  refused('period-not-over', {
    zh: `报告期 ${period} 尚未结束；结束后再关账`,
    en: `The period ${period} is not over yet; close it once it is`,
  });

const NAMED = 5;

/** Points of the check list are neither solved nor waived. */
export const notReady = (period: string, open: readonly Point[]): RefusedError => {
  const named = open.slice(0, NAMED).map(({ id }) => id);
  const rest = open.length > NAMED ? ' …' : '';
  return refused(
    'period-not-ready',
    {
      zh: `报告期 ${period} 还有 ${String(open.length)} 项未处理（${named.join('、')}${rest}）；请逐项解决，或注明原因予以豁免（waivers）`,
      en: `${String(open.length)} points of ${period} are open (${named.join(', ')}${rest}); solve each one, or waive it with a reason (waivers)`,
    },
    { open: open.length },
  );
};

export const unknownPoint = (id: string): RefusedError =>
  refused('unknown-point', {
    zh: `检查清单中没有“${id}”这一项；GET …/periods/{period} 列出现有各项`,
    en: `The check list has no point "${id}"; GET …/periods/{period} lists those there are`,
  });

export const samePerson = (period: string, did: { readonly zh: string; readonly en: string }): RefusedError =>
  refused('second-person', {
    zh: `报告期 ${period} 是由您${did.zh}的，须由另一人办理；请同事审阅后操作`,
    en: `You ${did.en} the period ${period}; this takes a second person, ask a colleague to look at it`,
  });

export const notVerified = (period: string): RefusedError =>
  refused('period-state', {
    zh: `报告期 ${period} 尚未核查；请先提交（submit）并由核查员核查（verify），或在 unverified 中注明为何不经核查即锁定`,
    en: `The period ${period} was not verified; submit it and have an auditor verify it, or say in unverified why it is locked without`,
  });

export const movedSinceVerified = (period: string, was: string | null, now: string | null): RefusedError =>
  refused('period-figures-moved', {
    zh: `报告期 ${period} 的数值自核查后有变动（总量 ${was ?? '—'} → ${now ?? '—'} tCO2e）；请重新打开、核对并再次核查`,
    en: `The figures of ${period} moved since they were verified (total ${was ?? '—'} → ${now ?? '—'} tCO2e); reopen the period, look at it and have it verified again`,
  });
