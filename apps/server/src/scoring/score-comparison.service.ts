import { Injectable } from '@nestjs/common';
import type { ScoreComparison, ScoreComparisonQuery } from '@zerofab/contracts';
import { seesSite, type Principal } from '@zerofab/identity';
import { SiteStore, type SiteEntity } from '@zerofab/telemetry';
import { evaluationAnswer } from './evaluation-answer.js';
import { SchemeCatalog } from './scheme-catalog.js';
import { kindOf } from './score-history.service.js';
import { SiteEvaluationService } from './site-evaluation.service.js';

type Line = ScoreComparison['items'][number];

/** Sites side by side, scored by one scheme. */
@Injectable()
export class ScoreComparisonService {
  constructor(
    private readonly sites: SiteStore,
    private readonly catalog: SchemeCatalog,
    private readonly evaluations: SiteEvaluationService,
  ) {}

  /**
   * Scores of the sites this person may see, the best first; those without a score last.
   * @throws RefusedError `scoring-unknown-scheme`, `scoring-scheme-not-in-force`
   */
  async compare(
    { kind, year, scheme: id }: ScoreComparisonQuery,
    asker: Principal,
    nowMs: number,
  ): Promise<ScoreComparison> {
    const scheme = await this.catalog.ofKind(kindOf(kind), id);
    const seen = (await this.sites.listSites()).filter(({ code }) => seesSite(asker, code));
    const items: Line[] = [];
    for (const site of seen) {
      const found = evaluationAnswer(await this.evaluations.evaluation(site, scheme, year, nowMs));
      items.push(lineOf(site, found));
    }
    return {
      scheme: scheme.id,
      year,
      items: items.toSorted((a, b) => (b.score ?? -1) - (a.score ?? -1) || a.site.localeCompare(b.site)),
    };
  }
}

const lineOf = (
  { code, nameZh, nameEn, demo }: SiteEntity,
  found: ReturnType<typeof evaluationAnswer>,
): Line => ({
  site: code,
  name: { zh: nameZh, en: nameEn },
  demo,
  score: found.score,
  upperBound: found.upperBound,
  completeness: found.completeness,
  eligibility: found.eligibility,
  level: found.level,
  core: found.core.map(({ id, value, unit, entryVerdict }) => ({ id, value, unit, entryVerdict })),
});
