import type { CurrentUser, LoginResponse } from '@zerofab/contracts';
import { defineStore } from 'pinia';
import { computed, ref } from 'vue';
import { login as postLogin, logout as postLogout, refresh as postRefresh } from '../api/endpoints';
import { forgetCached } from '../api/cached';
import { ApiError, serverNow } from '../api/http';
import { isDue, isOver, onOtherTab, readLogin, writeLogin, type KeptLogin } from './kept-login';

/** Why somebody finds themselves at the login. */
export type EndReason = 'expired' | 'reused';

const CHECK_MS = 30_000;

/** One tab at a time prolongs the session: its cookie is good once. Without locks the tabs take their chance. */
const alone = async <T>(work: () => Promise<T>): Promise<T> =>
  'locks' in navigator ? navigator.locks.request('zerofab.refresh', work) : work();

/** Who is logged in. Kept in this browser and prolonged by its cookie, so that a page left open for weeks stays so. */
export const useSession = defineStore('session', () => {
  const kept = ref<KeptLogin | null>(readLogin());
  const user = computed<CurrentUser | null>(() => kept.value?.user ?? null);
  const token = computed(() => kept.value?.accessToken ?? null);
  const readOnly = computed(() => user.value?.role === 'auditor' || user.value?.role === 'viewer');
  const ended = ref<EndReason | null>(null);
  const openedAt = Date.now();
  let renewing: Promise<boolean> | null = null;

  const keep = (answer: LoginResponse, renewedAt: number): void => {
    const { accessToken, expiresAt } = answer;
    kept.value = { accessToken, expiresAt, user: answer.user, renewedAt };
    writeLogin(kept.value);
  };
  const forget = (): void => {
    kept.value = null;
    forgetCached();
    writeLogin(null);
  };
  const login = async (username: string, password: string): Promise<void> => {
    keep(await postLogin(username, password), 0);
    ended.value = null;
    forgetCached();
  };
  const logout = (): void => {
    // The page goes on at once; the server ends the session as soon as it hears.
    if (token.value !== null) void postLogout(token.value).catch(() => undefined);
    ended.value = null;
    forget();
  };

  const prolong = async (): Promise<boolean> => {
    const other = readLogin();
    // Another tab was quicker: its token is good, its cookie too.
    if (other !== null && other.accessToken !== kept.value?.accessToken && !isOver(other, serverNow())) {
      kept.value = other;
      return true;
    }
    try {
      keep(await postRefresh(), Date.now());
      return true;
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 401) return false;
      ended.value = error.problem.type.endsWith('/refresh-reused') ? 'reused' : 'expired';
      forget();
      return false;
    }
  };
  /** Prolongs the session. @returns whether there is a good one now */
  const renew = (): Promise<boolean> => {
    if (kept.value === null) return Promise.resolve(false);
    renewing ??= alone(prolong).finally(() => (renewing = null));
    return renewing;
  };
  const renewIfDue = async (): Promise<void> => {
    if (kept.value !== null && isDue(kept.value, serverNow(), openedAt)) await renew();
  };
  /** Before the first page: a log-in whose token ended while the page was closed is prolonged, or over. */
  const begin = async (): Promise<void> => {
    onOtherTab(() => (kept.value = readLogin()));
    setInterval(() => void renewIfDue(), CHECK_MS);
    document.addEventListener('visibilitychange', () => void renewIfDue());
    if (kept.value !== null && isOver(kept.value, serverNow()) && !(await renew())) {
      ended.value ??= 'expired';
      forget();
    }
  };
  return { user, token, readOnly, ended, login, logout, forget, renew, begin };
});
