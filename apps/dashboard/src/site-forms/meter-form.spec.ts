import { describe, expect, it } from 'vitest';
import { bodyOfMeter, emptyMeter, isoOf, minutesOf, usualForm } from './meter-form';

describe('meter form', () => {
  it.each([
    ['PT15M', '15'],
    ['PT1H', '60'],
    ['PT1H30M', '90'],
    ['P1D', '1440'],
    ['PT30S', 'PT30S'],
    [null, ''],
  ])('shows %s as "%s"', (iso, text) => {
    expect(minutesOf(iso)).toBe(text);
  });
  it.each([
    ['15', 'PT15M'],
    [' 60 ', 'PT60M'],
    ['', null],
    ['PT30S', 'PT30S'],
    ['soon', 'soon'],
  ])('sends "%s" as %s', (text, iso) => {
    expect(isoOf(text)).toBe(iso);
  });

  it('sends what a register is: its nameplate, the hour at which it begins anew, net', () => {
    const usual = { ...usualForm('electricity'), maxRate: '1,250', dailyReset: '0', net: true };
    const registerOf = (kind: 'counter' | 'interval' | 'gauge') =>
      bodyOfMeter({ ...emptyMeter('electricity'), registers: [{ ...usual, kind }] }).registers[0];
    expect(registerOf('counter')).toMatchObject({ maxRate: 1250, dailyReset: 0, net: true });
    expect(registerOf('interval')).toMatchObject({ maxRate: 1250, dailyReset: null, net: true });
    expect(registerOf('gauge')).toMatchObject({ dailyReset: null, net: false });
  });

  it('sends what is typed, without what is empty', () => {
    const form = { ...emptyMeter('electricity'), code: 'main', name: ' 主进线 ' };
    const usual = usualForm('electricity');
    expect(bodyOfMeter({ ...form, registers: [{ ...usual, multiplier: '1,000', rollover: '' }] })).toEqual({
      name: { zh: '主进线' },
      carrier: 'electricity',
      parent: null,
      unit: null,
      location: null,
      registers: [
        {
          code: 'active_energy',
          name: { zh: '有功电能', en: 'Active energy' },
          kind: 'counter',
          unit: 'kWh',
          multiplier: 1000,
          rollover: null,
          interval: 'PT15M',
          maxRate: null,
          dailyReset: null,
          net: false,
        },
      ],
    });
  });
});
