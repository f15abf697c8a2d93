import type {
  CalculateRequest,
  CalculateResponse,
  Inventory,
  LibraryFactor,
  LoginResponse,
  Meta,
  Meter,
  MethodRecord,
  Overview,
  Parameter,
  Readings,
  Site,
  Source,
} from '@zerofab/contracts';
import { getJson, postJson, request } from './http';
import { meterPath, site, type Range } from './paths';

export const login = (username: string, password: string): Promise<LoginResponse> =>
  postJson('/auth/login', { username, password });

/** Prolongs the session of the cookie; the cookie is replaced. */
export const refresh = async (): Promise<LoginResponse> =>
  (await (await request('/auth/refresh', { method: 'POST' })).json()) as LoginResponse;

/** Ends the session of a token, also while the page is being left. */
export const logout = async (token: string): Promise<void> => {
  await fetch('/api/v1/auth/logout', {
    method: 'POST',
    keepalive: true,
    headers: { authorization: `Bearer ${token}` },
  });
};

export const getMeta = (): Promise<Meta> => getJson('/meta');

export const getSites = (): Promise<{ items: Site[] }> => getJson('/sites');

export const getOverview = (code: string): Promise<Overview> => getJson(`${site(code)}/overview`);

export const getMeters = (code: string): Promise<{ items: Meter[] }> => getJson(`${site(code)}/meters`);

/** @param version a frozen version of a locked period; it stands under its own method */
export const getInventory = (
  code: string,
  range: Range,
  method?: string,
  version?: number,
): Promise<Inventory> =>
  getJson(`${site(code)}/inventory`, {
    ...range,
    ...(version === undefined ? { method } : { version }),
  });

export const getMethods = (): Promise<{ items: MethodRecord[] }> => getJson('/accounting/methods');

export const getSources = (code: string): Promise<{ items: Source[] }> => getJson(`${site(code)}/sources`);

/** Every record, or what was believed on a day. */
export const getParameters = (code: string, knownAt?: string): Promise<{ items: Parameter[] }> =>
  getJson(`${site(code)}/parameters`, { knownAt });

export const getFactors = (): Promise<{ version: string; items: LibraryFactor[] }> => getJson('/factors');

export const getReadings = (
  code: string,
  meter: string,
  query: Range & { register: string; limit: number; order: 'asc' | 'desc'; cursor?: string },
): Promise<Readings> => getJson(`${meterPath(code, meter)}/readings`, { ...query });

export const calculate = (body: CalculateRequest): Promise<CalculateResponse> =>
  postJson('/accounting/calculate', body);
