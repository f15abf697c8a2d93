import type { SimulateRequest, Simulation } from '@zerofab/contracts';

/** A change as it is typed. */
export interface ChangeForm {
  name: string;
  kind: 'value' | 'percent' | 'shareOf';
  amount: string;
  unit: string;
  of: string;
}
export interface SimulationForm {
  name: string;
  pvSharePercent: string;
  changes: ChangeForm[];
  note: string;
}

export const emptyChange = (): ChangeForm => ({ name: '', kind: 'percent', amount: '', unit: '', of: '' });
export const emptySimulation = (): SimulationForm => ({
  name: '',
  pvSharePercent: '',
  changes: [],
  note: '',
});

/** A saved simulation as a form, to be changed. */
export const formOfSimulation = ({ name, pvSharePercent, changes }: Simulation): SimulationForm => ({
  name,
  pvSharePercent: pvSharePercent ?? '',
  changes: changes.map((change) => ({ ...change, unit: change.unit ?? '', of: change.of ?? '' })),
  note: '',
});

/** What is asked of the server; boxes that were left empty are not sent. */
export const bodyOfSimulation = (
  { pvSharePercent, changes }: SimulationForm,
  at: { readonly scheme: string; readonly year: number },
): SimulateRequest => ({
  ...at,
  ...(pvSharePercent.trim() === '' ? {} : { pvSharePercent: pvSharePercent.trim() }),
  changes: changes.map(({ name, kind, amount, unit, of }) => ({
    name,
    kind,
    amount: amount.trim(),
    ...(kind === 'value' && unit.trim() !== '' ? { unit: unit.trim() } : {}),
    ...(kind === 'shareOf' && of !== '' ? { of } : {}),
  })),
});
