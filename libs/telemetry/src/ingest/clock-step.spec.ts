import { describe, expect, it } from 'vitest';
import { ClockStep } from './clock-step.js';

const DAY = 86_400_000;

describe('a clock that is set', () => {
  it('is told from one that counts on, from one set back, and from one that drifts', () => {
    const clock = new ClockStep();
    expect(clock.note(1_000_000, 50)).toBe(0);
    expect(clock.note(1_060_000, 60_050)).toBe(0);
    expect(clock.note(1_121_000, 120_050)).toBe(0);
    expect(clock.note(1_181_000 + DAY, 180_050)).toBe(DAY);
    expect(clock.note(1_241_000 + DAY, 240_050)).toBe(0);
    expect(clock.note(1_301_000, 300_050)).toBe(0);
    expect(clock.note(1_361_000 + 30 * 60_000, 360_050)).toBe(30 * 60_000);
  });
});
