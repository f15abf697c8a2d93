import { dayLabel, yearOf } from '@zerofab/calendar';
import {
  gridRegion,
  gridRegions,
  siteFactor,
  WEAKEST_RUNG,
  weakestRung,
  type FactorLibrary,
} from '@zerofab/factors';
import { sourceGases } from '@zerofab/accounting';
import { findUnit } from '@zerofab/units';
import {
  burnsFuel,
  compareRungs,
  isDriven,
  RUNG_LABELS,
  RUNGS,
  takesFuel,
  type Bilingual,
  type Rung,
  type UsedFactor,
} from '@zerofab/vocabulary';
import { defaultFactor, type FactorStep, type InputStep, type SourceContent } from '../domain/source.js';
import { chooseFactors, purposeOf } from '../source/choose-factors.js';
import { attempt, wrong, type Findings } from './findings.js';
import type { KnownToSource } from './known.js';
import { checkProcessFactor, checkTypedFactor } from './plausible-values.js';

const ELECTRIC = new Set(['purchasedElectricity', 'exportedElectricity']);

/** A step that stands higher than the one before it would never be reached in the right order. */
function* checkDescent(field: string, rungs: readonly (Rung | undefined)[]): Findings {
  const index = rungs.findIndex((rung, at) => {
    const before = rungs[at - 1];
    return rung !== undefined && before !== undefined && compareRungs(rung, before) < 0;
  });
  const [rung, before] = [rungs[index], rungs[index - 1]];
  if (rung === undefined || before === undefined) return;
  const [own, above] = [RUNG_LABELS[rung], RUNG_LABELS[before]];
  yield wrong(
    `${field}.${String(index)}`,
    `stands on the rung "${own.en}", above the step before it ("${above.en}"); order: ${RUNGS.map((name) => RUNG_LABELS[name].en).join(', ')}`,
    `位于“${own.zh}”，高于前一步（“${above.zh}”）；次序：${RUNGS.map((name) => RUNG_LABELS[name].zh).join('、')}`,
  );
}

/** Kinds of factor that fit the class at all. */
function* checkKind(
  { library }: KnownToSource,
  body: SourceContent,
  field: string,
  step: FactorStep,
): Findings {
  if (step.kind === 'grid') {
    if (!ELECTRIC.has(body.category))
      yield wrong(`${field}.kind`, 'grid factors are for electricity only', '电网因子只用于电力');
    if (step.region !== undefined && gridRegion(step.region, library) === undefined) {
      const keys = gridRegions(library).map((region) => region.key);
      yield wrong(
        `${field}.region`,
        `"${step.region}" is no grid region; there are: ${keys.join(', ')}`,
        `“${step.region}”不是电网区域；现有：${keys.join('、')}`,
      );
    }
  }
  if (step.kind === 'fuel' && !takesFuel(body.category))
    yield wrong(
      `${field}.kind`,
      'fuel parameters are for combustion, the site’s own or of others (other indirect)',
      '燃料参数只用于燃烧：自身燃烧，或他方代为燃烧（其他间接排放）',
    );
  if (step.kind === 'fuel' && step.driven !== undefined && !isDriven(body.category))
    yield wrong(
      `${field}.driven`,
      'only a mobile source or transport is driven; leave it out',
      '只有移动源和运输才有行驶方式；请留空',
    );
}

/** Units of the activity data, as far as the definition says them. */
export const activityUnits = (
  { meters }: KnownToSource,
  { activity }: Pick<SourceContent, 'activity'>,
): string[] =>
  activity.kind === 'meters'
    ? activity.registers.flatMap(
        (bound) =>
          meters
            .find(({ code }) => code === bound.meter)
            ?.registers.find(({ code, kind }) => code === bound.register && kind !== 'gauge')?.unit ?? [],
      )
    : [activity.unit];

/** Stands for the factor of whatever year: only its unit is looked at. */
const ANY_GRID_FACTOR = siteFactor({
  purpose: 'purchasedElectricity',
  value: '1',
  unit: 'kgCO2/kWh',
  source: 'grid',
});

/** Stands for the density that the site recorded, of a liquid or a gas: only its unit is looked at. */
const anyDensity = (activityUnit: string): UsedFactor => {
  const unit = findUnit(activityUnit)?.dimension === 'volume' ? 'kg/L' : 'kg/Nm3';
  return { ...siteFactor({ purpose: 'other', value: '1', unit, source: 'density' }), role: 'density' };
};

const DENSITY_HELPS: Bilingual = {
  zh: '。请将密度录入为站点参数（如 0.84 kg/L，注明来源），并在该排放源的密度一栏选用',
  en: ' Record the density as a site parameter (e.g. 0.84 kg/L, with its source) and choose it as the density of the source.',
};

