import type { Boundary, BoundaryChange, PutBoundary, UnitPeriod } from '@zerofab/contracts';
import {
  emptyBoundary,
  emptyChange,
  emptyContact,
  emptyUnit,
  type BoundaryForm,
  type ChangeForm,
  type PartForm,
  type UnitForm,
} from './boundary-form';

/** Fields that are given, over the empty ones. */
const over = <T extends object>(empty: T, fields: object): T => ({
  ...empty,
  ...Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== null)),
});

const partForm = ({ name, holds, sources }: PutBoundary['systems']['main'][number]): PartForm => ({
  name,
  holds: holds ?? '',
  sources: [...sources],
});
const unitForm = (unit: UnitPeriod): UnitForm => ({ ...over(emptyUnit(), unit), sources: [...unit.sources] });

const changeForm = ({ effect, ...change }: BoundaryChange): ChangeForm => {
  const form = over(emptyChange(), change);
  switch (effect?.kind) {
    case undefined:
      return form;
    case 'given':
      return { ...form, effect: 'given', tco2e: effect.tco2e, proof: effect.source };
    case 'sources':
      return { ...form, effect: 'sources', sources: [...effect.sources] };
    case 'totals':
      return { ...form, effect: 'totals', before: effect.before, after: effect.after, proof: effect.source };
    case 'method':
      return { ...form, effect: 'method', method: effect.method };
  }
};

/** A stored record as the form shows it. The note is of the version to come and begins empty. */
export const formOfBoundary = (record: Boundary): BoundaryForm => {
  const empty = emptyBoundary();
  const { entity, systems, baseYearInput: base } = record;
  return {
    entity: {
      ...over(empty.entity, entity),
      contacts: entity.contacts.map((contact) => over(emptyContact(), contact)),
    },
    systems: {
      main: systems.main.map(partForm),
      auxiliary: systems.auxiliary.map(partForm),
      ancillary: systems.ancillary.map(partForm),
    },
    outside: record.outside.map((one) => ({ ...one })),
    units: record.units.map(unitForm),
    changes: record.changes.map(changeForm),
    hasBaseYear: base !== null,
    baseYear:
      base === null
        ? empty.baseYear
        : {
            year: String(base.year),
            method: base.method ?? '',
            thresholdPercent: base.thresholdPercent,
            reason: base.reason,
            given: base.given !== undefined,
            tco2e: base.given?.tco2e ?? '',
            source: base.given?.source ?? '',
          },
    note: '',
  };
};
