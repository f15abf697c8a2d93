import type { Boundary, BoundaryChange, ChangeEffect, PutBoundary, UnitPeriod } from '@zerofab/contracts';
import type { BoundaryForm, ChangeForm, PartForm, UnitForm } from './boundary-form';

/** Trimmed, and without what is empty: the contract leaves out what is not given. */
const given = (fields: object): object =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]: [string, unknown]) => {
      const plain = typeof value === 'string' ? value.trim() : value;
      return plain === '' || plain === undefined || plain === null ? [] : [[name, plain]];
    }),
  );

const partOf = (form: PartForm) => ({
  ...given({ holds: form.holds }),
  name: form.name.trim(),
  sources: form.sources,
});
const unitOf = ({ code, name, tenure, sources, ...more }: UnitForm): UnitPeriod => ({
  ...given(more),
  code: code.trim(),
  name: name.trim(),
  tenure,
  sources,
});

const effectOf = (form: ChangeForm): ChangeEffect | undefined => {
  const { tco2e, before, after, proof, method, sources } = form;
  switch (form.effect) {
    case 'none':
      return undefined;
    case 'given':
      return { kind: 'given', tco2e: tco2e.trim(), source: proof.trim() };
    case 'sources':
      return { kind: 'sources', sources };
    case 'totals':
      return { kind: 'totals', before: before.trim(), after: after.trim(), source: proof.trim() };
    case 'method':
      return { kind: 'method', method };
  }
};
const changeOf = (form: ChangeForm): BoundaryChange => {
  const { id, kind, date, description, unit, evidence } = form;
  return {
    ...given({ unit, evidence, effect: effectOf(form) }),
    id: id.trim(),
    kind,
    date,
    description: description.trim(),
  };
};

const baseYearOf = ({ hasBaseYear, baseYear }: BoundaryForm): PutBoundary['baseYear'] => {
  if (!hasBaseYear) return undefined;
  const { year, method, thresholdPercent, reason, tco2e, source } = baseYear;
  return {
    ...given({ method }),
    year: Number(year),
    thresholdPercent: thresholdPercent.trim(),
    reason: reason.trim(),
    ...(baseYear.given ? { given: { tco2e: tco2e.trim(), source: source.trim() } } : {}),
  };
};

/** What PUT …/boundary gets; the server checks it and names what is wrong. */
export const bodyOfBoundary = (form: BoundaryForm): PutBoundary => {
  const { legalName, sector, address } = form.entity;
  return {
    ...given({ baseYear: baseYearOf(form), note: form.note }),
    entity: {
      ...given({ ...form.entity, contacts: undefined }),
      legalName: legalName.trim(),
      sector: sector.trim(),
      address: address.trim(),
      contacts: form.entity.contacts.map((contact) => ({
        ...given(contact),
        name: contact.name.trim(),
      })),
    },
    systems: {
      main: form.systems.main.map(partOf),
      auxiliary: form.systems.auxiliary.map(partOf),
      ancillary: form.systems.ancillary.map(partOf),
    },
    outside: form.outside.map(({ name, reason }) => ({ name: name.trim(), reason: reason.trim() })),
    units: form.units.map(unitOf),
    changes: form.changes.map(changeOf),
  };
};

/** A stored record as the body that would store it again, to hold changes against. */
export const bodyOfRecord = ({
  entity,
  systems,
  outside,
  units,
  changes,
  baseYearInput,
}: Boundary): PutBoundary => ({
  entity,
  systems,
  outside,
  units,
  changes,
  ...(baseYearInput === null ? {} : { baseYear: baseYearInput }),
});
