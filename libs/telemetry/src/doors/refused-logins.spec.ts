import { describe, expect, it } from 'vitest';
import { RefusedLogins } from './refused-logins.js';

describe('RefusedLogins', () => {
  it('tells the logins of a site, the latest first, counted', () => {
    const logins = new RefusedLogins();
    logins.refused('a/m1', 1);
    logins.refused('a/m2', 2);
    logins.refused('ab/m1', 3);
    logins.refused('a/m1', 4);
    expect(logins.ofSite('a')).toEqual([
      { username: 'a/m1', atMs: 4, count: 2 },
      { username: 'a/m2', atMs: 2, count: 1 },
    ]);
  });

  it('forgets one that was let in', () => {
    const logins = new RefusedLogins();
    logins.refused('a/m1', 1);
    logins.letIn('a/m1');
    expect(logins.ofSite('a')).toEqual([]);
  });

  it('keeps a thousand, of names of any length', () => {
    const logins = new RefusedLogins();
    logins.refused(`a/${'x'.repeat(1000)}`, 0);
    expect(logins.ofSite('a')[0]?.username).toHaveLength(129);
    for (let n = 0; n < 1000; n += 1) logins.refused(`a/${String(n)}`, n);
    expect(logins.ofSite('a')).toHaveLength(1000);
    expect(logins.ofSite('a').at(-1)?.username).toBe('a/0');
  });
});
