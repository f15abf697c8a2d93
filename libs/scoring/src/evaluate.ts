import { decimalText, ExactDecimal } from '@zerofab/units';
import { checklistOf } from './checklist.js';
import { coreGaps, coreVerdicts, type CoreVerdicts } from './core.js';
import { switchesByIndicator } from './formulas.js';
import { allOf, judgeGate } from './gates.js';
import { readInputs, type GivenInputs, type ReadInputs } from './given.js';
import { measure, score, wasTold, type Measured } from './indicator.js';
import { inputNamesOf } from './input-names.js';
import { judgeLevels, levelReached } from './levels.js';
import { rankedNeeds } from './needs.js';
import { readOptions, refuseYear, type Chosen, type Options } from './options.js';
import { Quantities, type SwitchValues } from './quantities.js';
import type {
  CoreResult,
  CoreVerdict,
  Evaluation,
  IndicatorResult,
  VariantResult,
  Verdict,
} from './result.js';
import { groupsOf, scoredOf, sourceOf } from './scheme-walk.js';
import type { Indicator, Scheme } from './scheme.js';
import {
  bandOf,
  bonusOf,
  completenessOf,
  groupResults,
  lostPoints,
  quantityResults,
  sumOf,
} from './totals.js';
import { unusedVariants, weightsOf } from './weights.js';

/** Everything of a factory under one choice of switches. */
interface Run {
  readonly quantities: Quantities;
  /** Before variants of one indicator are struck. */
  readonly found: readonly Measured[];
  readonly measured: readonly Measured[];
  readonly results: readonly IndicatorResult[];
  readonly core: readonly CoreVerdicts[];
}

/** Variants of one indicator that do not count, with the reason that is shown. */
const strikeVariants = (
  scheme: Scheme,
  quantities: Quantities,
  measured: readonly Measured[],
): readonly Measured[] => {
  const byId = new Map(measured.map((each) => [each.indicator.id, each]));
  const unused = new Set(
    groupsOf(scheme.tree)
      .filter(({ count }) => count === 'one')
      .flatMap((group) =>
        unusedVariants(
          group,
          (id) => byId.get(id)?.status === 'na',
          (id) => {
            const each = byId.get(id);
            return each !== undefined && wasTold(each.indicator, quantities);
          },
        ),
      ),
  );
  return measured.map((each) =>
    unused.has(each.indicator.id)
      ? { ...each, status: 'na', reason: { zh: '由另一变体计分', en: 'scored by its other variant' } }
      : each,
  );
};

/** What another choice of switches cannot change of an indicator is taken over from the run that is there. */
const unchanged = (
  scheme: Scheme,
  indicator: Indicator,
  before: Run | null,
  switches: SwitchValues,
): boolean =>
  before !== null &&
  [...(switchesByIndicator(scheme).get(indicator.id) ?? [])].every(
    (id) => before.quantities.switches[id] === switches[id],
  );

const runOf = (
  scheme: Scheme,
  inputs: ReadInputs,
  chosen: Chosen,
  switches: SwitchValues,
  before: Run | null,
  conflicts: 'refused' | 'open',
): Run => {
  const quantities = new Quantities(scheme, inputs, switches, before === null, conflicts);
  const indicators = scoredOf(scheme);
  const found = indicators.map((indicator, at) =>
    unchanged(scheme, indicator, before, switches) && before !== null
      ? (before.found[at] ?? measure(indicator, quantities))
      : measure(indicator, quantities),
  );
  const measured = strikeVariants(scheme, quantities, found);
  const statusOf = new Map(measured.map(({ indicator, status }) => [indicator.id, status]));
  const weights = weightsOf(scheme, chosen.naMode, (id) => statusOf.get(id) !== 'na');
  const results = measured.map((each, at) => {
    const weight = weights.get(each.indicator.id) ?? new ExactDecimal(0);
    const same = before?.results[at];
    return same !== undefined && before?.found[at] === found[at] && weight.eq(same.weight)
      ? same
      : score(each, quantities, weight);
  });
  const core = measured.flatMap(({ indicator }, at) => {
    const result = results[at];
    return indicator.thresholds === null || result === undefined
      ? []
      : [coreVerdicts(indicator, result, chosen.applicant)];
  });
  return { quantities, found, measured, results, core };
};

const scoreOf = (
  scheme: Scheme,
  results: readonly IndicatorResult[],
  of: 'points' | 'upperBound',
): string | null =>
  scheme.tree.length === 0 ? null : decimalText(sumOf(results.map((result) => result[of])));

/** Every choice of switches, the chosen one among them. */
const choices = (scheme: Scheme): readonly SwitchValues[] =>
  scheme.switches.reduce<readonly SwitchValues[]>(
    (all, { id, values }) => all.flatMap((choice) => values.map((value) => ({ ...choice, [id]: value.id }))),
    [{}],
  );

