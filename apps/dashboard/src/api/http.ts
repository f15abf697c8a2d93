import type { Problem } from '@zerofab/contracts';

/** An answer of the server that is an error, with its problem document. Status 0: the server was not reached. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly problem: Problem,
  ) {
    super(problem.detail);
    this.name = 'ApiError';
  }
}

interface HttpHooks {
  readonly token: () => string | null;
  /** Language the page speaks: refusals come in it. */
  readonly language: () => string;
  /** Tries to prolong the session. @returns whether there is a good one now */
  readonly renew: () => Promise<boolean>;
  readonly onUnauthorised: () => void;
}
let hooks: HttpHooks = {
  token: () => null,
  language: () => 'zh-CN',
  renew: () => Promise.resolve(false),
  onUnauthorised: () => undefined,
};
let clockOffsetMs = 0;

/** Wires the session in; called once at start, so that this file knows no store. */
export function connectSession(session: HttpHooks): void {
  hooks = session;
}

/**
 * Now in epoch milliseconds by the server's clock: a wall screen with a wrong clock still asks for the right day.
 * Skews under 5 s are left alone.
 */
export function serverNow(): number {
  return Date.now() + clockOffsetMs;
}

function readClock(response: Response): void {
  const date = Date.parse(response.headers.get('date') ?? '');
  if (Number.isNaN(date)) return;
  const skew = date - Date.now();
  clockOffsetMs = Math.abs(skew) > 5000 ? skew : 0;
}

const API_BASE = '/api/v1';

/** Headers with the bearer token of the session and the language of the page. */
function authorised(headers: Record<string, string> = {}): Record<string, string> {
  const token = hooks.token();
  const spoken = { ...headers, 'accept-language': hooks.language() };
  return token === null ? spoken : { ...spoken, authorization: `Bearer ${token}` };
}

/** Calls that are asked before there is a session: their 401 says nothing about one. */
const BEFORE_SESSION = new Set(['/auth/login', '/auth/refresh', '/auth/links/look', '/auth/links/use']);

/**
 * Sends a request below /api/v1. A 401 of a session that can be prolonged is asked once more; one that cannot ends it.
 * @throws ApiError
 */
export async function request(path: string, init: RequestInit = {}): Promise<Response> {
  const response = await ask(path, init);
  if (response.ok) return response;
  if (response.status !== 401 || BEFORE_SESSION.has(path))
    throw new ApiError(response.status, await readProblem(response));
  const again = (await hooks.renew()) ? await ask(path, init) : response;
  if (again.ok) return again;
  if (again.status === 401) hooks.onUnauthorised();
  throw new ApiError(again.status, await readProblem(again));
}

async function ask(path: string, init: RequestInit): Promise<Response> {
  let response: Response;
  const headers = authorised({ accept: 'application/json', ...(init.headers as Record<string, string>) });
  try {
    response = await fetch(`${API_BASE}${path}`, { ...init, headers });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiError(0, {
      type: '/problems/unreachable',
      title: 'Server not reached',
      status: 0,
      detail: error instanceof Error ? error.message : String(error),
    });
  }
  readClock(response);
  return response;
}

/** GET of a JSON answer. `query` entries that are undefined are left out. */
export async function getJson<T>(
  path: string,
  query: Record<string, string | number | undefined> = {},
  signal?: AbortSignal,
): Promise<T> {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) search.set(name, String(value));
  }
  const suffix = search.size > 0 ? `?${search.toString()}` : '';
  const response = await request(path + suffix, signal === undefined ? {} : { signal });
  return (await response.json()) as T;
}

/** POST of a JSON body. */
export const postJson = async <T>(path: string, body: unknown): Promise<T> => sendJson('POST', path, body);
/** PUT of a JSON body. */
export const putJson = async <T>(path: string, body: unknown): Promise<T> => sendJson('PUT', path, body);

async function sendJson<T>(method: string, path: string, body: unknown): Promise<T> {
  const response = await request(path, {
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return (await response.json()) as T;
}

async function readProblem(response: Response): Promise<Problem> {
  const fallback: Problem = {
    type: `/problems/http-${response.status}`,
    title: response.statusText,
    status: response.status,
    detail: response.statusText === '' ? `HTTP ${response.status}` : response.statusText,
  };
  try {
    const body = (await response.json()) as Partial<Problem>;
    return typeof body.type === 'string' && typeof body.detail === 'string'
      ? { ...fallback, ...body }
      : fallback;
  } catch {
    return fallback;
  }
}
