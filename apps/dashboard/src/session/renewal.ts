import type { LoginResponse } from '@zerofab/contracts';
import { refresh } from '../api/endpoints';
import { ApiError, serverNow } from '../api/http';
import { isDue, isOver, onOtherTab, readLogin, type KeptLogin } from './kept-login';

/** Why somebody finds themselves at the login. */
export type EndReason = 'expired' | 'reused';

/** What the renewal asks of the session it keeps alive. */
interface Renewable {
  readonly present: () => KeptLogin | null;
  /** Another tab has a newer log-in; null: it logged out. */
  readonly adopt: (login: KeptLogin | null) => void;
  readonly renewed: (answer: LoginResponse) => void;
  readonly over: (why: EndReason) => void;
}

interface Renewal {
  /** Prolongs the session. @returns whether there is a good one now */
  readonly renew: () => Promise<boolean>;
  /** Before the first page: prolongs what ended while the page was closed, and goes on doing so in time. */
  readonly begin: () => Promise<void>;
}

const CHECK_MS = 30_000;

/** One tab at a time prolongs the session: its cookie is good once. Without locks the tabs take their chance. */
const alone = async <T>(work: () => Promise<T>): Promise<T> =>
  'locks' in navigator ? navigator.locks.request('zerofab.refresh', work) : work();

/** Keeps a session alive as long as a page of it is open. */
export const keepAlive = ({ present, adopt, renewed, over }: Renewable): Renewal => {
  const openedAt = Date.now();
  let renewing: Promise<boolean> | null = null;

  const prolong = async (): Promise<boolean> => {
    const other = readLogin();
    // Another tab was quicker: its token is good, its cookie too.
    if (other !== null && other.accessToken !== present()?.accessToken && !isOver(other, serverNow())) {
      adopt(other);
      return true;
    }
    try {
      renewed(await refresh());
      return true;
    } catch (error) {
      if (error instanceof ApiError && error.status === 401)
        over(error.problem.type.endsWith('/refresh-reused') ? 'reused' : 'expired');
      return false;
    }
  };
  const renew = (): Promise<boolean> => {
    if (present() === null) return Promise.resolve(false);
    renewing ??= alone(prolong).finally(() => (renewing = null));
    return renewing;
  };
  const renewIfDue = async (): Promise<void> => {
    const login = present();
    if (login !== null && isDue(login, serverNow(), openedAt)) await renew();
  };
  const begin = async (): Promise<void> => {
    onOtherTab(() => adopt(readLogin()));
    setInterval(() => void renewIfDue(), CHECK_MS);
    document.addEventListener('visibilitychange', () => void renewIfDue());
    const login = present();
    if (login !== null && isOver(login, serverNow()) && !(await renew())) over('expired');
  };
  return { renew, begin };
};
