import type { Consumption, SiteEnergy } from '@zerofab/contracts';
import { getJson } from '../../api/http';
import { site, type Range } from '../../api/paths';

export const getEnergy = (code: string, range: Range): Promise<SiteEnergy> =>
  getJson(`${site(code)}/energy`, { ...range });

export const getConsumption = (
  code: string,
  range: Range,
  query: { meter: string; register: string; bucket: '15m' | 'hour' | 'day' },
): Promise<Consumption> => getJson(`${site(code)}/consumption`, { ...range, ...query });
