// @vitest-environment jsdom
import { afterEach, describe, expect, it } from 'vitest';
import { keepLink, linkOf, readLink } from './link';

afterEach(() => localStorage.clear());

describe('the link of a screen', () => {
  it('stands behind the # of its address, with the site in the question', () => {
    expect(linkOf('hm1', '#screen.abc')).toEqual({ site: 'hm1', token: 'screen.abc' });
    expect(linkOf('hm1', '')).toBeNull();
    expect(linkOf('hm1', '#attention')).toBeNull();
    expect(linkOf(undefined, '#screen.abc')).toBeNull();
    expect(linkOf('', '#screen.abc')).toBeNull();
  });

  it('is kept for its site, and not taken for another', () => {
    expect(readLink(undefined)).toBeNull();
    keepLink({ site: 'hm1', token: 'screen.abc' });
    expect(readLink('hm1')).toEqual({ site: 'hm1', token: 'screen.abc' });
    expect(readLink(undefined)?.site).toBe('hm1');
    expect(readLink('other')).toBeNull();
  });

  it('is not there where the store holds something else', () => {
    localStorage.setItem('zerofab.screen', '{"site":"hm1"}');
    expect(readLink('hm1')).toBeNull();
    localStorage.setItem('zerofab.screen', 'no json');
    expect(readLink('hm1')).toBeNull();
  });
});
