import { refused } from '@zerofab/vocabulary';

/** Wrong passwords for one account from one address, before that address must wait. */
const ALLOWED = 10;
const WINDOW_MS = 15 * 60_000;
/** Pairs that are remembered; the oldest are forgotten first. */
const REMEMBERED = 10_000;

/**
 * Wrong passwords per account and address: whoever guesses must wait, the owner of the account at another address, and
 * the other accounts behind the same address, need not.
 */
export class FailedLogins {
  private readonly failures = new Map<string, { count: number; sinceMs: number }>();

  /** @throws RefusedError too-many while the address must wait for this account */
  check(username: string, address: string | null, nowMs: number): void {
    const found = this.failures.get(keyOf(username, address));
    if (found === undefined || found.count < ALLOWED || nowMs - found.sinceMs >= WINDOW_MS) return;
    const minutes = Math.ceil((found.sinceMs + WINDOW_MS - nowMs) / 60_000);
    throw refused('too-many-logins', {
      zh: `该地址对账户“${username}”输错密码次数过多；请 ${String(minutes)} 分钟后再试`,
      en: `Too many wrong passwords for "${username}" from your address; try again in ${String(minutes)} minutes`,
    });
  }

  failed(username: string, address: string | null, nowMs: number): void {
    const key = keyOf(username, address);
    const found = this.failures.get(key);
    const fresh = found === undefined || nowMs - found.sinceMs >= WINDOW_MS;
    this.failures.delete(key);
    this.failures.set(key, fresh ? { count: 1, sinceMs: nowMs } : { ...found, count: found.count + 1 });
    if (this.failures.size > REMEMBERED) this.failures.delete(this.failures.keys().next().value ?? '');
  }

  succeeded(username: string, address: string | null): void {
    this.failures.delete(keyOf(username, address));
  }
}

const keyOf = (username: string, address: string | null): string => `${address ?? ''} ${username}`;
