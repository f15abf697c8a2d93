import { describe, expect, it } from 'vitest';
import { lookupEnergyCoefficient } from './energy-coefficient.js';
import { BadLookupError, FactorNotFoundError } from './errors.js';
import { fuelList, lookupFuel } from './fuel.js';
import { electricityRefusal, lookupLibraryFactor } from './library-choice.js';
import { lookupHeatFactor } from './purchased-heat.js';
import { siteFactor } from './site-factor.js';

describe('fuel parameters', () => {
  it('come from one set, the default said as such', () => {
    const gas = lookupFuel({ fuel: 'natural-gas' });
    expect(gas).toMatchObject({ set: 'gbt32151-34-2024', basis: 'carbon', name: { zh: '天然气' } });
    expect(gas.factors.map((f) => [f.role, f.value, f.unit])).toEqual([
      ['netCalorificValue', '389.31', 'GJ/10^4Nm3'],
      ['carbonContent', '0.0153', 'tC/GJ'],
      ['oxidationFactor', '99', '%'],
    ]);
    expect(new Set(gas.factors.map((f) => f.choice.how))).toEqual(new Set(['default']));
  });

  it('of another set when chosen', () => {
    const diesel = lookupFuel({ fuel: 'diesel', set: 'ndrc-guides' });
    expect(diesel.factors[0]).toMatchObject({
      value: '43.33',
      choice: { how: 'exact', rule: 'fuel-set-chosen' },
    });
    const heat = lookupFuel({ fuel: 'diesel', set: 'ipcc2006' });
    expect(heat.factors.map((f) => f.role)).toEqual(['netCalorificValue', 'emissionFactor']);
    expect(lookupFuel({ fuel: 'diesel', set: 'ncsc' }).factors.map((f) => f.role)).toEqual([
      'emissionFactor',
    ]);
  });

  it('never mix sets', () => {
    for (const { fuel, sets } of fuelList()) {
      for (const set of sets) {
        const { factors } = lookupFuel({ fuel, set });
        expect(factors.every((f) => f.id.endsWith(set))).toBe(true);
      }
    }
  });

  it('are found under the names of carriers', () => {
    expect(lookupFuel({ fuel: 'naturalGas' }).fuel).toBe('natural-gas');
    expect(lookupFuel({ fuel: 'Natural Gas' }).fuel).toBe('natural-gas');
  });

  it('are missing with advice, never replaced', () => {
    expect(() => lookupFuel({ fuel: 'unobtainium' })).toThrow(FactorNotFoundError);
    expect(() => lookupFuel({ fuel: 'diesel', set: 'nowhere' })).toThrow(
      'Sets that hold it: gbt32151-34-2024, ndrc-guides',
    );
  });

  it('come from the next rung of the ladder where the default set lacks the fuel, and say so', () => {
    const [ncv] = lookupFuel({ fuel: 'jet-kerosene' }).factors;
    expect(ncv).toMatchObject({
      role: 'netCalorificValue',
      choice: { how: 'default', rule: 'fuel-set-ladder' },
    });
    expect(ncv?.id).toBe('fuel-jet-kerosene-ncv-ndrc-guides');
    expect(ncv?.choice.why.en).toContain('ndrc-guides (sector-part)');
  });

  it('of biomass are marked, with a calorific value where a set holds one', () => {
    const biodiesel = lookupFuel({ fuel: 'biodiesel' });
    expect(biodiesel).toMatchObject({ biogenic: true, basis: 'heat', set: 'ipcc2006' });
    // NCSC stands higher on the ladder, but without an NCV tonnes cannot be worked out by it.
    expect(biodiesel.factors.map((f) => f.role)).toEqual(['netCalorificValue', 'emissionFactor']);
    expect(lookupFuel({ fuel: 'diesel' }).biogenic).toBe(false);
  });

  it('stay as they are (snapshot of every set)', () => {
    const lines = fuelList().flatMap(({ fuel, sets }) =>
      sets.map((set) => {
        const { basis, factors } = lookupFuel({ fuel, set });
        return `${fuel} ${set} ${basis}: ${factors.map((f) => `${f.role} ${f.value} ${f.unit}`).join(', ')}`;
      }),
    );
    expect(lines).toMatchSnapshot();
  });
});

