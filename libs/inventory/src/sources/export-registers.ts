import type { SignedRegister, SourceDefinition } from '@zerofab/figures';
import type { MeterEntity, RegisterEntity } from '@zerofab/telemetry';

/** Registers that count electricity delivered to others, as the sources that count in are bound to them. */
export const exportRegisters = (
  sources: readonly SourceDefinition[],
  meters: readonly MeterEntity[],
): (SignedRegister & { readonly meter: string; readonly register: RegisterEntity })[] =>
  sources
    .filter(({ category, included }) => category === 'exportedElectricity' && included !== false)
    .flatMap(({ activity }) => (activity.kind === 'meters' ? activity.registers : []))
    .flatMap(({ meter: code, register, sign, share }) => {
      const found = meters
        .find((meter) => meter.code === code)
        ?.registers.find((candidate) => candidate.code === register);
      return found === undefined ? [] : [{ meter: code, register: found, sign, share }];
    });
