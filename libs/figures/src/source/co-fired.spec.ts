import { describe, expect, it } from 'vitest';
import { inventoryTotals } from '@zerofab/accounting';
import { dataOf, factsOf, GB, record, source } from '../../fixtures/planted-site.js';
import { sourceFindings } from '../checks/source-checks.js';
import { figureContext } from './figure-context.js';
import { sourceFigure } from './source-figure.js';

const stated = (value: string, unit: string) => ({ kind: 'value' as const, value, unit, source: 'lab' });
const kiln = (category: 'stationaryCombustion' | 'waste' | 'process') =>
  source(
    'kiln',
    category,
    { kind: 'manual', unit: 't' },
    {
      calculation: {
        formulas: [{ id: 'mixed-fuel-combustion' }, { id: 'mixed-fuel-biogenic' }],
        inputs: {
          carbonContentMass: stated('0.6', 'tC/t'),
          fossilShare: stated('73', '%'),
          oxidationFactor: stated('100', '%'),
        },
      },
    },
  );
const burnt = record('kiln', '2026-01-01', '2026-02-01', '100', 't');

describe('a mixed fuel in one source', () => {
  it('has its fossil part in the total, and its biogenic part beside it', () => {
    const figure = sourceFigure(
      dataOf(kiln('stationaryCombustion'), { records: [burnt] }),
      figureContext(factsOf(), GB),
    );
    expect(figure.reason).toBeNull();
    // 100 t × 0.6 tC/t × 44/12 = 220 t CO2, of which 73 % fossil
    expect(figure.gases.map(({ gas, exactTonnes }) => [gas, exactTonnes])).toEqual([
      ['CO2', '160.6'],
      ['CO2-biogenic', '59.4'],
    ]);
    expect(figure.exact).toBe('160.6');
    const totals = inventoryTotals(figure.terms, GB);
    expect([totals.direct?.tco2e, totals.total?.tco2e, totals.biogenic?.tco2e]).toEqual([
      '160.6',
      '160.6',
      '59.4',
    ]);
  });

  it('is taken in combustion and waste, not in a process', () => {
    const known = {
      meters: [],
      site: { gridRegion: 'CN', timezone: 'Asia/Shanghai' },
      library: factsOf().library,
      nowMs: factsOf().nowMs,
    };
    const of = (category: Parameters<typeof kiln>[0]) => {
      const { code: _code, version: _version, factor: _factor, ...content } = kiln(category);
      return sourceFindings(known as never, 'kiln', content).map(({ field }) => field);
    };
    expect(of('stationaryCombustion')).toEqual([]);
    expect(of('waste')).toEqual([]);
    expect(of('process')).toContain('calculation.formulas.1.id');
  });
});
