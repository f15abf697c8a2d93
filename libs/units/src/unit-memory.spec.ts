import { expect, it, vi } from 'vitest';
import { UNITS } from './unit-table.js';

it('remembers 2000 spellings, so that what people type cannot fill the memory', async () => {
  // The memory belongs to the module, and specs of one worker share modules: this one starts with an empty memory.
  vi.resetModules();
  const { findUnit } = await import('./unit.js');
  const symbols = Object.keys(UNITS);
  const spellings = symbols.flatMap((above) => symbols.map((below) => `${above}/${below}`));
  // What is no unit takes no place.
  expect(findUnit('parsec')).toBeUndefined();
  for (const text of spellings.slice(0, 2001)) expect(findUnit(text)).toBeDefined();
  const again = spellings.slice(0, 2001).map((text) => findUnit(text) === findUnit(text));
  expect(again.slice(0, 2000)).toEqual(Array(2000).fill(true));
  expect(again[2000]).toBe(false);
  // What is not remembered is read again, to the same unit.
  expect(findUnit(spellings[2000]!)).toEqual(findUnit(spellings[2000]!));
});
