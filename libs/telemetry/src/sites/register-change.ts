import { intervalMs, type RegisterInput } from '@zerofab/contracts';
import type { RegisterTerms } from '@zerofab/metering';
import { convert, findUnit } from '@zerofab/units';
import { refusedField } from '@zerofab/vocabulary';
import type { RegisterEntity } from './entities.js';

/** Terms of a register, and the unit of its readings they follow from. */
export interface UnitTerms extends RegisterTerms {
  readonly unit: string;
}

/** The unit a register's readings are in today. */
export const readingUnitOf = (register: Pick<RegisterEntity, 'unit' | 'readingUnit'>): string =>
  register.readingUnit ?? register.unit;

const scaleOf = (from: string, to: string): number => (from === to ? 1 : convert('1', from, to).toNumber());

/** The terms by which a register counts as it stands. */
export const termsOf = (register: RegisterEntity): UnitTerms => ({
  unit: readingUnitOf(register),
  scale: scaleOf(readingUnitOf(register), register.unit),
  multiplier: register.multiplier,
  rollover: register.rollover,
  intervalMs: register.intervalMs,
  inUse: !register.retired,
});

/**
 * The terms by which a register is to count.
 * @param unit of its consumption
 */
export const termsGiven = (given: RegisterInput, unit: string): UnitTerms => ({
  unit: given.unit,
  scale: scaleOf(given.unit, unit),
  multiplier: given.multiplier,
  rollover: given.rollover ?? null,
  intervalMs: intervalMs(given.interval ?? '') ?? null,
  inUse: true,
});

/**
 * What kind of quantity a register with readings counts stays: its readings mean what they meant when they came. A unit
 * of the same quantity may follow, from an instant on; not for a gauge, whose readings are shown as they came.
 * @throws RefusedError register-changed that says to take a new register code instead.
 */
export const checkRegisterChange = (before: RegisterEntity, given: RegisterInput, position: number): void => {
  const unit = readingUnitOf(before);
  const dimension = findUnit(before.unit)?.dimension;
  const fits =
    unit === given.unit ||
    (before.kind !== 'gauge' && dimension !== undefined && findUnit(given.unit)?.dimension === dimension);
  if (before.kind === given.kind && fits) return;
  throw refusedField('register-changed', `registers.${String(position)}`, {
    zh: `寄存器“${given.code}”的类型为 ${before.kind}、单位为 ${unit}；有读数的寄存器不可更改类型和物理量，请为新寄存器另取代码`,
    en: `register "${given.code}" is a ${before.kind} in ${unit}; kind and quantity of a register with readings stay, give the new one another code`,
  });
};

/** What of the terms differs, by the names of the request; empty where consumption comes out the same. */
export const changedTerms = (before: UnitTerms, after: UnitTerms): string[] => [
  ...(before.inUse === after.inUse ? [] : ['registers']),
  ...(before.unit === after.unit ? [] : ['unit']),
  ...(before.multiplier === after.multiplier ? [] : ['multiplier']),
  ...(before.rollover === after.rollover ? [] : ['rollover']),
  ...(before.intervalMs === after.intervalMs ? [] : ['interval']),
];

/** A register whose readings would count otherwise. */
export interface PlannedTerms {
  readonly register: RegisterEntity;
  readonly terms: UnitTerms;
}

/**
 * The registers of a meter that would count otherwise by a new definition, those it leaves out among them.
 * @param known all registers of the meter, retired ones too
 * @throws RefusedError register-changed
 */
export const plannedTerms = (
  known: readonly RegisterEntity[],
  given: readonly RegisterInput[],
): PlannedTerms[] =>
  known.flatMap((register) => {
    if (register.kind === 'gauge') return [];
    const position = given.findIndex(({ code }) => code === register.code);
    const own = given[position];
    if (own !== undefined) checkRegisterChange(register, own, position);
    const before = termsOf(register);
    const terms = own === undefined ? { ...before, inUse: false } : termsGiven(own, register.unit);
    return changedTerms(before, terms).length === 0 ? [] : [{ register, terms }];
  });
