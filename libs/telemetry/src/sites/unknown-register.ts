import { refused, type RefusedError } from '@zerofab/vocabulary';
import type { MeterEntity } from './entities.js';

/** The refusal of a register that a meter does not have, with those it has. */
export const unknownRegister = (meter: MeterEntity, asked: string): RefusedError => {
  const codes = meter.registers.map(({ code }) => code);
  return refused('unknown-register', {
    zh: `计量器具“${meter.code}”没有寄存器“${asked}”；现有：${codes.join('、')}`,
    en: `Meter "${meter.code}" has no register "${asked}"; it has: ${codes.join(', ')}`,
  });
};
