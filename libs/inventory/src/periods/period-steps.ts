import { editionInForce } from '@zerofab/accounting';
import { dayLabel } from '@zerofab/calendar';
import type { ChangeRequest, StoredPeriod } from '@zerofab/records';
import type { SiteEntity } from '@zerofab/telemetry';
import { notVerified, samePerson, wrongState } from './period-refusals.js';
import type { Period } from './period-rows.js';

/** A point that is waived, and why. */
export interface Waiver {
  readonly point: string;
  readonly reason: string;
}

/** A period that was never closed. */
export const openPeriod = (
  site: SiteEntity,
  period: string,
  span: { fromMs: number; toMs: number },
): Period => ({
  period,
  state: 'open',
  ...span,
  zone: site.timezone,
  method: editionInForce(dayLabel(span.toMs - 1, site.timezone)).id,
  waivers: [],
  closed: null,
  submitted: null,
  verified: null,
  locked: null,
  unverified: null,
  version: 0,
});

/** Who did a step, and when. */
export const stamp = ({ actor }: ChangeRequest, at: Date): { by: string; at: string } => ({
  by: actor.username,
  at: at.toISOString(),
});

/** The waivers of a period with those asked for; an empty reason takes one back. */
export const withWaivers = (
  { waivers }: Pick<StoredPeriod, 'waivers'>,
  asked: readonly Waiver[],
  request: ChangeRequest,
  at: Date,
): StoredPeriod['waivers'] => {
  const said = new Set(asked.map(({ point }) => point));
  return [
    ...waivers.filter(({ point }) => !said.has(point)),
    ...asked
      .filter(({ reason }) => reason !== '')
      .map(({ point, reason }) => ({ point, reason, ...stamp(request, at) })),
  ];
};

/** @throws RefusedError period-state unless it is verified, or locked without for a reason */
export const refuseLock = ({ period, state }: Period, unverified: string | undefined): void => {
  if (state === 'verified') return;
  if (state !== 'closed' && state !== 'submitted') throw wrongState(period, state);
  if (unverified === undefined) throw notVerified(period);
};

/** Whoever closed or submitted a period neither verifies nor locks it. */
export const refuseOwn = ({ period, closed, submitted }: Period, { actor }: ChangeRequest): void => {
  if (closed?.by === actor.username) throw samePerson(period, { zh: '关账', en: 'closed' });
  if (submitted?.by === actor.username) throw samePerson(period, { zh: '提交', en: 'submitted' });
};
