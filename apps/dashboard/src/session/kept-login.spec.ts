import { describe, expect, it } from 'vitest';
import { isDue, isOver, type KeptLogin } from './kept-login';

const NOW = Date.parse('2026-05-19T12:00:00Z');
const login = (part: Partial<KeptLogin>): KeptLogin => ({
  accessToken: 't',
  expiresAt: '2026-05-20T00:00:00Z',
  user: { username: 'u', displayName: { zh: '', en: '' }, role: 'viewer' },
  ...part,
});
const MINUTE = 60_000;

describe('a kept log-in', () => {
  it('is over half a minute before its token ends', () => {
    const end = new Date(NOW + 30_000).toISOString();
    expect([isOver(login({ expiresAt: end }), NOW - 1), isOver(login({ expiresAt: end }), NOW)]).toEqual([
      false,
      true,
    ]);
  });
  it('is prolonged a minute after the log-in, then every four hours', () => {
    expect([isDue(login({}), NOW, NOW - MINUTE + 1), isDue(login({}), NOW, NOW - MINUTE)]).toEqual([
      false,
      true,
    ]);
    const renewed = (minutes: number): KeptLogin => login({ renewedAt: NOW - minutes * MINUTE });
    expect([isDue(renewed(239), NOW, 0), isDue(renewed(240), NOW, 0)]).toEqual([false, true]);
  });
  it('is prolonged whenever its token is about to end', () => {
    const end = new Date(NOW + 20_000).toISOString();
    expect(isDue(login({ expiresAt: end, renewedAt: NOW - MINUTE }), NOW, NOW)).toBe(true);
  });
});