/** Gas in litres or electricity in kW can never be worked out with this factor: said now, not in the inventory. */
function* checkFit(
  known: KnownToSource,
  code: string,
  body: SourceContent,
  field: string,
  step: FactorStep,
  factors: readonly UsedFactor[],
): Findings {
  // What the site measures may bring the parameter that the set lacks.
  const { density, ...others } = (step.kind === 'fuel' ? step.measured : undefined) ?? {};
  if (Object.values(others).some((bound) => bound !== undefined)) return;
  const { category, activity, gas } = body;
  for (const unit of new Set(activityUnits(known, body))) {
    if (findUnit(unit) === undefined) continue;
    const worked = (used: readonly UsedFactor[]) =>
      attempt(() =>
        sourceGases({ category, sourceCode: code, activity: { value: '1', unit }, factors: used, gas }),
      );
    const withDensity = [...factors, anyDensity(unit)];
    const tried = worked(density === undefined ? factors : withDensity);
    if (!('text' in tried)) continue;
    const hint =
      step.kind === 'fuel' && !('text' in worked(withDensity)) ? DENSITY_HELPS : { zh: '', en: '' };
    yield wrong(
      activity.kind === 'meters' ? 'activity.registers' : 'activity.unit',
      `${unit} does not go with ${field}: ${tried.text.en}${hint.en}`,
      `${unit} 与 ${field} 不相配：${tried.text.zh}${hint.zh}`,
    );
  }
}

/**
 * Checks one way to a factor.
 * @returns through `rungs` the rung it stands on, where it is known
 */
function* checkStep(
  known: KnownToSource,
  code: string,
  body: SourceContent,
  field: string,
  step: FactorStep,
  rungs: (Rung | undefined)[],
): Findings {
  const kind = [...checkKind(known, body, field, step)];
  yield* kind;
  // Whether a factor of the grid exists depends on the year, a parameter on the span; the inventory says so.
  if (step.kind === 'grid') {
    rungs.push('national-database');
    if (kind.length === 0) yield* checkFit(known, code, body, field, step, [ANY_GRID_FACTOR]);
  } else if (step.kind === 'parameter') rungs.push('measured');
  else if (kind.length > 0) rungs.push(undefined);
  else {
    const { site, library, nowMs } = known;
    const looked = attempt(() =>
      chooseFactors({
        category: body.category,
        choice: step,
        gridRegion: site.gridRegion,
        accountingYear: yearOf(nowMs, site.timezone),
        asOf: dayLabel(nowMs, site.timezone),
        sourceVersion: 0,
        library,
      }),
    );
    if ('found' in looked) {
      rungs.push(weakestRung(looked.found) ?? WEAKEST_RUNG);
      if (step.kind === 'site') {
        yield* checkTypedFactor(field, step, purposeOf(body.category), library);
        if (body.category === 'process' || body.category === 'waste') yield* checkProcessFactor(field, step);
      }
      yield* checkFit(known, code, body, field, step, looked.found);
    } else {
      rungs.push(undefined);
      yield wrong(field, `${code}: ${looked.text.en}`, `${code}：${looked.text.zh}`);
    }
  }
}

/** Checks the factor of a source: it exists, serves the class, and a ladder leads downwards. */
export function* checkFactor(known: KnownToSource, code: string, body: SourceContent): Findings {
  const choice = body.factor ?? defaultFactor(body.category);
  if (choice === undefined) {
    // A gas that is weighed as such, e.g. a refill of SF6, needs no factor.
    if (body.gas !== undefined) return;
    yield burnsFuel(body.category)
      ? wrong(
          'factor',
          'combustion needs its fuel, e.g. {"kind": "fuel", "fuel": "natural-gas"}, or a site factor',
          '燃烧源须指明燃料，例如 natural-gas，或给出站点因子',
        )
      : wrong(
          'factor',
          'name a factor, e.g. {"kind": "library", "id": "process-carbonate-caco3-gbt"} or {"kind": "site", …}; or a calculation by formulas of a sector part; or the gas, if it is weighed as such',
          '请指明因子（因子库或站点因子），或按行业部分的公式计算；直接称量的气体请指明气体',
        );
    return;
  }
  const rungs: (Rung | undefined)[] = [];
  if (choice.kind !== 'ladder') {
    yield* checkStep(known, code, body, 'factor', choice, rungs);
    return;
  }
  for (const [index, step] of choice.steps.entries())
    yield* checkStep(known, code, body, `factor.steps.${String(index)}`, step, rungs);
  yield* checkDescent('factor.steps', rungs);
}

/** Checks the residual factor of purchased electricity: a typed one has a unit of electricity and can be true. */
export function* checkResidual({ library }: KnownToSource, { category, residual }: SourceContent): Findings {
  if (residual === undefined) return;
  if (category !== 'purchasedElectricity')
    yield wrong(
      'residual',
      'only purchased electricity has a residual factor; leave it out',
      '只有购入电力有剩余因子；请留空',
    );
  if (residual.kind !== 'site') return;
  const looked = attempt(() => siteFactor({ ...residual, purpose: 'purchasedElectricity' }));
  if ('text' in looked) {
    yield wrong('residual', looked.text.en, looked.text.zh);
    return;
  }
  yield* checkTypedFactor('residual', residual, 'purchasedElectricity', library);
}

/** Whether the steps of an input lead down the ladder. */
export function* checkInputLadder(
  field: string,
  steps: readonly InputStep[],
  library: FactorLibrary,
): Findings {
  const rungs = steps.map((step): Rung => {
    if (step.kind === 'parameter') return 'measured';
    if (step.kind === 'value') return 'supplier';
    return library.byId.get(step.id)?.rung ?? WEAKEST_RUNG;
  });
  yield* checkDescent(`${field}.steps`, rungs);
}
