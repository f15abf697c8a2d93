import { builtInLibrary } from '@zerofab/factors';
import { findUnit } from '@zerofab/units';
import { describe, expect, it } from 'vitest';
import { dimensionProblem } from './dimension-check.js';
import { formulaById, describeFormulas, standardParts } from './registry.js';

describe.each(describeFormulas())('$id', (record) => {
  it('has units that are known, and whose sizes work out', () => {
    const entries = [
      ...record.inputs,
      ...record.constants,
      ...record.groups.flatMap((group) => group.inputs),
    ];
    for (const { name, unit } of entries) expect([name, findUnit(unit)?.symbol]).toEqual([name, unit]);
    expect(dimensionProblem(record)).toBeNull();
  });

  it('compiles', () => {
    expect(formulaById(record.id).evaluate).toBeTypeOf('function');
  });
});

describe.each(standardParts())('$standard', (part) => {
  it('uses formulas and factors that exist', () => {
    const factors = new Set(builtInLibrary().factors.map((factor) => factor.id));
    for (const id of [...part.uses, ...part.defaults.map((entry) => entry.formula)]) formulaById(id);
    expect(
      [...part.tables, ...part.defaults.map((entry) => entry.factor)].filter((id) => !factors.has(id)),
    ).toEqual([]);
  });

  it.each(part.defaults)('gives $formula a default of the dimension it wants: $factor', (entry) => {
    const { inputs, groups } = formulaById(entry.formula);
    const name = entry.input.split('.').at(-1);
    const wanted = [...inputs, ...groups.flatMap((group) => group.inputs)].find(
      (input) => input.name === name,
    );
    const given = builtInLibrary().factors.find((factor) => factor.id === entry.factor);
    expect(findUnit(given?.unit ?? '')?.dimension).toBe(findUnit(wanted?.unit ?? '')?.dimension);
    expect(wanted).toBeDefined();
  });

  it('uses formulas of other parts only for a class and a gas that it has', () => {
    for (const { id, gas, classes } of part.uses.map(formulaById)) {
      if (gas === null) continue;
      expect([id, classes.some((name) => part.classes.includes(name))]).toEqual([id, true]);
      expect([id, gas === 'any' || part.gases.includes(gas)]).toEqual([id, true]);
    }
  });

  it('covers the classes and gases of its formulas', () => {
    for (const formula of part.formulas) {
      if (formula.gas === null) continue;
      expect(formula.classes.filter((name) => !part.classes.includes(name))).toEqual([]);
      expect(formula.gas === 'any' || part.gases.includes(formula.gas)).toBe(true);
    }
  });
});

describe('dimension check', () => {
  const record = formulaById('fuel-combustion-mass');
  it.each([
    ['44/12 forgotten', 'activity * netCalorificValue * carbonContent * oxidationFactor'],
    ['a term of another dimension', 'activity + netCalorificValue'],
    ['a factor forgotten', 'activity * carbonContent * oxidationFactor * molarMassCo2 / molarMassCarbon'],
  ])('finds %s', (_title, expression) => {
    expect(dimensionProblem({ ...record, expression })).toContain('fuel-combustion-mass');
  });

  it('finds a forgotten power of ten', () => {
    const heat = formulaById('combustion-gas');
    expect(dimensionProblem({ ...heat, expression: 'activity * emissionFactor' })).toContain(
      'combustion-gas',
    );
  });
});
