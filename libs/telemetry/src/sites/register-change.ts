import type { RegisterInput } from '@zerofab/contracts';
import { invalid } from '@zerofab/platform';
import type { RegisterEntity } from './entities.js';

/**
 * Kind and unit of a register that has readings stay: its raw readings mean what they meant when they came.
 * @throws ProblemError 422 that says to take a new register code instead.
 */
export const checkRegisterChange = (before: RegisterEntity, given: RegisterInput, position: number): void => {
  if (before.kind === given.kind && before.unit === given.unit) return;
  const detail = `register "${given.code}" is a ${before.kind} in ${before.unit}; kind and unit of a register stay, give the new one another code`;
  throw invalid('register-changed', `registers.${String(position)}: ${detail}`, [
    { field: `registers.${String(position)}`, detail },
  ]);
};

/** Whether consumption computed so far would come out different. */
export const changesConsumption = (
  before: Pick<RegisterEntity, 'multiplier' | 'rollover' | 'intervalMs'>,
  after: Pick<RegisterEntity, 'multiplier' | 'rollover' | 'intervalMs'>,
): boolean =>
  before.multiplier !== after.multiplier ||
  before.rollover !== after.rollover ||
  before.intervalMs !== after.intervalMs;
