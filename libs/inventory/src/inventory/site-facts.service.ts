import { Injectable } from '@nestjs/common';
import type { Span } from '@zerofab/calendar';
import { siteParameters, type SiteFacts, type SourceActivityData } from '@zerofab/figures';
import { History } from '@zerofab/records';
import type { SiteEntity } from '@zerofab/telemetry';
import { SupplyService, type SupplyOnce } from '../electricity/supply.service.js';
import { FactorLibraryStore } from '../library/factor-library.store.js';
import { ParameterStore } from '../parameters/parameter.store.js';

/** What figures are asked for: a span, as of a day, as known on a day. */
export interface FactsQuestion {
  readonly span: Span;
  readonly nowMs: number;
  /** Day of the report in epoch ms; decides which factors were published. Default: now. */
  readonly asOfMs?: number | undefined;
  /** As believed then: what was recorded until that day. Default: as known now. */
  readonly knownAtMs?: number | undefined;
}

/** What figures rest on whatever the span. */
export type SiteBasis = Omit<SiteFacts, 'supply'>;

/** Reads what the figures of a site rest on besides activity data; the one way to it for every page and report. */
@Injectable()
export class SiteFactsService {
  constructor(
    private readonly parameters: ParameterStore,
    private readonly supplies: SupplyService,
    private readonly libraries: FactorLibraryStore,
    private readonly history: History,
  ) {}

  /** What does not depend on the span: read once where several spans are asked for. */
  async basis(site: SiteEntity, question: Omit<FactsQuestion, 'span'>): Promise<SiteBasis> {
    const { nowMs, asOfMs, knownAtMs } = question;
    return {
      zone: site.timezone,
      gridRegion: site.gridRegion,
      gridRegions: await this.history.gridRegions(site, knownAtMs),
      nowMs,
      asOfMs,
      parameters: siteParameters(await this.parameters.believed(site.id, knownAtMs), site.timezone),
      library: await this.libraries.library(knownAtMs),
    };
  }

  /**
   * @param data activity data by month over the span
   * @param once what was read for the same answer
   * @param basis of the same site and question, where the caller has it
   */
  async read(
    site: SiteEntity,
    question: FactsQuestion,
    data: readonly SourceActivityData[],
    basis?: SiteBasis,
    once?: SupplyOnce,
  ): Promise<SiteFacts> {
    return {
      ...(basis ?? (await this.basis(site, question))),
      supply: await this.supplies.supply(site, question, data, once),
    };
  }
}
