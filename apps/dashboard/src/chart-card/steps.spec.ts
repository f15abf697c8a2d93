import { expect, it } from 'vitest';
import { fiveSteps, mix } from './steps';

it('mixes colours channel by channel, in five steps', () => {
  expect(mix('#000000', '#ff8000', 0.5)).toBe('#804000');
  expect(fiveSteps('#ffffff', '#808080', '#000000')).toEqual([
    '#ffffff',
    '#c0c0c0',
    '#808080',
    '#404040',
    '#000000',
  ]);
});
