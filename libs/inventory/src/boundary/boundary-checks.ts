import { AccountingError, baseYearRule, methodById } from '@zerofab/accounting';
import type { BoundaryChange, PutBoundary } from '@zerofab/contracts';
import { invalid } from '@zerofab/platform';

/** @throws ProblemError 422 */
const refuse = (field: string, detail: string): never => {
  throw invalid('validation', `${field}: ${detail}`, [{ field, detail }]);
};

/**
 * The id of a method.
 * @throws ProblemError 422 naming the field, listing the methods there are
 */
export const knownMethod = (field: string, id: string | undefined): string => {
  try {
    return methodById(id).id;
  } catch (error) {
    if (!(error instanceof AccountingError)) throw error;
    return refuse(field, error.text.en);
  }
};

const checkEffect = (change: BoundaryChange, at: string, computedHere: boolean): void => {
  const { kind, effect } = change;
  if (effect === undefined) return;
  const field = `${at}.effect`;
  const rule = baseYearRule(kind);
  const wrong = (wanted: string): never => refuse(`${field}.kind`, `a ${kind} takes ${wanted}`);
  switch (rule) {
    case 'organic':
      return refuse(
        field,
        `a ${kind} of an own unit is organic growth or decline and never changes the base year; leave the effect out`,
      );
    case 'arrives':
      if (effect.kind !== 'given')
        wrong('"given": the emissions that the unit had in the base year, outside the boundary then');
      return;
    case 'leaves':
      if (effect.kind !== 'given' && effect.kind !== 'sources') wrong('"given" or "sources"');
      if (effect.kind === 'sources' && !computedHere)
        refuse(field, 'the base year is not computed here; give the emissions of the unit');
      return;
    case 'corrects':
      if (effect.kind !== 'totals' && effect.kind !== 'method') wrong('"totals" or, for a method, "method"');
      if (effect.kind === 'method' && kind !== 'methodChange') wrong('"totals"');
      if (effect.kind === 'method' && !computedHere)
        refuse(field, 'the base year is not computed here; give both totals');
      if (effect.kind === 'method') knownMethod(`${field}.method`, effect.method);
      if (kind !== 'methodChange' && computedHere)
        refuse(
          field,
          'the base year is computed here: correct the source, record or factor, and the difference shows by itself; an effect given by hand would count twice',
        );
  }
};

/**
 * Checks what a schema cannot: sources exist, effects fit their kind.
 * @param computedHere the base-year total rests on an inventory of the platform
 * @throws ProblemError 422 naming the field and what to do
 */
export const checkBoundary = (
  record: PutBoundary,
  sources: ReadonlySet<string>,
  computedHere: boolean,
): void => {
  const checkSources = (field: string, codes: readonly string[]): void => {
    const unknown = codes.findIndex((code) => !sources.has(code));
    if (unknown >= 0)
      refuse(
        `${field}.${String(unknown)}`,
        `there is no emission source "${codes[unknown] ?? ''}" at this site; GET …/sources lists them`,
      );
  };
  for (const system of ['main', 'auxiliary', 'ancillary'] as const)
    for (const [index, part] of record.systems[system].entries())
      checkSources(`systems.${system}.${String(index)}.sources`, part.sources);
  for (const [index, unit] of record.units.entries())
    checkSources(`units.${String(index)}.sources`, unit.sources);
  for (const [index, change] of record.changes.entries()) {
    const at = `changes.${String(index)}`;
    checkEffect(change, at, computedHere);
    if (change.effect?.kind === 'sources') checkSources(`${at}.effect.sources`, change.effect.sources);
  }
};
