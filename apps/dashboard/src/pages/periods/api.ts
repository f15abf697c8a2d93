import type { PeriodView, RestatementView, VersionDifferenceView } from '@zerofab/contracts';
import { getJson, postJson } from '../../api/http';
import { site } from '../../api/paths';

const periodPath = (code: string, period: string): string => `${site(code)}/periods/${period}`;

export const getPeriod = (code: string, period: string): Promise<PeriodView> =>
  getJson(periodPath(code, period));

/** close, submit, verify, lock, reopen, waivers: the period as it is then. */
export const stepPeriod = (code: string, period: string, step: string, body: object): Promise<PeriodView> =>
  postJson(`${periodPath(code, period)}/${step}`, body);

export const openRestatement = (code: string, period: string, reason: string): Promise<RestatementView> =>
  postJson(`${periodPath(code, period)}/restatements`, { reason });

/** propose, approve, reject, withdraw. */
export const stepRestatement = (
  code: string,
  { period, id }: Pick<RestatementView, 'period' | 'id'>,
  step: string,
  body: object,
): Promise<RestatementView> => postJson(`${periodPath(code, period)}/restatements/${id}/${step}`, body);

export const getDifference = (
  code: string,
  period: string,
  from: number,
  to: number,
): Promise<VersionDifferenceView> => getJson(`${periodPath(code, period)}/difference`, { from, to });
