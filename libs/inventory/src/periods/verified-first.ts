import { refused, type RefusedError } from '@zerofab/vocabulary';
import type { Engagement } from '../verification/verification-rows.js';
import type { Period } from './period-rows.js';
import type { Point } from './point.js';

/** Whether a period is one that engagements are made for: a calendar year. */
export const asksForEngagement = (period: string): boolean => period.length === 4;

/** A year that nobody is to verify needs a word; with an engagement it is verified by its conclusion alone. */
export const engagementPoint: Point = {
  id: 'engagement-missing',
  kind: 'engagement-missing',
  source: null,
  subject: { zh: '核查任务', en: 'Verification engagement' },
  detail: {
    zh: '没有核查任务 → 由核查员在“核查”页新建；本年度不核查或另行核查时，注明原因豁免',
    en: 'No engagement is open → an auditor opens one on the page Verification; waive it with a reason where the year is not verified here',
  },
};

const notConcluded = (period: string, zh: string, en: string): RefusedError =>
  refused('verification-not-concluded', {
    zh: `报告期 ${period} ${zh}`,
    en: `The period ${period} ${en}`,
  });

/**
 * A year is verified by the conclusion of its engagement about the very figures, with an unmodified or modified opinion;
 * without any engagement only where the point of the check list was waived with a reason.
 * @param engagements of the period, the latest first
 * @param figures SHA-256 of the fingerprint of the figures that are to be verified
 * @throws RefusedError verification-not-concluded
 */
export const refuseUnconcluded = (
  { period, waivers }: Period,
  engagements: readonly Engagement[],
  figures: string,
): void => {
  const latest = engagements.find(({ state }) => state !== 'withdrawn');
  if (latest === undefined) {
    if (!asksForEngagement(period) || waivers.some(({ point }) => point === engagementPoint.id)) return;
    throw notConcluded(
      period,
      '没有核查任务；请由核查员在“核查”页新建并出具结论',
      'has no verification engagement; an auditor opens one on the page Verification and concludes it',
    );
  }
  if (latest.state === 'open' || latest.conclusion === null)
    throw notConcluded(
      period,
      `的第 ${latest.id} 号核查任务尚无结论；请先出具结论`,
      `has engagement ${latest.id} without a conclusion; conclude it first`,
    );
  const { opinion } = latest.conclusion;
  if (opinion !== 'unmodified' && opinion !== 'modified')
    throw notConcluded(
      period,
      `的核查意见不支持确认（第 ${latest.id} 号）；请重新打开、更正后另立核查任务`,
      `is not supported by the opinion of engagement ${latest.id}; reopen it, correct it and have it verified by another engagement`,
    );
  if (latest.basis.kind !== 'figures' || latest.basis.sha256 !== figures)
    throw notConcluded(
      period,
      `的数值与第 ${latest.id} 号核查任务所核查的不同；请另立核查任务`,
      `has other figures than engagement ${latest.id} verified; open another engagement`,
    );
};