const sameChoice = (a: SwitchValues, b: SwitchValues): boolean =>
  Object.keys(a).every((id) => a[id] === b[id]);

const variantOf = (scheme: Scheme, run: Run, chosen: Chosen): VariantResult => ({
  switches: run.quantities.switches,
  score: scoreOf(scheme, run.results, 'points'),
  upperBound: scoreOf(scheme, run.results, 'upperBound'),
  indicators: run.results.map(({ id, value, points }) => ({ id, value, points })),
  core: run.core,
  level: levelReached(judgeLevels(scheme.levels, run.quantities, run.measured, chosen.applicant)),
});

const among = (verdicts: readonly Verdict[], chosen: Verdict): CoreVerdict =>
  verdicts.includes('pass') && verdicts.includes('fail') ? 'depends' : chosen;

/** Switches of which another value, the others kept, turns a verdict. */
const deciding = (id: string, chosen: Run, runs: readonly Run[]): readonly string[] => {
  const here = chosen.core.find((each) => each.id === id);
  const { switches } = chosen.quantities;
  return Object.keys(switches).filter((name) =>
    runs.some((run) => {
      const other = run.quantities.switches;
      const onlyThis = Object.keys(switches).every(
        (key) => (other[key] === switches[key]) === (key !== name),
      );
      const there = run.core.find((each) => each.id === id);
      return (
        onlyThis &&
        (there?.entryVerdict !== here?.entryVerdict || there?.targetVerdict !== here?.targetVerdict)
      );
    }),
  );
};

const coreOf = (
  indicator: Indicator,
  chosen: Run,
  runs: readonly Run[],
  applicant: string | null,
): CoreResult[] => {
  const verdicts = chosen.core.find(({ id }) => id === indicator.id);
  const result = chosen.results.find(({ id }) => id === indicator.id);
  if (verdicts === undefined || result === undefined) return [];
  const all = runs.flatMap((run) => run.core.filter(({ id }) => id === indicator.id));
  return [
    {
      id: indicator.id,
      value: verdicts.value,
      unit: indicator.unit,
      entryVerdict: among(
        all.map((each) => each.entryVerdict),
        verdicts.entryVerdict,
      ),
      targetVerdict: among(
        all.map((each) => each.targetVerdict),
        verdicts.targetVerdict,
      ),
      dependsOn: deciding(indicator.id, chosen, runs),
      ...coreGaps(chosen.quantities.scheme, indicator, result, verdicts, applicant),
    },
  ];
};

/**
 * Evaluates a factory by a scheme for a year of data: every indicator with value, reference values, points and trace, all
 * choices of the switches side by side. Nothing missing is scored: `score` counts it 0, `upperBound` full.
 * @param conflicts two values that contradict each other are refused, or left open like what is missing (a page must open)
 * @throws RefusedError: `scoring-scheme-not-in-force`, `scoring-unknown-option`, or an input that is unknown, no number, of
 * another dimension, out of range, told twice; a baseline better than its leading value
 */
export const evaluate = (
  scheme: Scheme,
  year: number,
  given: GivenInputs,
  options: Options = {},
  conflicts: 'refused' | 'open' = 'refused',
): Evaluation => {
  refuseYear(scheme, year);
  const chosen = readOptions(scheme, options);
  const inputs = readInputs(inputNamesOf(scheme), given);
  const run = runOf(scheme, inputs, chosen, chosen.switches, null, conflicts);
  const runs = choices(scheme).map((switches) =>
    sameChoice(chosen.switches, switches) ? run : runOf(scheme, inputs, chosen, switches, run, conflicts),
  );
  const { quantities, measured, results } = run;
  const core = scoredOf(scheme).flatMap((indicator) => coreOf(indicator, run, runs, chosen.applicant));
  const entry = core.map(({ entryVerdict }) => entryVerdict);
  const gates = scheme.gates.map((gate) => judgeGate(gate, quantities, entry, chosen.applicant));
  const levels = judgeLevels(scheme.levels, quantities, measured, chosen.applicant);
  const total = scoreOf(scheme, results, 'points');
  return {
    scheme: scheme.id,
    version: scheme.version,
    year,
    ...chosen,
    score: total,
    upperBound: scoreOf(scheme, results, 'upperBound'),
    ...bonusOf(scheme, quantities),
    completeness: completenessOf(scheme, results),
    band: bandOf(scheme, total, (key) => sourceOf(scheme, key)),
    eligibility: gates.length === 0 ? null : allOf(gates.map(({ verdict }) => verdict)),
    gates,
    groups: groupResults(scheme, results),
    indicators: results,
    core,
    levels,
    level: levelReached(levels),
    paths: checklistOf(scheme, inputs),
    quantities: quantityResults(quantities),
    variants: runs.map((each) => variantOf(scheme, each, chosen)),
    needs: scheme.tree.length === 0 ? [] : rankedNeeds(results),
    lost: lostPoints(results),
  };
};
