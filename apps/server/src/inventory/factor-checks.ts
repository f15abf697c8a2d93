import type { FactorStep, InputStep, PutSource } from '@zerofab/contracts';
import {
  FactorError,
  gridRegion,
  gridRegions,
  rungOfSource,
  weakestRung,
  type FactorLibrary,
} from '@zerofab/factors';
import { chooseFactors, defaultFactor } from '@zerofab/inventory';
import { type MeterEntity, type SiteEntity } from '@zerofab/telemetry';
import { compareRungs, type Rung } from '@zerofab/vocabulary';
import { dayLabel } from '@zerofab/calendar';
import { refuse } from './refuse.js';

/** What the definition of a source may name. */
export interface KnownToSource {
  readonly site: SiteEntity;
  readonly meters: readonly MeterEntity[];
  readonly library: FactorLibrary;
}

const ELECTRIC = new Set(['purchasedElectricity', 'exportedElectricity']);
const BURNT = new Set(['stationaryCombustion', 'mobileCombustion', 'biogenic']);

/**
 * Checks the factor of a source: it exists, serves the class, and a ladder leads downwards.
 * @throws ProblemError 422 naming the field and what to do
 */
export const checkFactor = (known: KnownToSource, code: string, body: PutSource): void => {
  const choice = body.factor ?? defaultFactor(body.category);
  if (choice === undefined) {
    // A gas that is weighed as such, e.g. a refill of SF6, needs no factor.
    if (body.gas !== undefined) return;
    return refuse(
      'factor',
      BURNT.has(body.category)
        ? 'combustion needs its fuel, e.g. {"kind": "fuel", "fuel": "natural-gas"}, or a site factor'
        : 'name a factor, e.g. {"kind": "library", "id": "process-carbonate-caco3-gbt"} or {"kind": "site", …}; or a calculation by formulas of a sector part; or the gas, if it is weighed as such',
      BURNT.has(body.category)
        ? '燃烧源须指明燃料，例如 natural-gas，或给出站点因子'
        : '请指明因子（因子库或站点因子），或按行业部分的公式计算；直接称量的气体请指明气体',
    );
  }
  if (choice.kind !== 'ladder') {
    checkStep(known, code, body, 'factor', choice);
    return;
  }
  const rungs = choice.steps.map((step, index) =>
    checkStep(known, code, body, `factor.steps.${String(index)}`, step),
  );
  refuseClimbing('factor.steps', rungs);
};

/** Checks one way to a factor, and says on which rung of the ladder it stands. */
const checkStep = (
  { site, library }: KnownToSource,
  code: string,
  body: PutSource,
  field: string,
  step: FactorStep,
): Rung => {
  if (step.kind === 'grid') {
    if (!ELECTRIC.has(body.category))
      refuse(`${field}.kind`, 'grid factors are for electricity only', '电网因子只用于电力');
    if (step.region !== undefined && gridRegion(step.region, library) === undefined) {
      const keys = gridRegions(library).map((region) => region.key);
      refuse(
        `${field}.region`,
        `"${step.region}" is no grid region; there are: ${keys.join(', ')}`,
        `“${step.region}”不是电网区域；现有：${keys.join('、')}`,
      );
    }
    // Whether a factor exists depends on the year; the inventory says so per span.
    return 'national-database';
  }
  // Whether a value is valid depends on the span; the inventory says so.
  if (step.kind === 'parameter') return 'measured';
  if (step.kind === 'fuel' && !BURNT.has(body.category))
    refuse(`${field}.kind`, 'fuel parameters are for combustion only', '燃料参数只用于燃烧');
  if (step.kind === 'fuel' && step.driven !== undefined && body.category !== 'mobileCombustion')
    refuse(
      `${field}.driven`,
      'only a mobile source is driven; leave it out',
      '只有移动源才有行驶方式；请留空',
    );
  try {
    const now = Date.now();
    const factors = chooseFactors({
      category: body.category,
      choice: step,
      gridRegion: site.gridRegion,
      accountingYear: new Date(now).getUTCFullYear(),
      asOf: dayLabel(now, site.timezone),
      sourceVersion: 0,
      library,
    });
    return weakestRung(factors) ?? 'regional';
  } catch (error) {
    if (!(error instanceof FactorError)) throw error;
    return refuse(field, `${code}: ${error.text.en}`, `${code}：${error.text.zh}`);
  }
};

/** A step that stands higher than the one before it would never be reached in the right order. */
const refuseClimbing = (field: string, rungs: readonly Rung[]): void => {
  const index = rungs.findIndex((rung, at) => at > 0 && compareRungs(rung, rungs[at - 1] ?? rung) < 0);
  if (index === -1) return;
  refuse(
    `${field}.${String(index)}`,
    `stands on the rung "${rungs[index] ?? ''}", above the step before it ("${rungs[index - 1] ?? ''}"); order: measured, supplier, sector-part, national-database, regional, ipcc`,
    `位于“${rungs[index] ?? ''}”，高于前一步（“${rungs[index - 1] ?? ''}”）；次序：measured、supplier、sector-part、national-database、regional、ipcc`,
  );
};

/** @throws ProblemError 422 when the steps of an input do not lead down the ladder */
export const checkInputLadder = (
  field: string,
  steps: readonly InputStep[],
  library: FactorLibrary,
): void => {
  const rungs = steps.map((step): Rung => {
    if (step.kind === 'parameter') return 'measured';
    if (step.kind === 'value') return 'supplier';
    return rungOfSource(library.byId.get(step.id)?.source ?? '');
  });
  refuseClimbing(`${field}.steps`, rungs);
};
