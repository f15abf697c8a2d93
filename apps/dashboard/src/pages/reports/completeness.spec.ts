import type { Inventory } from '@zerofab/contracts';
import { expect, it } from 'vitest';
import { completenessOf } from './completeness';

it('names the sources that keep an inventory incomplete, as the server lists them', () => {
  const sources = ['a', 'b', 'c', 'd'].map((code) => ({ code, status: 'ok', activity: { coverage: 1 } }));
  const inventory = { sources, missing: ['b'], partial: ['d', 'a'] } as unknown as Inventory;
  const { missing, partial } = completenessOf(inventory);
  expect(missing.map(({ code }) => code)).toEqual(['b']);
  expect(partial.map(({ code }) => code)).toEqual(['a', 'd']);
});
