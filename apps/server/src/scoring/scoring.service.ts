import { Injectable } from '@nestjs/common';
import type {
  EvaluateRequest,
  EvaluationAnswer,
  SchemeDocument,
  SchemeList,
  SchemeSummary,
} from '@zerofab/contracts';
import { evaluate, inputNamesOf, schemeById, type Scheme } from '@zerofab/scoring';
import { RefusedError } from '@zerofab/vocabulary';
import { SchemeCatalog } from './scheme-catalog.js';
import { evaluationAnswer } from './evaluation-answer.js';

/** A scheme as lists show it. */
export const summaryOf = (
  { id, version, kind, name, standard, firstYear, lastYear, note, unknown, tree }: Scheme,
  imported: SchemeSummary['imported'] = null,
): SchemeSummary => ({
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
  imported,
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
  constructor(private readonly catalog: SchemeCatalog) {}

  async schemes(): Promise<SchemeList> {
    const { schemes, importedOf } = await this.catalog.present();
    return { items: schemes.map((scheme) => summaryOf(scheme, importedOf(scheme.id))) };
  }

  async scheme(id: string): Promise<SchemeDocument> {
    const { schemes } = await this.catalog.present();
    const scheme = asPath(() => schemeById(id, schemes));
    const { inputs, ...whole } = scheme;
    // What is shared by all requests is copied: nobody downstream may change a scheme.
    return structuredClone({
      ...whole,
      quantities: inputs,
      inputs: [...inputNamesOf(scheme).byName.values()],
    }) as SchemeDocument;
  }

  async evaluate({ scheme, year, inputs, options }: EvaluateRequest): Promise<EvaluationAnswer> {
    const { schemes } = await this.catalog.present();
    return evaluationAnswer(evaluate(schemeById(scheme, schemes), year, inputs, options ?? {}));
  }
}
