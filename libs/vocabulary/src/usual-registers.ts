import type { Carrier } from './carriers.js';
import type { RegisterKind } from './registers.js';

/** A register as most meters of a carrier have it. */
export interface UsualRegister {
  readonly code: string;
  readonly name: { readonly zh: string; readonly en: string };
  readonly kind: RegisterKind;
  readonly unit: string;
  readonly interval: string;
}

const counter = (code: string, zh: string, en: string, unit: string): UsualRegister => ({
  code,
  name: { zh, en },
  kind: 'counter',
  unit,
  interval: 'PT15M',
});

const ENERGY = counter('active_energy', '有功电能', 'Active energy', 'kWh');
const HEAT = counter('heat_energy', '热量', 'Heat', 'GJ');
const VOLUME = counter('volume', '体积', 'Volume', 'm3');
const MASS = counter('mass', '质量', 'Mass', 't');

const USUAL: Readonly<Record<Carrier, UsualRegister>> = {
  electricity: ENERGY,
  naturalGas: { ...VOLUME, unit: 'Nm3' },
  heat: HEAT,
  steam: HEAT,
  water: VOLUME,
  compressedAir: VOLUME,
  diesel: MASS,
  gasoline: MASS,
  lpg: MASS,
  coal: MASS,
  pv: ENERGY,
  hydrogen: MASS,
  storage: ENERGY,
  product: counter('count', '产量', 'Output', 'piece'),
  other: counter('total', '累计量', 'Total', 'kWh'),
};

/** The register that a meter of this carrier usually has: what a form proposes, never what is assumed. */
export const usualRegister = (carrier: Carrier): UsualRegister => USUAL[carrier];
