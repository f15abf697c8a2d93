import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Bilingual } from '@zerofab/vocabulary';
import { Platform } from './platform.fixture.js';

const platform = new Platform();
const manual = (unit: string) => ({ kind: 'manual', unit });
const problemOf = async (path: string, body: object) => {
  const answer = await platform.call<{ detail: string; errors?: { field: string; text?: Bilingual }[] }>(
    'PUT',
    `/sites/works${path}`,
    body,
  );
  return {
    status: answer.status,
    detail: answer.body.detail,
    field: answer.body.errors?.[0]?.field,
    text: answer.body.errors?.[0]?.text,
  };
};

beforeAll(async () => {
  await platform.start();
  await platform.put('/sites/works', { name: 'Works', timezone: 'Asia/Shanghai', gridRegion: 'CN' });
});
afterAll(async () => {
  await platform.destroy();
});

describe('bad input is refused with what and where', () => {
  const body = { name: 'x', category: 'PROC', activity: manual('t') };
  it.each([
    [
      'a formula of another class',
      { ...body, calculation: { formulas: [{ id: 'purchased-heat' }], inputs: {} } },
      'calculation.formulas.0.id',
      'purchasedHeat',
    ],
    [
      'an unknown formula',
      { ...body, calculation: { formulas: [{ id: 'magic' }], inputs: {} } },
      'calculation.formulas.0.id',
      'no formula "magic"',
    ],
    [
      'an input that is not bound',
      { ...body, calculation: { formulas: [{ id: 'carbon-balance' }], inputs: {} } },
      'calculation.formulas.0.id',
      'inflow',
    ],
    [
      'an input that no formula takes',
      {
        ...body,
        calculation: { formulas: [{ id: 'gas-mass', gas: 'CH4' }], inputs: { colour: { kind: 'activity' } } },
      },
      'calculation.inputs.colour',
      'none of the formulas',
    ],
    [
      'a gas left open',
      { ...body, calculation: { formulas: [{ id: 'gas-mass' }], inputs: {} } },
      'calculation.formulas.0.gas',
      'HFC-134a',
    ],
    ['a gas nobody knows', { ...body, gas: 'HFC-999' }, 'gas', 'HFC-999'],
    ['no factor', body, 'factor', 'process-carbonate-caco3-gbt'],
    ['an excluded source without a reason', { ...body, gas: 'SF6', included: false }, 'reason', 'why'],
    [
      'an end before the beginning',
      { ...body, gas: 'SF6', validFrom: '2025-01-01', validTo: '2024-01-01' },
      'validTo',
      'after validFrom',
    ],
    ['a sector part nobody knows', { ...body, gas: 'SF6', part: 'gbt0' }, 'part', 'gbt32150-2025'],
    [
      'fuel parameters of two sets',
      {
        ...body,
        category: 'FUEL_S',
        calculation: {
          formulas: [{ id: 'fuel-combustion-mass' }],
          inputs: {
            netCalorificValue: { kind: 'factor', id: 'fuel-anthracite-ncv-gbt32151-34-2024' },
            carbonContent: { kind: 'factor', id: 'fuel-anthracite-cc-ndrc-guides' },
            oxidationFactor: { kind: 'value', value: '0.95', unit: 'fraction', source: 'slag' },
          },
        },
      },
      'calculation.inputs.carbonContent',
      'one set',
    ],
    [
      'a share above 1',
      { ...body, activity: { kind: 'meters', registers: [{ meter: 'm', register: 'e', share: '1.2' }] } },
      'activity.registers.0.share',
      'at most 1',
    ],
    [
      'a life-cycle factor',
      { ...body, category: 'ELEC_IN', factor: { kind: 'library', id: 'elec-cn-lifecycle-2023' } },
      'factor',
      '',
    ],
  ])('%s', async (_title, wrong, field, part) => {
    const problem = await problemOf('/sources/bad', wrong);
    expect(problem).toMatchObject({ status: 422, field });
    expect(problem.detail).toContain(part);
  });

  it('says in both languages what a form shows at the field', async () => {
    const { text } = await problemOf('/sources/bad', { ...body, gas: 'SF6', activity: manual('quux') });
    expect(text).toEqual({
      zh: '“quux”不是已知单位；请用 t、kg、Nm3、kWh、GJ …',
      en: '"quux" is not a known unit; use t, kg, Nm3, kWh, GJ …',
    });
  });

  it.each([
    [
      'oxidation above 100 %',
      'fuel-combustion-heat',
      {
        activity: { value: 1, unit: 'GJ' },
        carbonContent: { value: 0.02, unit: 'tC/GJ' },
        oxidationFactor: { value: 101, unit: '%' },
      },
      'oxidationFactor',
    ],
    [
      'a carbon share above 1',
      'fuel-combustion-carbon-mass',
      {
        activity: { value: 1, unit: 't' },
        carbonContentMass: { value: 1.1, unit: 'tC/t' },
        oxidationFactor: { value: 1, unit: 'fraction' },
      },
      'carbonContentMass',
    ],
    [
      'a stock balance below zero',
      'stock-balance-mass',
      {
        openingStock: { value: 1, unit: 't' },
        purchased: { value: 1, unit: 't' },
        sold: { value: 1, unit: 't' },
        closingStock: { value: 2, unit: 't' },
      },
      'below 0',
    ],
    [
      'more carbon out than in',
      'carbon-balance',
      {
        'inflow.a.amount': { value: 1, unit: 't' },
        'inflow.a.carbonContent': { value: 0.1, unit: 'tC/t' },
        'outflow.b.amount': { value: 1, unit: 't' },
        'outflow.b.carbonContent': { value: 0.2, unit: 'tC/t' },
      },
      'below 0',
    ],
  ])('%s', async (_title, formula, inputs, part) => {
    const { status, body: problem } = await platform.call<{ detail: string }>(
      'POST',
      '/accounting/calculate',
      { formula, inputs },
    );
    expect(status).toBe(422);
    expect(problem.detail).toContain(part);
  });
});

describe('the auditor checks a report made elsewhere', () => {
  const check = (factor: string, line: string, unit = 'tCO2/MWh') =>
    platform.call<{ agrees: boolean; detail: string; candidates: { id: string }[] }>(
      'POST',
      '/accounting/check-line',
      {
        activity: { value: '12000', unit: 'MWh' },
        factor: { value: factor, unit },
        line: { value: line, unit: 'tCO2' },
      },
    );
  it('sees that the printed factor is not the one that was used, and which one was', async () => {
    expect((await check('0.5366', '6439.2')).body.agrees).toBe(true);
    const wrong = await check('0.5703', '6439.2');
    expect(wrong.body.agrees).toBe(false);
    expect(wrong.body.candidates.map(({ id }) => id)).toContain('elec-cn-2022-average');
    const misfit = await check('0.5', '1', 'tCO2/t');
    expect(misfit.status).toBe(422);
    expect(misfit.body.detail).toContain('MWh');
  });
});
