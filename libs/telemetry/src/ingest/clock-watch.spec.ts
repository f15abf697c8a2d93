import { expect, it } from 'vitest';
import { ClockWatch } from './clock-watch.js';

const MIN = 60_000;

it('names the meters that are ahead, and doubts its own clock when they are the most', () => {
  const watch = new ClockWatch();
  expect(watch.trouble(0)).toBeUndefined();
  watch.note('s/a', false, 0);
  expect(watch.trouble(0)).toBeUndefined();
  watch.note('s/b', true, 0);
  expect(watch.trouble(0)).toEqual({ meters: ['s/b'], count: 1, ownClock: false });
  watch.note('s/c', true, 0);
  expect(watch.trouble(0)).toMatchObject({ count: 2, ownClock: true });
  watch.note('s/b', false, MIN);
  expect(watch.trouble(MIN)).toEqual({ meters: ['s/c'], count: 1, ownClock: false });
});

it('forgets after a quarter of an hour, and names five at most', () => {
  const watch = new ClockWatch();
  for (let n = 0; n < 7; n += 1) watch.note(`s/${String(n)}`, true, 0);
  expect(watch.trouble(15 * MIN)).toMatchObject({ count: 7, meters: { length: 5 } });
  expect(watch.trouble(15 * MIN + 1)).toBeUndefined();
});
