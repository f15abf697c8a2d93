import { takesActivity } from '../activity/source-coverage.js';
import type { SourceDefinition, InputBinding, FactorStep } from '../domain/source.js';
import { formulaPath, pathOf } from '../domain/streams.js';

/** Name of the activity data of a source in its plan. */
const ACTIVITY = 'activity';

/** A datum of a source that somebody measures or records. */
export interface Datum {
  readonly source: string;
  /** `activity`, or the path of an input of its formulas. */
  readonly input: string;
}

type PlannedSource = Pick<SourceDefinition, 'code' | 'calculation' | 'factor'>;

/** Paths of inputs that are measured or recorded: amounts and site parameters. Library factors and values are not. */
const measured = (inputs: Readonly<Record<string, InputBinding>>, parent = ''): string[] =>
  Object.entries(inputs).flatMap(([name, binding]) => {
    const path = pathOf(parent, name);
    switch (binding.kind) {
      case 'meters':
      case 'manual':
      case 'stock':
      case 'parameter':
        return [path];
      case 'formula':
        return measured(binding.inputs, path);
      case 'ladder':
        return binding.steps.some(({ kind }) => kind === 'parameter') ? [path] : [];
      case 'activity':
        return [ACTIVITY];
      case 'factor':
      case 'value':
        return [];
    }
  });

/** Roles of factors that the site measures or gets from its supplier, by record. */
const measuredFactors = ({ factor }: PlannedSource): string[] => {
  const ofStep = (step: FactorStep): string[] => {
    if (step.kind === 'parameter') return ['emissionFactor'];
    return step.kind === 'fuel' ? Object.keys(step.measured ?? {}) : [];
  };
  if (factor === null) return [];
  return factor.kind === 'ladder' ? factor.steps.flatMap(ofStep) : ofStep(factor);
};

/**
 * The data of a source that a data quality control plan must cover: its activity data, every amount or site
 * parameter among the inputs of its formulas, and each factor of its fuel or of its own that is a site parameter.
 */
export const dataOf = (source: PlannedSource): Datum[] => {
  const paths = [
    ...(takesActivity(source) ? [ACTIVITY] : []),
    ...measured(source.calculation?.inputs ?? {}),
    ...(source.calculation?.formulas ?? []).flatMap(({ inputs }, index) =>
      measured(inputs ?? {}, formulaPath(index)),
    ),
    ...measuredFactors(source),
  ];
  return [...new Set(paths)].map((input) => ({ source: source.code, input }));
};

export const sameDatum =
  (one: Datum) =>
  (other: Datum): boolean =>
    one.source === other.source && one.input === other.input;
