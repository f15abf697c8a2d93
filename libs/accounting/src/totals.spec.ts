import type { SourceCategory } from '@zerofab/vocabulary';
import { describe, expect, it } from 'vitest';
import { methodById, methods } from './methods.js';
import { inventoryTotals, type SourceTerm } from './totals.js';

/** One source of each class; powers of two, so that every sum says which classes are in it. */
const AMOUNTS: Readonly<Record<SourceCategory, number>> = {
  stationaryCombustion: 1024,
  mobileCombustion: 2048,
  process: 4096,
  waste: 8192,
  fugitive: 16384,
  recovery: 1,
  purchasedElectricity: 256,
  purchasedHeat: 512,
  exportedElectricity: 2,
  exportedHeat: 4,
  biogenic: 32768,
  removal: 65536,
  otherIndirectTransport: 8,
  otherIndirectUsed: 16,
  otherIndirectSold: 32,
  otherIndirectOther: 64,
};
const term = (category: SourceCategory, tco2e = String(AMOUNTS[category])): SourceTerm => ({
  name: category,
  category,
  tco2e,
  ref: category,
  trace: null,
});
const all = (Object.keys(AMOUNTS) as SourceCategory[]).map((category) => term(category));
const figures = (sources: readonly SourceTerm[], method: string) =>
  Object.fromEntries(
    Object.entries(inventoryTotals(sources, methodById(method))).map(([scope, figure]) => [
      scope,
      figure?.tco2e ?? null,
    ]),
  );

describe('totals by hand', () => {
  it('GB/T 32150-2025: what is recovered or exported is subtracted, biomass and removals stand apart', () => {
    // direct 1024 + 2048 + 4096 + 8192 + 16384 − 1; energy-indirect 256 + 512 − 2 − 4; other 8 + 16 + 32 + 64
    expect(figures(all, 'GB/T 32150-2025')).toEqual({
      direct: '31743',
      energyIndirect: '762',
      otherIndirect: '120',
      biogenic: '32768',
      removal: '65536',
      total: String(31743 + 762),
    });
  });

  it.each([
    ['recovery', 'direct', '1023'],
    ['exportedElectricity', 'energyIndirect', '1022'],
    ['exportedHeat', 'energyIndirect', '1020'],
  ] as const)('%s alone beside one source lowers %s to %s', (category, scope, expected) => {
    const beside = scope === 'direct' ? term('stationaryCombustion') : term('purchasedHeat', '1024');
    const totals = figures([beside, term(category)], 'GB/T 32150-2025');
    expect([totals[scope], totals['total']]).toEqual([expected, expected]);
  });

  it('more exported than bought is a negative figure, not 0', () => {
    const sources = [term('purchasedElectricity', '5'), term('exportedHeat', '12')];
    expect(figures(sources, 'GB/T 32150-2025')).toMatchObject({ energyIndirect: '-7', total: '-7' });
  });

  it('what a class adds or takes away is the same under every method that counts it', () => {
    const SIGNS: Partial<Record<SourceCategory, number>> = {
      recovery: -1,
      exportedElectricity: -1,
      exportedHeat: -1,
    };
    for (const method of methods()) {
      const totals = figures(all, method.id);
      for (const scope of ['direct', 'energyIndirect', 'otherIndirect'] as const) {
        const inScope = all.filter(({ category }) => method.classes[category]?.scope === scope);
        const sum = inScope.reduce(
          (total, { category }) => total + (SIGNS[category] ?? 1) * AMOUNTS[category],
          0,
        );
        expect([method.id, scope, totals[scope]]).toEqual([
          method.id,
          scope,
          inScope.length === 0 ? null : String(sum),
        ]);
      }
      const counted = method.total.map((scope) => Number(totals[scope] ?? 0));
      expect([method.id, totals['total']]).toEqual([
        method.id,
        String(counted.reduce((total, value) => total + value, 0)),
      ]);
    }
  });

  it('adds sources of one class, carries their codes, and says nothing of what has no figure', () => {
    const heat = inventoryTotals(
      [
        { ...term('purchasedHeat', '1.5'), name: 'steam', ref: 'steam-1' },
        { ...term('purchasedHeat', '2.25'), name: 'water', ref: null },
      ],
      methodById('GB/T 32150-2025'),
    );
    expect(heat).toMatchObject({ direct: null, otherIndirect: null, biogenic: null, removal: null });
    expect(heat.energyIndirect?.tco2e).toBe('3.75');
    const [input] = heat.energyIndirect!.trace.inputs;
    expect(input).toMatchObject({ name: 'heatIn', value: '3.75', origin: 'formula' });
    expect(input?.trace?.inputs.map(({ ref, origin }) => [ref, origin])).toEqual([
      ['steam-1', 'given'],
      [null, 'given'],
    ]);
  });
});
