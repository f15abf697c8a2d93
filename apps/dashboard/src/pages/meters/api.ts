import type { Conflicts, Consumption, RejectedMessages } from '@zerofab/contracts';
import { getJson, request } from '../../api/http';
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
