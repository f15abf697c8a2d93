import { Injectable } from '@nestjs/common';
import type { EvaluateRequest, EvaluationAnswer, SchemeDocument, SchemeList } from '@zerofab/contracts';
import { evaluate, inputNamesOf, schemeById, schemes, type Scheme } from '@zerofab/scoring';
import { RefusedError } from '@zerofab/vocabulary';
import { evaluationAnswer } from './evaluation-answer.js';

/** A scheme as lists show it. */
export const summaryOf = ({
  id,
  version,
  kind,
  name,
  standard,
  firstYear,
  lastYear,
  note,
  unknown,
  tree,
}: Scheme) => ({
  id,
  version,
  kind,
  name,
  standard,
  firstYear,
  lastYear,
  note,
  unknown: [...unknown],
  scored: tree.length > 0,
});

/** In a path an unknown scheme is a page that is not there, not a wrong field. */
const asPath = <T>(run: () => T): T => {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    const { code, text } = error.refusal;
    throw new RefusedError({ code, text });
  }
};

/** The stateless side of the scores: schemes as data, and one factory evaluated by one of them. */
@Injectable()
export class ScoringService {
  schemes(): SchemeList {
    return { items: schemes().map(summaryOf) };
  }

  scheme(id: string): SchemeDocument {
    const scheme = asPath(() => schemeById(id));
    const { inputs, ...whole } = scheme;
    // What is shared by all requests is copied: nobody downstream may change a scheme.
    return structuredClone({
      ...whole,
      quantities: inputs,
      inputs: [...inputNamesOf(scheme).byName.values()],
    }) as SchemeDocument;
  }

  evaluate({ scheme, year, inputs, options }: EvaluateRequest): EvaluationAnswer {
    return evaluationAnswer(evaluate(schemeById(scheme), year, inputs, options ?? {}));
  }
}
