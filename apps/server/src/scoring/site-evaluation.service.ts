import { Injectable } from '@nestjs/common';
import { yearOf } from '@zerofab/calendar';
import {
  ScoreFactsService,
  ScoringInputStore,
  type ScoreFact,
  type ScoreFacts,
  type ScoringInput,
} from '@zerofab/inventory';
import { evaluate, type Evaluation, type GivenInput, type Scheme } from '@zerofab/scoring';
import type { SiteEntity } from '@zerofab/telemetry';
import { CentreService } from './centre.service.js';
import { withFunctions } from './function-fact.js';
import { factsFor, givenInputs } from './site-inputs.js';

export type ScoreOptions = Readonly<Record<string, string>>;

/** A year of a site as a scheme takes it: what is known, what people told, and both as inputs of the engine. */
export interface SiteYear {
  readonly known: ScoreFacts;
  readonly facts: ReadonlyMap<string, ScoreFact>;
  readonly entered: ReadonlyMap<string, ScoringInput>;
  readonly given: Readonly<Record<string, GivenInput>>;
}

/** Evaluates sites by schemes: what the platform knows fills itself, what people told comes before it. */
@Injectable()
export class SiteEvaluationService {
  constructor(
    private readonly facts: ScoreFactsService,
    private readonly inputs: ScoringInputStore,
    private readonly centre: CentreService,
  ) {}

  async year(site: SiteEntity, scheme: Scheme, year: number, nowMs: number): Promise<SiteYear> {
    const known = await this.facts.facts(site, year, nowMs);
    const running = year === yearOf(nowMs, site.timezone);
    const verdicts = running ? await this.centre.latestVerdicts(site, nowMs) : null;
    const facts = withFunctions(factsFor(scheme, known), scheme, verdicts);
    const entered = await this.entered(site, scheme.id, year);
    return { known, facts, entered, given: givenInputs(scheme, facts, entered) };
  }

  /** @throws RefusedError `scoring-scheme-not-in-force`, `scoring-unknown-option` */
  async evaluation(
    site: SiteEntity,
    scheme: Scheme,
    year: number,
    nowMs: number,
    options: ScoreOptions = {},
  ): Promise<Evaluation> {
    const { given } = await this.year(site, scheme, year, nowMs);
    return evaluate(scheme, year, given, options, 'open');
  }

  async entered(site: SiteEntity, scheme: string, year: number): Promise<ReadonlyMap<string, ScoringInput>> {
    const records = await this.inputs.list(site.id, scheme, year);
    return new Map(records.map((record) => [record.name, record]));
  }
}