describe('heat and standard coal', () => {
  it('purchased heat: default of the standard', () => {
    expect(lookupHeatFactor()).toMatchObject({ value: '0.11', unit: 'tCO2/GJ', choice: { how: 'default' } });
  });

  it.each([
    ['electricity', '0.1229', 'kgce/kWh'],
    ['heat', '0.03412', 'kgce/MJ'],
    ['steam', '0.03412', 'kgce/MJ'],
    ['diesel', '1.4571', 'kgce/kg'],
    ['naturalGas', '1.3283585145', 'kgce/Nm3'],
    ['bituminous-coal', '0.6677448853', 'kgce/kg'],
  ])('%s: %s %s', (carrier, value, unit) => {
    expect(lookupEnergyCoefficient(carrier)).toMatchObject({ role: 'energyCoefficient', value, unit });
  });

  it('says that the coefficient of natural gas is derived', () => {
    const gas = lookupEnergyCoefficient('naturalGas');
    expect(gas.choice.rule).toBe('calorific-value-over-standard-coal');
    expect(gas.choice.why.en).toContain('389.31 GJ/10^4Nm3 ÷ 29.3076 GJ/tce');
    expect(gas.note).toContain('10 decimals');
  });

  it.each(['water', 'compressedAir', 'pv', 'hydrogen', 'storage'])('has none for %s', (carrier) => {
    expect(() => lookupEnergyCoefficient(carrier)).toThrow(FactorNotFoundError);
  });
});

describe('a factor chosen by id', () => {
  it.each([
    ['elec-cn-2022-average', 'purchasedElectricity'],
    ['elec-ets-2022-national', 'purchasedElectricity'],
    ['heat-default-gbt32151-34-2024', 'purchasedHeat'],
    ['fuel-natural-gas-co2heat-ncsc', 'stationaryCombustion'],
    ['fuel-biogas-co2heat-ncsc', 'biogenic'],
  ] as const)('%s for %s', (id, purpose) => {
    expect(lookupLibraryFactor(id, purpose)).toMatchObject({
      id,
      choice: { how: 'exact', rule: 'library-id' },
    });
  });

  it.each([
    ['elec-cn-2022-excl-market-nonfossil', 'purchasedElectricity', 'market-based'],
    ['elec-cn-2022-fossil', 'purchasedElectricity', 'no grid average'],
    ['elec-lifecycle-cn-2023', 'purchasedElectricity', 'product footprints'],
    ['elec-nonfossil-proved', 'purchasedElectricity', 'proof'],
    ['heat-default-gbt32151-34-2024', 'purchasedElectricity', 'Category heat'],
    ['elec-cn-2022-average', 'purchasedHeat', 'category heat'],
    ['fuel-diesel-ncv-ncsc', 'mobileCombustion', 'no factor for'],
    ['fuel-diesel-ncv-ipcc2006', 'mobileCombustion', 'kind "fuel"'],
    ['fuel-biogas-co2heat-ncsc', 'stationaryCombustion', 'class biogenic'],
    ['fuel-diesel-co2heat-ncsc', 'biogenic', 'vanish from the total'],
  ] as const)('refuses %s for %s: %s', (id, purpose, reason) => {
    expect(() => lookupLibraryFactor(id, purpose)).toThrow(reason);
  });
});

describe('margins of a grid', () => {
  it.each(['grid-operating-margin', 'grid-om-simple', 'grid-bm', 'combined-margin'])(
    '%s is refused with its reason, were it ever in the data',
    (category) => {
      expect(electricityRefusal(category)?.en).toContain('baselines of reduction projects');
      expect(electricityRefusal(category)?.zh).toContain('基准线');
    },
  );

  it('averages are not', () => {
    expect(electricityRefusal('grid-average-provincial')).toBeUndefined();
  });
});

describe("a site's own factor", () => {
  const good = {
    purpose: 'purchasedElectricity',
    value: '0.5366',
    unit: 'kgCO2/kWh',
    source: 'contract',
  } as const;

  it('keeps its digits and is marked', () => {
    expect(siteFactor({ ...good, year: 2018, version: '3' })).toMatchObject({
      value: '0.5366',
      unit: 'kgCO2/kWh',
      year: '2018',
      confidence: 'site',
      version: '3',
      choice: { how: 'site' },
    });
    expect(siteFactor({ ...good, value: 0, unit: 'kgCO2e/KWH' }).unit).toBe('kgCO2e/kWh');
  });

  it.each([
    [{ value: '-1' }, 'value'],
    [{ value: 'abc' }, 'value'],
    [{ unit: 'kg' }, 'unit'],
    [{ unit: 'tCO2/t' }, 'unit'],
    [{ unit: 'kgCO2/parsec' }, 'unit'],
    [{ source: ' ' }, 'source'],
  ])('refuses %o', (change, field) => {
    expect(() => siteFactor({ ...good, ...change })).toThrow(BadLookupError);
    expect(() => siteFactor({ ...good, ...change })).toThrow(field);
  });
});
