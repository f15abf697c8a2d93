import { expect, it } from 'vitest';
import { Backoff } from './backoff.js';

it('waits twice as long each time, up to 15 s, half of it drawn by lot; a success begins anew', () => {
  const backoff = new Backoff(1000);
  for (const fullMs of [1000, 2000, 4000, 8000, 15_000, 15_000, 15_000]) {
    const waitMs = backoff.next();
    expect(waitMs).toBeGreaterThanOrEqual(fullMs / 2);
    expect(waitMs).toBeLessThanOrEqual(fullMs);
  }
  backoff.reset();
  expect(backoff.next()).toBeLessThanOrEqual(1000);
  // 200 equal draws out of 501 would be no lot.
  const draws = Array.from({ length: 200 }, () => new Backoff(1000).next());
  expect(new Set(draws).size).toBeGreaterThan(50);
});

it('never waits 0 ms, which MQTT.js takes for never', () => {
  expect(new Backoff(0.1).next()).toBe(1);
});
