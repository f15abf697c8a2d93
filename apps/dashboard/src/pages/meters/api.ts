import type {
  Conflicts,
  Consumption,
  DataCalendar,
  DecidedConflicts,
  MeterBalance,
  MeterFindings,
  ReadAgainResult,
  Reconciliation,
  RegisterEvent,
  RejectedMessages,
} from '@zerofab/contracts';
import { getJson, postJson, request } from '../../api/http';
import { site, type Range } from '../../api/paths';

export const getConsumption = (
  code: string,
  range: Range,
  query: { meter: string; register?: string; bucket: '15m' | 'hour' | 'day' | 'month' },
): Promise<Consumption> => getJson(`${site(code)}/consumption`, { ...range, ...query });

export const getRejected = (code: string, limit: number, cursor?: string): Promise<RejectedMessages> =>
  getJson(`${site(code)}/rejected-messages`, { limit, cursor });

export const getRejectedPayload = async (code: string, id: string): Promise<string> =>
  (await request(`${site(code)}/rejected-messages/${encodeURIComponent(id)}/payload`)).text();

export const getConflicts = (code: string, limit: number, cursor?: string): Promise<Conflicts> =>
  getJson(`${site(code)}/conflicts`, { limit, cursor });

const meterOf = (code: string, meter: string): string => `${site(code)}/meters/${encodeURIComponent(meter)}`;

export const getFindings = (code: string, limit: number): Promise<MeterFindings> =>
  getJson(`${site(code)}/meter-findings`, { limit });

export const getEvents = (code: string, meter: string): Promise<{ items: RegisterEvent[] }> =>
  getJson(`${meterOf(code, meter)}/events`);

/** What a person decides about readings, in the words of the contract. */
export interface EventBody {
  readonly register: string;
  readonly kind: 'void' | 'accept' | 'correct' | 'reset' | 'swap';
  readonly at: string;
  readonly to?: string;
  readonly value?: number;
  readonly closing?: number;
  readonly opening?: number;
  readonly note: string;
}
export const postEvent = (code: string, meter: string, body: EventBody): Promise<RegisterEvent> =>
  postJson(`${meterOf(code, meter)}/events`, body);

export const withdrawEvent = (
  code: string,
  meter: string,
  id: string,
  note: string,
): Promise<RegisterEvent> =>
  postJson(`${meterOf(code, meter)}/events/${encodeURIComponent(id)}/withdraw`, { note });

export const decideConflicts = (
  code: string,
  ids: readonly string[],
  keep: 'first' | 'later',
  note: string,
): Promise<DecidedConflicts> => postJson(`${site(code)}/conflicts/decide`, { ids, keep, note });

export const readAgain = (
  code: string,
  asked: { ids: string[] } | { reason: string },
): Promise<ReadAgainResult> => postJson(`${site(code)}/rejected-messages/read-again`, asked);

export const getReconciliation = (code: string, range: Range): Promise<Reconciliation> =>
  getJson(`${site(code)}/reconciliation`, { ...range });

export const getBalance = (code: string, range: Range): Promise<MeterBalance> =>
  getJson(`${site(code)}/meter-balance`, { ...range });

/** A page of the completeness calendar, `after` the last meter of the page before. */
export const getCalendar = (code: string, range: Range, after?: string): Promise<DataCalendar> =>
  getJson(`${site(code)}/data-calendar`, { ...range, limit: 100, after });
