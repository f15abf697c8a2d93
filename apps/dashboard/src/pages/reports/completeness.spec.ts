import type { Inventory } from '@zerofab/contracts';
import { expect, it } from 'vitest';
import { completenessOf } from './completeness';

it('names the sources that keep an inventory incomplete', () => {
  const source = (status: string, coverage: number): unknown => ({ status, activity: { coverage } });
  const inventory = {
    sources: [source('ok', 1), source('missing', 0), source('ok', 0.9)],
  } as unknown as Inventory;
  const { missing, low } = completenessOf(inventory);
  expect([missing.length, low.length]).toEqual([1, 1]);
});
