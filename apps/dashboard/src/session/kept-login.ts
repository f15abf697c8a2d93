import type { LoginResponse } from '@zerofab/contracts';

const KEY = 'zerofab.session';

/** A log-in as this browser keeps it; the cookie that prolongs it is out of reach of every script. */
export interface KeptLogin extends Pick<LoginResponse, 'accessToken' | 'expiresAt' | 'user'> {
  /** When the session was prolonged last, epoch milliseconds; 0: not yet. */
  readonly renewedAt?: number;
}

const FIRST_RENEWAL_MS = 60_000;
const RENEWAL_MS = 4 * 3_600_000;
/** So long before its end a token is not relied on. */
const MARGIN_MS = 30_000;

export const readLogin = (): KeptLogin | null => {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? 'null') as KeptLogin | null;
  } catch {
    return null;
  }
};

export const writeLogin = (login: KeptLogin | null): void => {
  try {
    if (login === null) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, JSON.stringify(login));
  } catch {
    // Storage may be forbidden; the session then lasts as long as the page.
  }
};

/** Calls back when another tab logs in, renews or logs out. */
export const onOtherTab = (changed: () => void): void => {
  window.addEventListener('storage', (event) => {
    if (event.key === KEY) changed();
  });
};

export const isOver = ({ expiresAt }: KeptLogin, now: number): boolean =>
  Date.parse(expiresAt) - MARGIN_MS <= now;

/**
 * Whether the session is to be prolonged now: soon after the log-in, which lets the server know that the page holds its
 * cookie, then every four hours, and whenever the token is about to end.
 */
export const isDue = (login: KeptLogin, now: number, openedAt: number): boolean => {
  const { renewedAt = 0 } = login;
  const due = renewedAt === 0 ? openedAt + FIRST_RENEWAL_MS : renewedAt + RENEWAL_MS;
  return now >= due || isOver(login, now);
};
