import { Injectable } from '@nestjs/common';
import { isoIn, yearOf } from '@zerofab/calendar';
import type {
  CentreFunctions,
  PutScoringInput,
  ScoringInputAnswer,
  SiteScore,
  SiteScoreQuery,
} from '@zerofab/contracts';
import { EvidenceStore, ScoreFactsService, ScoringInputStore, type ScoringInput } from '@zerofab/inventory';
import type { ChangeRequest } from '@zerofab/records';
import { evaluate, schemeById, schemes, sourceOf, type Scheme } from '@zerofab/scoring';
import { SiteStore, type SiteEntity } from '@zerofab/telemetry';
import { refusedField } from '@zerofab/vocabulary';
import { CentreService } from './centre.service.js';
import { withFunctions } from './function-fact.js';
import { evaluationAnswer } from './evaluation-answer.js';
import { summaryOf } from './scoring.service.js';
import { factsFor, givenInputs, originsOf, siteInputs, storedOf } from './site-inputs.js';

interface At {
  readonly scheme: string;
  readonly year: number;
  readonly name: string;
}

const schemeOf = (kind: Scheme['kind'], id: string | undefined): Scheme => {
  const own = schemes().filter((scheme) => scheme.kind === kind);
  const scheme = id === undefined ? own[0] : schemeById(id);
  if (scheme?.kind === kind) return scheme;
  const all = own.map((each) => each.id).join(', ');
  throw refusedField('scoring-unknown-scheme', 'scheme', {
    zh: `“${id ?? ''}”不是此类评价方案；可用方案：${all}`,
    en: `"${id ?? ''}" is no scheme of this kind; schemes: ${all}`,
  });
};

/** Scores of a site: what the platform knows fills itself, the rest people tell. */
@Injectable()
export class SiteScoresService {
  constructor(
    private readonly sites: SiteStore,
    private readonly facts: ScoreFactsService,
    private readonly inputs: ScoringInputStore,
    private readonly evidence: EvidenceStore,
    private readonly centre: CentreService,
  ) {}

  async score(siteCode: string, kind: Scheme['kind'], query: SiteScoreQuery): Promise<SiteScore> {
    const site = await this.sites.requireSite(siteCode);
    const { year, scheme: id, ...chosen } = query;
    const scheme = schemeOf(kind, id);
    const nowMs = Date.now();
    const known = await this.facts.facts(site, year, nowMs);
    const running = year === yearOf(nowMs, site.timezone);
    const verdicts = running ? await this.centre.verdicts(site, nowMs) : null;
    const facts = withFunctions(factsFor(scheme, known), scheme, verdicts);
    const entered = await this.entered(site, scheme.id, year);
    const options = Object.fromEntries(
      Object.entries(chosen).filter((entry): entry is [string, string] => entry[1] !== undefined),
    );
    const given = givenInputs(scheme, facts, entered);
    const found = evaluate(scheme, year, given, options, 'open');
    const inputs = siteInputs(scheme, facts, entered, found);
    return {
      site: site.code,
      through: isoIn(known.throughMs, site.timezone),
      wholeYear: known.wholeYear,
      schemes: schemes()
        .filter((each) => each.kind === kind)
        .map(summaryOf),
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
    const entered = new Map(await this.entered(site, at.scheme, at.year));
    const draft = { ...input, version: 0, recordedAt: new Date(0), recordedBy: '' };
    const scheme = schemeById(at.scheme);
    // Held against what was told before, not against meters: those are compared on the page.
    evaluate(scheme, at.year, givenInputs(scheme, new Map(), entered.set(at.name, draft)));
    const { recordedAt, ...added } = await this.inputs.put(site, input, change);
    return { ...added, recordedAt: recordedAt.toISOString() };
  }

  private async entered(
    site: SiteEntity,
    scheme: string,
    year: number,
  ): Promise<ReadonlyMap<string, ScoringInput>> {
    const records = await this.inputs.list(site.id, scheme, year);
    return new Map(records.map((record) => [record.name, record]));
  }
}
