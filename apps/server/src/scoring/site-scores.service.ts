import { Injectable } from '@nestjs/common';
import { isoIn } from '@zerofab/calendar';
import type {
  CentreFunctions,
  PutScoringInput,
  ScoringInputAnswer,
  SiteScore,
  SiteScoreQuery,
} from '@zerofab/contracts';
import { EvidenceStore, ScoringInputStore } from '@zerofab/inventory';
import type { ChangeRequest } from '@zerofab/records';
import { evaluate, sourceOf, type Scheme } from '@zerofab/scoring';
import { SiteStore } from '@zerofab/telemetry';
import { CentreService } from './centre.service.js';
import { evaluationAnswer } from './evaluation-answer.js';
import { SchemeCatalog } from './scheme-catalog.js';
import { summaryOf } from './scoring.service.js';
import { SiteEvaluationService, type ScoreOptions } from './site-evaluation.service.js';
import { givenInputs, originsOf, siteInputs, storedOf } from './site-inputs.js';

interface At {
  readonly scheme: string;
  readonly year: number;
  readonly name: string;
}

/** The switches that a question names. */
export const optionsOf = (chosen: Readonly<Record<string, string | undefined>>): ScoreOptions =>
  Object.fromEntries(
    Object.entries(chosen).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );

/** Scores of a site: what the platform knows fills itself, the rest people tell. */
@Injectable()
export class SiteScoresService {
  constructor(
    private readonly sites: SiteStore,
    private readonly evaluations: SiteEvaluationService,
    private readonly inputs: ScoringInputStore,
    private readonly evidence: EvidenceStore,
    private readonly centre: CentreService,
    private readonly catalog: SchemeCatalog,
  ) {}

  async score(siteCode: string, kind: Scheme['kind'], query: SiteScoreQuery): Promise<SiteScore> {
    const site = await this.sites.requireSite(siteCode);
    const { year, scheme: id, ...chosen } = query;
    const scheme = await this.catalog.ofKind(kind, id);
    const { known, facts, entered, given } = await this.evaluations.year(site, scheme, year, Date.now());
    const found = evaluate(scheme, year, given, optionsOf(chosen), 'open');
    const inputs = siteInputs(scheme, facts, entered, found);
    const { schemes, importedOf } = await this.catalog.present();
    return {
      site: site.code,
      through: isoIn(known.throughMs, site.timezone),
      wholeYear: known.wholeYear,
      reporting: known.reporting,
      schemes: schemes
        .filter((each) => each.kind === kind)
        .map((each) => summaryOf(each, importedOf(each.id))),
      switches: scheme.switches.map((each) => ({
        id: each.id,
        name: each.name,
        values: each.values.map((value) => ({
          id: value.id,
          name: value.name,
          source: sourceOf(scheme, value.source),
        })),
      })),
      evaluation: evaluationAnswer(found),
      inputs,
      origins: originsOf(found, inputs),
    };
  }

  /** Live tests of the functions of the energy-carbon centre, now. */
  async functions(siteCode: string): Promise<CentreFunctions> {
    return this.centre.functions(await this.sites.requireSite(siteCode), Date.now());
  }

  /**
   * Records an input of a score.
   * @throws RefusedError what the engine refuses of it, `scoring-input-recorded`, `stale-version`, `unknown-evidence`
   */
  async put(
    siteCode: string,
    at: At,
    body: PutScoringInput,
    change: ChangeRequest,
  ): Promise<ScoringInputAnswer> {
    const site = await this.sites.requireSite(siteCode);
    await this.evidence.checkReferences(site.id, 'evidence', body.evidence);
    const input = storedOf(at, body);
    const entered = new Map(await this.evaluations.entered(site, at.scheme, at.year));
    const draft = { ...input, version: 0, recordedAt: new Date(0), recordedBy: '' };
    const scheme = await this.catalog.byId(at.scheme);
    // Held against what was told before, not against meters: those are compared on the page.
    evaluate(scheme, at.year, givenInputs(scheme, new Map(), entered.set(at.name, draft)));
    const { recordedAt, ...added } = await this.inputs.put(site, input, change);
    return { ...added, recordedAt: recordedAt.toISOString() };
  }
}
