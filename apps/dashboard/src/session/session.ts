import type { CurrentUser, LoginResponse } from '@zerofab/contracts';
import { defineStore } from 'pinia';
import { computed, ref } from 'vue';
import { login as postLogin, logout as postLogout } from '../api/endpoints';
import { forgetCached } from '../api/cached';
import { readLogin, writeLogin, type KeptLogin } from './kept-login';
import { keepAlive, type EndReason } from './renewal';

/** Who is logged in. Kept in this browser and prolonged by its cookie, so that a page left open for weeks stays so. */
export const useSession = defineStore('session', () => {
  const kept = ref<KeptLogin | null>(readLogin());
  const user = computed<CurrentUser | null>(() => kept.value?.user ?? null);
  const token = computed(() => kept.value?.accessToken ?? null);
  const readOnly = computed(() => user.value?.role === 'auditor' || user.value?.role === 'viewer');
  const ended = ref<EndReason | null>(null);

  const keep = ({ accessToken, expiresAt, user: who }: LoginResponse, renewedAt: number): void => {
    kept.value = { accessToken, expiresAt, user: who, renewedAt };
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
  const { renew, begin } = keepAlive({
    present: () => kept.value,
    adopt: (other) => (kept.value = other),
    renewed: (answer) => keep(answer, Date.now()),
    over: (why) => {
      ended.value ??= why;
      forget();
    },
  });
  return { user, token, readOnly, ended, login, logout, forget, renew, begin };
});
