import type { RegisterKind } from '@zerofab/vocabulary';

/** The register that a figure of the meter means when none is named: its first that is no gauge. */
export const mainRegister = <R extends { readonly kind: RegisterKind }>(meter: {
  readonly registers: readonly R[];
}): R | undefined => meter.registers.find((register) => register.kind !== 'gauge');
