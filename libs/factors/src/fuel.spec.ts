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
    ['gasoline', '1.4714', 'kgce/kg'],
    ['kerosene', '1.4714', 'kgce/kg'],
    ['fuel-oil', '1.4286', 'kgce/kg'],
    ['crude-oil', '1.4286', 'kgce/kg'],
    ['lpg', '1.7143', 'kgce/kg'],
    ['lng', '1.7572', 'kgce/kg'],
    ['coke', '0.9714', 'kgce/kg'],
    ['washed-coal', '0.9000', 'kgce/kg'],
    ['refinery-gas', '1.5714', 'kgce/kg'],
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
    ['elec-cn-2022-average', 'other'],
    ['fuel-acetylene-co2-stoich', 'stationaryCombustion'],
    ['fuel-diesel-co2heat-ncsc', 'mobileCombustion'],
    ['process-carbonate-caco3-gbt', 'biogenic'],
    ['gwp-ch4-ar5', 'other'],
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
    ['elec-cn-2022-fossil', 'other', 'no grid average'],
    ['elec-cn-2022-fossil', 'biogenic', 'no grid average'],
    ['fuel-biogas-co2heat-ncsc', 'other', 'class biogenic'],
    ['fuel-acetylene-co2-stoich', 'biogenic', 'vanish from the total'],
    ['fuel-diesel-ncv-ipcc2006', 'biogenic', 'kind "fuel"'],
    ['process-carbonate-caco3-gbt', 'stationaryCombustion', 'kind "fuel"'],
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

  it('what only sounds like a margin is refused as what it is', () => {
    for (const category of ['grid-bombay', 'format', 'atom-power'])
      expect(electricityRefusal(category)?.en).toContain(`Category ${category} is no factor of electricity`);
  });

  it('averages are not', () => {
    expect(electricityRefusal('grid-average-provincial')).toBeUndefined();
    expect(electricityRefusal('ets-electricity')).toBeUndefined();
    expect(electricityRefusal('my-grid-average-provincial')).toBeDefined();
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
    ['purchasedElectricity', ['kgCO2/kWh', 'tCO2/GJ'], ['tCO2/t', 'tCO2/m3', 't/t', 'fraction']],
    ['purchasedHeat', ['tCO2/GJ', 'kgCO2/MJ'], ['tCO2/t', 'tCO2']],
    ['stationaryCombustion', ['tCO2/t', 'tCO2/10^4Nm3', 'kgCO2/L', 'tCO2/GJ'], ['t/t', 'tCO2/m2', 'GJ/t']],
    ['mobileCombustion', ['tCO2/t', 'kgCO2/Nm3', 'kgCO2/L', 'tCO2/GJ'], ['t/t', 'tCO2/km']],
    ['biogenic', ['tCO2/t', 't/t'], []],
    ['other', ['fraction', 'tCO2/t·km'], []],
  ] as const)('for %s has one of the units %s, not %s', (purpose, fit, misfit) => {
    for (const unit of fit) expect(siteFactor({ ...good, purpose, unit }).unit).toBe(unit);
    for (const unit of misfit) expect(() => siteFactor({ ...good, purpose, unit })).toThrow(BadLookupError);
  });

  it('is a factor like every other, with blanks where the site said nothing', () => {
    expect(siteFactor({ ...good, source: ' contract 7 ', year: null })).toEqual({
      role: 'emissionFactor',
      id: 'site-factor',
      rung: 'supplier',
      name: { zh: '站点录入因子', en: 'Factor entered by the site' },
      value: '0.5366',
      unit: 'kgCO2/kWh',
      gas: 'CO2',
      region: null,
      year: null,
      validFrom: null,
      source: 'contract 7',
      sourceUrl: null,
      confidence: 'site',
      version: 'site',
      note: null,
      choice: {
        how: 'site',
        rule: 'site-factor',
        why: {
          zh: '站点录入，非因子库或标准缺省值；须以所注来源核对',
          en: 'Entered by the site, not from the library or a standard; to be checked against the named source',
        },
      },
    });
    expect(siteFactor(good).year).toBeNull();
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
