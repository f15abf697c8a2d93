import type { BoundaryChange, ChangeEffect, PutBoundary, UnitPeriod } from '@zerofab/contracts';

type Fields<K extends string> = Record<K, string>;
export interface PartForm extends Fields<'name' | 'holds'> {
  sources: string[];
}
export interface UnitForm extends Fields<'code' | 'name' | 'from' | 'to' | 'counterparty' | 'evidence'> {
  tenure: UnitPeriod['tenure'];
  sources: string[];
}
export interface ChangeForm extends Fields<
  'id' | 'date' | 'description' | 'unit' | 'evidence' | 'tco2e' | 'before' | 'after' | 'proof' | 'method'
> {
  kind: BoundaryChange['kind'];
  /** `none`: what it means for the base year is not known yet. */
  effect: 'none' | ChangeEffect['kind'];
  sources: string[];
}
type SystemKey = keyof PutBoundary['systems'];

/** A boundary record as the form holds it; empty text means: not given. */
export interface BoundaryForm {
  entity: Fields<'legalName' | 'creditCode' | 'sector' | 'address' | 'products' | 'processFlow'> & {
    contacts: Fields<'name' | 'role' | 'phone' | 'email'>[];
  };
  systems: Record<SystemKey, PartForm[]>;
  outside: Fields<'name' | 'reason'>[];
  units: UnitForm[];
  changes: ChangeForm[];
  hasBaseYear: boolean;
  baseYear: Fields<'year' | 'method' | 'thresholdPercent' | 'reason' | 'tco2e' | 'source'> & {
    given: boolean;
  };
  note: string;
}

export const emptyPart = (): PartForm => ({ name: '', holds: '', sources: [] });
export const emptyContact = () => ({ name: '', role: '', phone: '', email: '' });
export const emptyUnit = (): UnitForm => ({
  code: '',
  name: '',
  tenure: 'owned',
  from: '',
  to: '',
  counterparty: '',
  evidence: '',
  sources: [],
});
export const emptyChange = (): ChangeForm => ({
  id: '',
  kind: 'sale',
  date: '',
  description: '',
  unit: '',
  evidence: '',
  effect: 'none',
  tco2e: '',
  before: '',
  after: '',
  proof: '',
  method: '',
  sources: [],
});
/** What a site without a record begins with. */
export const emptyBoundary = (): BoundaryForm => ({
  entity: {
    legalName: '',
    creditCode: '',
    sector: '',
    address: '',
    products: '',
    processFlow: '',
    contacts: [emptyContact()],
  },
  systems: { main: [emptyPart()], auxiliary: [], ancillary: [] },
  outside: [],
  units: [],
  changes: [],
  hasBaseYear: false,
  baseYear: { year: '', method: '', thresholdPercent: '5', reason: '', given: false, tco2e: '', source: '' },
  note: '',
});
