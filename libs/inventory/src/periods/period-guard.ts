import { Injectable } from '@nestjs/common';
import type { ChangeGuard, Proposal } from '@zerofab/records';
import { refused, type RefusedError } from '@zerofab/vocabulary';
import type { EntityManager } from 'typeorm';

interface Closed {
  readonly period: string;
  readonly state: string;
  readonly correcting: boolean;
}
interface Instants {
  readonly from: Date;
  readonly to: Date;
}

const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;

const spanIn = (value: unknown, from: string, to: string): Instants[] => {
  const [fromMs, toMs] = [field(value, from), field(value, to)];
  return typeof fromMs === 'number' && typeof toMs === 'number'
    ? [{ from: new Date(fromMs), to: new Date(toMs) }]
    : [];
};

/** Local years differ from those of UTC by 14 hours at most; a year's parameter touches whatever lies inside both. */
const HALF_DAY_MS = 14 * 3_600_000;
const yearIn = (value: unknown): Instants[] => {
  const year = field(value, 'year');
  if (typeof year !== 'number') return [];
  return [
    {
      from: new Date(Date.UTC(year, 0, 1) + HALF_DAY_MS),
      to: new Date(Date.UTC(year + 1, 0, 1) - HALF_DAY_MS),
    },
  ];
};

/** When a record says that it is of a time; definitions say nothing and are told by the versions of a period instead. */
const datesOf = ({ kind, value, oldValue }: Proposal): Instants[] => {
  const both = [value, oldValue];
  switch (kind) {
    case 'activity-data':
    case 'energy-proof':
      return both.flatMap((one) => spanIn(one, 'fromMs', 'toMs'));
    case 'parameter':
      return both.flatMap((one) => spanIn(one, 'validFromMs', 'validToMs'));
    case 'ledger-parameter':
      return both.flatMap(yearIn);
    default:
      return [];
  }
};

const closedFor = ({ period, state }: Closed): RefusedError =>
  state === 'locked'
    ? refused(
        'period-locked',
        {
          zh: `报告期 ${period} 已锁定，其记录不能直接更改。请在“报告期”页对 ${period} 发起更正（POST …/periods/${period}/restatements，注明原因），录入后提交，由另一人批准`,
          en: `The period ${period} is locked; its records cannot be changed as they are. Start a restatement of ${period} on the page Periods (POST …/periods/${period}/restatements, with a reason), make the change, propose it, and have a second person approve it`,
        },
        { period },
      )
    : refused(
        'period-closed',
        {
          zh: `报告期 ${period} 已关账，不再录入其记录；确需更改请先重新打开该报告期并注明原因（POST …/periods/${period}/reopen）`,
          en: `The period ${period} is closed and takes no more records; to change them, reopen it with a reason first (POST …/periods/${period}/reopen)`,
        },
        { period },
      );

/**
 * Refuses records that name a time within a closed or locked period, in the transaction of the change: of a lock and an
 * edit at once, the later one sees the earlier. While a restatement is open, its period takes records as material.
 */
@Injectable()
export class PeriodGuard implements ChangeGuard {
  async check(proposal: Proposal, manager: EntityManager): Promise<void> {
    for (const { from, to } of datesOf(proposal)) {
      const [found] = await manager.query<Closed[]>(
        `SELECT p.period, p.state, EXISTS (SELECT 1 FROM restatement r WHERE r.site_id = p.site_id
             AND r.period = p.period AND r.state = 'open') AS correcting
         FROM reporting_period p JOIN site s ON s.id = p.site_id
         WHERE s.code = $1 AND p.state <> 'open' AND p.from_ts < $3 AND p.to_ts > $2
         ORDER BY correcting, p.state = 'locked' DESC, p.from_ts LIMIT 1`,
        [proposal.site, from, to],
      );
      if (found !== undefined && !found.correcting) throw closedFor(found);
    }
  }
}
