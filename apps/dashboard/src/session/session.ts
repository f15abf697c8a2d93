import type { CurrentUser, LoginResponse } from '@zerofab/contracts';
import { defineStore } from 'pinia';
import { computed, ref } from 'vue';
import { login as postLogin } from '../api/endpoints';
import { forgetCached } from '../api/cached';

const KEY = 'zerofab.session';
type Kept = Pick<LoginResponse, 'accessToken' | 'expiresAt' | 'user'>;

function restore(): Kept | null {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? 'null') as Kept | null;
    return kept !== null && Date.parse(kept.expiresAt) > Date.now() ? kept : null;
  } catch {
    return null;
  }
}

/** Who is logged in. The token is kept until it expires, so that a shared link opens in a new tab. */
export const useSession = defineStore('session', () => {
  const kept = ref<Kept | null>(restore());
  const user = computed<CurrentUser | null>(() => kept.value?.user ?? null);
  const token = computed(() => kept.value?.accessToken ?? null);
  const readOnly = computed(() => user.value?.role === 'auditor' || user.value?.role === 'viewer');

  const login = async (username: string, password: string): Promise<void> => {
    const answer = await postLogin(username, password);
    kept.value = { accessToken: answer.accessToken, expiresAt: answer.expiresAt, user: answer.user };
    forgetCached();
    try {
      localStorage.setItem(KEY, JSON.stringify(kept.value));
    } catch {
      // Storage may be forbidden; the session then lasts as long as the page.
    }
  };
  const logout = (): void => {
    kept.value = null;
    forgetCached();
    try {
      localStorage.removeItem(KEY);
    } catch {
      // Nothing was stored.
    }
  };
  return { user, token, readOnly, login, logout };
});
