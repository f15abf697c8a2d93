import { isoIn } from '@zerofab/calendar';
import type { PeriodHead, RestatementView } from '@zerofab/contracts';
import type { Period, Restatement } from '@zerofab/inventory';

const done = (one: { readonly by: string; readonly at: string } | null): { by: string; at: string } | null =>
  one === null ? null : { by: one.by, at: one.at };

/** A period as lists show it. */
export const periodHead = (
  period: Period,
  latestVersion: number | null,
  underWay: Restatement['state'] | null,
): PeriodHead => ({
  period: period.period,
  state: period.state,
  from: isoIn(period.fromMs, period.zone),
  to: isoIn(period.toMs, period.zone),
  method: period.method,
  closed: done(period.closed),
  submitted: done(period.submitted),
  verified: done(period.verified),
  locked: done(period.locked),
  latestVersion,
  underWay,
});

export const restatementView = (one: Restatement): RestatementView => ({
  id: one.id,
  period: one.period,
  state: one.state,
  reason: one.reason,
  baseVersion: one.baseVersion,
  opened: one.opened,
  proposed: done(one.proposed),
  difference: one.proposed?.difference ?? null,
  decided: one.decided,
  version: one.version,
});
