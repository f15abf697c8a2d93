import { describe, expect, it } from 'vitest';
import { balanceLimit, balanceOf, powerNet, type PlacedMeter } from './balance.js';

describe('balanceOf', () => {
  it('tells what no meter below measured, in amount and share', () => {
    expect(balanceOf('electricity', 1000, [600, 380])).toEqual({
      allocated: 980,
      unallocated: 20,
      share: 0.02,
      alarm: false,
    });
    expect(balanceOf('electricity', 1000, [600, 430]).unallocated).toBe(-30);
  });

  it.each([
    ['electricity', 970, false],
    ['electricity', 969, true],
    ['electricity', 1030, false],
    ['electricity', 1031, true],
    ['naturalGas', 950, false],
    ['naturalGas', 949, true],
    ['steam', 1051, true],
  ] as const)('of %s with %s of 1000 below: alarm %s', (carrier, below, alarm) => {
    expect(balanceOf(carrier, 1000, [below]).alarm).toBe(alarm);
    expect(balanceLimit(carrier)).toBe(carrier === 'electricity' ? 0.03 : 0.05);
  });

  it('says nothing where a part is not known, or nothing was used', () => {
    expect(balanceOf('water', 10, [5, null])).toEqual({
      allocated: null,
      unallocated: null,
      share: null,
      alarm: false,
    });
    expect(balanceOf('water', null, [5])).toEqual({
      allocated: 5,
      unallocated: null,
      share: null,
      alarm: false,
    });
    expect(balanceOf('water', 0, [5])).toEqual({ allocated: 5, unallocated: -5, share: null, alarm: false });
  });
});

describe('powerNet', () => {
  const meter = (code: string, carrier: PlacedMeter['carrier'], parent: string | null): PlacedMeter => ({
    code,
    carrier,
    parent,
  });
  const grid = meter('grid', 'electricity', null);
  const hall = meter('hall', 'electricity', 'grid');
  const line = meter('line', 'electricity', 'hall');
  const roof = meter('roof', 'pv', 'grid');
  const string = meter('string', 'pv', 'roof');
  const gas = meter('gas', 'naturalGas', null);

  it('takes what is bought and made together, and who stands right below', () => {
    expect(powerNet([grid, hall, line, roof, string, gas], false)).toEqual({
      bought: [grid],
      made: [roof],
      users: [hall],
    });
  });

  it('counts an incomer without meters below as the user of its own electricity', () => {
    const second = meter('second', 'electricity', null);
    expect(powerNet([grid, second, hall, roof], false)?.users).toEqual([hall, second]);
  });

  it('counts meters that hang on the generation', () => {
    const charger = meter('charger', 'electricity', 'roof');
    expect(powerNet([grid, hall, roof, charger], false)).toEqual({
      bought: [grid],
      made: [roof],
      users: [hall, charger],
    });
  });

  it('is not there without generation or delivery, nor without meters below', () => {
    expect(powerNet([grid, hall], false)).toBeUndefined();
    expect(powerNet([grid, hall], true)?.bought).toEqual([grid]);
    expect(powerNet([grid, roof], false)).toBeUndefined();
    expect(powerNet([], true)).toBeUndefined();
  });
});
