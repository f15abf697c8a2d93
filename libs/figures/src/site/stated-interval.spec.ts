import { describe, expect, it } from 'vitest';
import { statedInterval } from './stated-interval.js';

describe('the interval of a figure', () => {
  it('is stated from the bound on', () => {
    expect(statedInterval(3.6, 0.95)).toEqual({ interval: 3.6, withheld: null });
  });
  it('is withheld below it, with the reason in both languages', () => {
    const { interval, withheld } = statedInterval(3.6, 0.1849);
    expect(interval).toBeNull();
    expect(withheld?.zh).toContain('覆盖率 18.4 %，低于 95 %');
    expect(withheld?.en).toContain('coverage is 18.4 %, below 95 %');
    expect(statedInterval(3.6, 0.9499).interval).toBeNull();
  });
  it('has no reason where there is none to withhold', () => {
    expect(statedInterval(null, 0)).toEqual({ interval: null, withheld: null });
  });
});
