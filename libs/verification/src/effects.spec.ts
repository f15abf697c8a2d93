import { describe, expect, it } from 'vitest';
import { effectsOf } from './effects.js';

const finding = (effectTco2e: string | null, more: object = {}) => ({
  severity: 'minor' as const,
  state: 'open' as const,
  effectTco2e,
  ...more,
});

describe('effectsOf', () => {
  it('adds up what is unsettled, with sign and by size', () => {
    const effects = effectsOf(
      [
        finding('30'),
        finding('-25.5', { state: 'answered', severity: 'major' }),
        finding(null, { severity: 'observation' }),
        finding('1000', { state: 'closed' }),
        finding('1000', { state: 'withdrawn', severity: 'major' }),
      ],
      '50',
    );
    expect(effects).toEqual({
      net: '4.5',
      gross: '55.5',
      unknown: 1,
      material: true,
      open: { major: 1, minor: 1, observation: 1 },
    });
  });

  it('of no finding are nothing, and not material', () => {
    expect(effectsOf([], '50')).toMatchObject({ net: '0', gross: '0', unknown: 0, material: false });
    expect(effectsOf([finding('49')], '50').material).toBe(false);
    expect(effectsOf([finding('50')], '50').material).toBe(true);
    expect(effectsOf([finding('50')], null).material).toBeNull();
  });
});
