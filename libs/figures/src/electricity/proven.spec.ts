import type { Proof } from '@zerofab/accounting';
import { ExactDecimal } from '@zerofab/units';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  at,
  dataOf,
  ETS,
  factsOf,
  GB,
  JAN_FEB,
  MARKET,
  ofMeter,
  source,
  used,
  ZONE,
} from '../../fixtures/planted-site.js';
import { figureContext } from '../source/figure-context.js';
import { sourceFigure } from '../source/source-figure.js';
import { electricityLines, provenBy } from './proven.js';
import { purchasePeriods, type ElectricitySupply } from './supply.js';

const [jan = 0, feb = 0, mar = 0] = JAN_FEB;
const JANUARY = { fromMs: jan, toMs: feb };
const grid = source('grid', 'purchasedElectricity', ofMeter('main', 'e'));
const hall = source('hall', 'purchasedElectricity', ofMeter('main', 'out'));
const proof = (mwh: string, more: Partial<Proof> = {}): Proof => ({
  id: '1',
  kind: 'trade',
  mwh,
  fromMs: jan,
  toMs: feb,
  generationMonth: '2026-01',
  plant: null,
  technology: null,
  province: null,
  contract: 'C-1',
  settlement: 'S-1',
  registry: null,
  serialFrom: null,
  serialTo: null,
  retiredOn: null,
  beneficiary: 'Works',
  fileHash: null,
  evidence: null,
  ...more,
});
/** kWh of the source grid and MWh of the source hall, in January and February. */
const data = ([a, b]: [number, number], [c, d]: [number, number]) => [
  dataOf(grid, { sums: [used(1, jan, feb, a), used(1, feb, mar, b)], borders: JAN_FEB }),
  dataOf(hall, { sums: [used(2, jan, feb, c), used(2, feb, mar, d)], borders: JAN_FEB }),
];
const supplyOf = (proofs: readonly Proof[], of = data([30_000, 30_000], [10, 10])): ElectricitySupply => ({
  periods: purchasePeriods(of, JAN_FEB),
  proofs,
});
const all = new ExactDecimal(1e6);
const TODAY = { day: '2026-06-30', zone: ZONE };

