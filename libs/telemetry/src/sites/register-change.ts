import type { RegisterInput } from '@zerofab/contracts';
import { refusedField } from '@zerofab/vocabulary';
import type { RegisterEntity } from './entities.js';

/**
 * Kind and unit of a register that has readings stay: its raw readings mean what they meant when they came.
 * @throws RefusedError invalid that says to take a new register code instead.
 */
export const checkRegisterChange = (before: RegisterEntity, given: RegisterInput, position: number): void => {
  if (before.kind === given.kind && before.unit === given.unit) return;
  throw refusedField('register-changed', `registers.${String(position)}`, {
    zh: `寄存器“${given.code}”的类型为 ${before.kind}、单位为 ${before.unit}；寄存器的类型和单位不可更改，请为新寄存器另取代码`,
    en: `register "${given.code}" is a ${before.kind} in ${before.unit}; kind and unit of a register stay, give the new one another code`,
  });
};

/** Whether consumption computed so far would come out different. */
export const changesConsumption = (
  before: Pick<RegisterEntity, 'multiplier' | 'rollover' | 'intervalMs'>,
  after: Pick<RegisterEntity, 'multiplier' | 'rollover' | 'intervalMs'>,
): boolean =>
  before.multiplier !== after.multiplier ||
  before.rollover !== after.rollover ||
  before.intervalMs !== after.intervalMs;
