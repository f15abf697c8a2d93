import type { SimulationAnswer } from '@zerofab/contracts';
import { evaluate, simulate, type Scheme, type SimulationRequest } from '@zerofab/scoring';
import { evaluationAnswer } from './evaluation-answer.js';
import type { ScoreOptions, SiteYear } from './site-evaluation.service.js';

type Answer = ReturnType<typeof evaluationAnswer>;

/**
 * A simulation beside the actual score of a year.
 * @throws RefusedError what the engine refuses of the inputs, `simulation-no-basis`
 */
export const simulationAnswer = ({
  scheme,
  year,
  given,
  request,
  basis,
  options,
}: {
  readonly scheme: Scheme;
  readonly year: number;
  readonly given: SiteYear['given'];
  readonly request: SimulationRequest;
  readonly basis: Parameters<typeof simulate>[3];
  readonly options: ScoreOptions;
}): SimulationAnswer => {
  const { inputs, applied, notes } = simulate(scheme, given, request, basis);
  const actual = evaluationAnswer(evaluate(scheme, year, given, options, 'open'));
  const simulated = evaluationAnswer(evaluate(scheme, year, inputs, options, 'open'));
  return {
    simulation: true,
    scheme: scheme.id,
    year,
    actual: sideOf(actual),
    simulated: sideOf(simulated),
    indicators: rowsOf(actual, simulated),
    applied: [...applied],
    notes: [...notes],
  };
};

const sideOf = ({ score, upperBound, completeness, level, core }: Answer): SimulationAnswer['actual'] => ({
  score,
  upperBound,
  completeness,
  level,
  core,
});

const rowsOf = (actual: Answer, simulated: Answer): SimulationAnswer['indicators'] =>
  actual.indicators.map((each) => {
    const other = simulated.indicators.find(({ id }) => id === each.id);
    return {
      id: each.id,
      title: each.title,
      unit: each.unit,
      value: { actual: each.value, simulated: other?.value ?? null },
      points: { actual: each.points, simulated: other?.points ?? 0 },
      changed: each.exactValue !== other?.exactValue || each.exactPoints !== other.exactPoints,
    };
  });