describe('what a method counts as zero', () => {
  it('is shared over the sources by what they took, and never more than was bought', () => {
    const proven = provenBy(supplyOf([proof('20')]), GB, TODAY);
    // 20 of the 40 MWh of January, 3 : 1 over the sources.
    expect(proven('grid', JANUARY, all).toFixed()).toBe('15');
    expect(proven('hall', JANUARY, all).toFixed()).toBe('5');
    expect(proven('grid', { fromMs: jan, toMs: mar }, all).toFixed()).toBe('15');
    expect(proven('grid', { fromMs: feb, toMs: mar }, all).toFixed()).toBe('0');
    const more = provenBy(supplyOf([proof('500')]), GB, TODAY);
    expect(more('grid', JANUARY, all).toFixed()).toBe('30');
    expect(more('hall', JANUARY, all).toFixed()).toBe('10');
  });

  it('is no more than the source took in its period, and never below 0', () => {
    const proven = provenBy(supplyOf([proof('20')]), GB, TODAY);
    expect(proven('grid', JANUARY, new ExactDecimal(7)).toFixed()).toBe('7');
    expect(proven('grid', JANUARY, new ExactDecimal(-7)).toFixed()).toBe('0');
    expect(proven('nobody', JANUARY, all).toFixed()).toBe('0');
    // Half of January holds no whole stretch.
    expect(proven('grid', { fromMs: jan, toMs: at('2026-01-16') }, all).toFixed()).toBe('0');
  });

  it('is nothing where the method takes the average, without a proof, and of own generation', () => {
    expect(provenBy(supplyOf([proof('40')]), ETS, TODAY)('grid', JANUARY, all).toFixed()).toBe('0');
    expect(
      provenBy(supplyOf([proof('40', { settlement: null })]), GB, TODAY)('grid', JANUARY, all).toFixed(),
    ).toBe('0');
    const own = supplyOf([proof('5', { kind: 'own', evidence: 'meter' })]);
    expect(provenBy(own, GB, TODAY)('grid', JANUARY, all).toFixed()).toBe('0');
  });

  it('gives nothing to a source that delivered more than it took', () => {
    const proven = provenBy(supplyOf([proof('4')], data([30_000, 30_000], [-10, -10])), GB, TODAY);
    expect(proven('hall', JANUARY, all).toFixed()).toBe('0');
    expect(proven('grid', JANUARY, all).toFixed()).toBe('4');
  });

  it('never exceeds what a source took, whatever the claim', () => {
    const kwh = fc.integer({ min: 0, max: 100_000 });
    fc.assert(
      fc.property(kwh, kwh, fc.integer({ min: 0, max: 400 }), (a, b, claimed) => {
        const supply = supplyOf([proof(String(claimed + 1), { toMs: mar })], data([a, b], [3, 0]));
        const proven = provenBy(supply, MARKET, TODAY);
        const whole = { fromMs: jan, toMs: mar };
        const [ofGrid, ofHall] = [proven('grid', whole, all), proven('hall', whole, all)];
        expect(ofGrid.lte(new ExactDecimal(a + b).div(1000))).toBe(true);
        expect(ofHall.lte(3)).toBe(true);
        expect(ofGrid.plus(ofHall).lte(claimed + 1)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});

describe('a certificate with its proof', () => {
  const certificate = (more: Partial<Proof>) =>
    proof('20', {
      kind: 'certificate',
      registry: 'GEC',
      serialFrom: 'A1',
      serialTo: 'A20',
      retiredOn: '2026-03-31',
      ...more,
    });
  const counted = (more: Partial<Proof>, day = TODAY.day) =>
    provenBy(supplyOf([certificate(more)]), GB, { day, zone: ZONE })('grid', JANUARY, all).toFixed();

  it('counts from the day of its retirement', () => {
    expect(counted({})).toBe('15');
    expect(counted({}, '2026-03-31')).toBe('15');
    expect(counted({}, '2026-03-30')).toBe('0');
  });

  it('of somebody else is told; it was checked when it was recorded', () => {
    const said = (beneficiary: string, names?: readonly string[]) =>
      electricityLines(
        { ...supplyOf([certificate({ beneficiary })]), names },
        JANUARY,
        GB,
        TODAY,
      ).warnings.map(({ en }) => en);
    expect(said('别家公司', ['Works'])[0]).toContain(
      'Proof 1: The beneficiary of the retirement is "别家公司"',
    );
    expect(said('Works', ['Works'])).toEqual([]);
    expect(said('别家公司')).toEqual([]);
  });

  it('says what does not count and why', () => {
    const supply = supplyOf([certificate({ retiredOn: '2027-01-05' })]);
    const { lines, warnings } = electricityLines(supply, JANUARY, GB, TODAY);
    expect(lines.map(({ attribute }) => attribute)).toEqual(['grid']);
    expect(warnings[0]?.en).toContain('20 MWh of proof 1 do not count: It is retired on 2027-01-05');
  });
});

describe('a figure with proofs larger than the purchase', () => {
  it('is 0 and not below: nothing is left of 30 MWh', () => {
    const [own] = data([30_000, 30_000], [10, 10]);
    const figureOf = (mwh: string) =>
      own === undefined
        ? null
        : sourceFigure(own, figureContext(factsOf([], { supply: supplyOf([proof(mwh, { toMs: mar })]) }), GB))
            .exact;
    expect(figureOf('500')).toBe('0');
    // All 80 MWh of the site are proven, then none of them.
    expect(figureOf('80')).toBe('0');
    expect(figureOf('0')).toBe('31.836');
    // Half of them, evenly over 59 days and to a milliwatt-hour: 30 of the 60 MWh × 0.5306.
    expect(Number(figureOf('40'))).toBeCloseTo(15.918, 8);
  });
});

describe('electricity by attribute', () => {
  it('adds up to the purchase of the span', () => {
    const { lines, warnings } = electricityLines(supplyOf([proof('20')]), JANUARY, GB, TODAY);
    expect(
      lines.map(({ attribute, mwh, exactMwh, factorRule }) => [attribute, mwh, exactMwh, factorRule]),
    ).toEqual([
      ['trade', 20, '20', 'zero'],
      ['grid', 20, '20', 'average'],
    ]);
    expect(warnings).toEqual([]);
    const both = electricityLines(supplyOf([proof('20')]), { fromMs: jan, toMs: mar }, GB, TODAY).lines;
    expect(both.map(({ mwh }) => mwh)).toEqual([20, 60]);
  });

  it('says in both languages what of a claim does not count', () => {
    const { lines, warnings } = electricityLines(supplyOf([proof('100')]), JANUARY, GB, TODAY);
    expect(lines.map(({ mwh }) => mwh)).toEqual([40, 0]);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]?.en).toContain('60 MWh of proof 1 do not count: ');
    expect(warnings[0]?.zh).toContain('绿电凭证 1 有 60 MWh 未计：');
    expect(electricityLines(supplyOf([]), { fromMs: 0, toMs: 1 }, GB, TODAY)).toEqual({
      lines: [],
      warnings: [],
    });
  });
});
