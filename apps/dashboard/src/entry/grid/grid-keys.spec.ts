import { expect, it } from 'vitest';
import { placeAfter } from './grid-keys';

const SIZE = { rows: 2, columns: 3 };
const after = (key: string, row: number, column: number, more: object = {}): string | null => {
  const press = { key, shift: false, atStart: true, atEnd: true, ...more };
  const place = placeAfter({ row, column }, press, SIZE);
  return place === null ? null : `${String(place.row)},${String(place.column)}`;
};

it('moves as a spreadsheet does', () => {
  expect([after('ArrowDown', 0, 1), after('ArrowUp', 1, 1), after('Enter', 0, 2)]).toEqual([
    '1,1',
    '0,1',
    '1,2',
  ]);
  expect([after('ArrowLeft', 0, 1), after('ArrowRight', 0, 1)]).toEqual(['0,0', '0,2']);
  expect(after('Enter', 1, 0, { shift: true })).toBe('0,0');
});

it('leaves a key to the text while the caret is inside it, and at the edges', () => {
  expect(after('ArrowLeft', 0, 1, { atStart: false })).toBeNull();
  expect(after('ArrowRight', 0, 1, { atEnd: false })).toBeNull();
  expect([after('ArrowUp', 0, 0), after('ArrowRight', 0, 2), after('Enter', 1, 1), after('a', 0, 0)]).toEqual(
    [null, null, null, null],
  );
});

it('goes through the rows by Tab and out at the end', () => {
  expect([after('Tab', 0, 2), after('Tab', 1, 0, { shift: true })]).toEqual(['1,0', '0,2']);
  expect([after('Tab', 1, 2), after('Tab', 0, 0, { shift: true })]).toEqual([null, null]);
});
