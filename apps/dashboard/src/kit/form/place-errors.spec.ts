import { expect, it } from 'vitest';
import { placeErrors } from './place-errors';

const error = (field: string) => ({ field, detail: `wrong: ${field}` });

it('puts an error at its box, else at the closest around it, else at the top', () => {
  const { at, rest } = placeErrors(
    [error('activity.registers.0.meter'), error('activity.registers.0'), error('factor.kind'), error('part')],
    ['activity', 'activity.registers.0', 'activity.registers.0.meter', 'factor'],
  );
  expect([...at]).toEqual([
    ['activity.registers.0.meter', ['wrong: activity.registers.0.meter']],
    ['activity.registers.0', ['wrong: activity.registers.0']],
    ['factor', ['wrong: factor.kind']],
  ]);
  expect(rest).toEqual([error('part')]);
});

it('does not take one name for the beginning of another', () => {
  const { at, rest } = placeErrors([error('factors.id'), error('registers.10')], ['factor', 'registers.1']);
  expect([at.size, rest.length]).toEqual([0, 2]);
});

it('keeps several at one box, in order', () => {
  const { at } = placeErrors([error('a.x'), error('a.y')], ['a']);
  expect(at.get('a')).toEqual(['wrong: a.x', 'wrong: a.y']);
});
