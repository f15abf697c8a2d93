import { baseYearRule, methodById } from '@zerofab/accounting';
import type { FieldRefusal } from '@zerofab/vocabulary';
import { attempt, wrong, type Findings } from '../checks/findings.js';
import type { BoundaryChange, BoundaryContent, ChangeEffect } from '../domain/boundary.js';

const ORGANIC = (kind: string): readonly [string, string] => [
  `a ${kind} of an own unit is organic growth or decline and never changes the base year; leave the effect out`,
  `自有单元的 ${kind} 属于有机增减，从不调整基准年；请删去 effect`,
];
const GIVE_UNIT = [
  'the base year is not computed here; give the emissions of the unit',
  '基准年并非由本平台核算；请给出该单元的排放量',
] as const;
const GIVE_TOTALS = [
  'the base year is not computed here; give both totals',
  '基准年并非由本平台核算；请给出两个总量',
] as const;
const COUNTED_TWICE = [
  'the base year is computed here: correct the source, record or factor, and the difference shows by itself; an effect given by hand would count twice',
  '基准年由本平台核算：请更正排放源、记录或因子，差异会自动体现；手工给出的 effect 会重复计算',
] as const;

function* checkEffect(
  change: BoundaryChange,
  effect: ChangeEffect,
  field: string,
  computedHere: boolean,
): Findings {
  const { kind } = change;
  const takes = (en: string, zh: string): FieldRefusal =>
    wrong(`${field}.kind`, `a ${kind} takes ${en}`, `${kind} 应采用${zh}`);
  switch (baseYearRule(kind)) {
    case 'organic':
      yield wrong(field, ...ORGANIC(kind));
      return;
    case 'arrives':
      if (effect.kind !== 'given')
        yield takes(
          '"given": the emissions that the unit had in the base year, outside the boundary then',
          '“given”：该单元在基准年（当时在边界外）的排放量',
        );
      return;
    case 'leaves':
      if (effect.kind !== 'given' && effect.kind !== 'sources')
        yield takes('"given" or "sources"', '“given”或“sources”');
      else if (effect.kind === 'sources' && !computedHere) yield wrong(field, ...GIVE_UNIT);
      return;
    case 'corrects':
      yield* checkCorrection(change, effect, field, computedHere, takes);
  }
}

function* checkCorrection(
  { kind }: BoundaryChange,
  effect: ChangeEffect,
  field: string,
  computedHere: boolean,
  takes: (en: string, zh: string) => FieldRefusal,
): Findings {
  if (effect.kind !== 'totals' && effect.kind !== 'method')
    yield takes('"totals" or, for a method, "method"', '“totals”，方法变更则为“method”');
  else if (effect.kind === 'method' && kind !== 'methodChange') yield takes('"totals"', '“totals”');
  else if (effect.kind === 'method' && !computedHere) yield wrong(field, ...GIVE_TOTALS);
  else if (effect.kind === 'method') {
    const method = attempt(() => methodById(effect.method));
    if ('text' in method) yield wrong(`${field}.method`, method.text.en, method.text.zh);
  } else if (kind !== 'methodChange' && computedHere) yield wrong(field, ...COUNTED_TWICE);
}

function* checkSources(known: ReadonlySet<string>, field: string, codes: readonly string[]): Findings {
  for (const [index, code] of codes.entries())
    if (!known.has(code))
      yield wrong(
        `${field}.${String(index)}`,
        `there is no emission source "${code}" at this site; GET …/sources lists them`,
        `本站点没有排放源“${code}”；见排放源页面`,
      );
}

function* check(record: BoundaryContent, sources: ReadonlySet<string>, computedHere: boolean): Findings {
  for (const system of ['main', 'auxiliary', 'ancillary'] as const)
    for (const [index, part] of record.systems[system].entries())
      yield* checkSources(sources, `systems.${system}.${String(index)}.sources`, part.sources);
  for (const [index, unit] of record.units.entries())
    yield* checkSources(sources, `units.${String(index)}.sources`, unit.sources);
  for (const [index, change] of record.changes.entries()) {
    const { effect } = change;
    if (effect === undefined) continue;
    const field = `changes.${String(index)}.effect`;
    yield* checkEffect(change, effect, field, computedHere);
    if (effect.kind === 'sources') yield* checkSources(sources, `${field}.sources`, effect.sources);
  }
}

/**
 * What is wrong with a boundary record that a schema cannot see: sources that do not exist, effects that do not fit their
 * kind. Empty where all is well.
 * @param computedHere the base-year total rests on an inventory of the platform
 */
export const boundaryFindings = (
  record: BoundaryContent,
  sources: ReadonlySet<string>,
  computedHere: boolean,
): FieldRefusal[] => [...check(record, sources, computedHere)];
