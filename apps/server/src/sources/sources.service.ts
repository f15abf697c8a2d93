import { Injectable } from '@nestjs/common';
import type { PutSource, Source } from '@zerofab/contracts';
import { doubleCounts, sourceFindings, type DoubleCount, type SourceDefinition } from '@zerofab/figures';
import { FactorLibraryStore, SourceStore } from '@zerofab/inventory';
import type { ChangeRequest } from '@zerofab/records';
import { SiteStore, type SiteEntity } from '@zerofab/telemetry';
import { RefusedError, refusalOfAll, scopeOf } from '@zerofab/vocabulary';

const toSource = (source: SourceDefinition, warnings: readonly DoubleCount[]): Source => ({
  code: source.code,
  name: source.name,
  category: source.category,
  scope: scopeOf(source.category),
  activity: source.activity,
  factor: source.factor,
  residual: source.residual ?? null,
  calculation: source.calculation ?? null,
  gas: source.gas ?? null,
  method: source.method,
  part: source.part ?? null,
  facility: source.facility ?? null,
  system: source.system ?? 'main',
  included: source.included ?? true,
  reason: source.reason ?? null,
  validFrom: source.validFrom ?? null,
  validTo: source.validTo ?? null,
  crossCheck: source.crossCheck ?? null,
  uncertainty: source.uncertainty ?? null,
  confirmed: [...(source.confirmed ?? [])],
  earlier: [...(source.earlier ?? [])],
  version: source.version,
  warnings: warnings.filter((found) => found.source === source.code).map(({ text }) => text),
});

/** Emission sources: checked before they are kept. */
@Injectable()
export class SourcesService {
  constructor(
    private readonly sites: SiteStore,
    private readonly sources: SourceStore,
    private readonly libraries: FactorLibraryStore,
  ) {}

  async list(siteCode: string): Promise<Source[]> {
    const site = await this.sites.requireSite(siteCode);
    const sources = await this.sources.list(site.id);
    const doubles = doubleCounts(sources, await this.sites.listMeters(site.id));
    return sources.map((source) => toSource(source, doubles));
  }

  /** @throws RefusedError not-found */
  async get(siteCode: string, code: string): Promise<Source> {
    const site = await this.sites.requireSite(siteCode);
    return this.answer(site, await this.sources.require(site.id, code));
  }

  async put(siteCode: string, code: string, body: PutSource, change: ChangeRequest): Promise<Source> {
    const site = await this.sites.requireSite(siteCode);
    const [meters, library] = [await this.sites.listMeters(site.id), await this.libraries.library()];
    const findings = sourceFindings({ site, meters, library, nowMs: Date.now() }, code, body);
    const wrong = findings.filter(({ doubts }) => doubts === undefined);
    if (wrong.length > 0) throw new RefusedError(refusalOfAll('validation', wrong));
    if (findings.length > 0) throw new RefusedError(refusalOfAll('needs-confirmation', findings));
    return this.answer(site, await this.sources.save(site, code, body, change));
  }

  /** One source; what counts twice is seen beside all others. */
  private async answer(site: SiteEntity, source: SourceDefinition): Promise<Source> {
    const all = await this.sources.list(site.id);
    return toSource(source, doubleCounts(all, await this.sites.listMeters(site.id)));
  }
}
