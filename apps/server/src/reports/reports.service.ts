import { Injectable } from '@nestjs/common';
import {
  BoundaryStore,
  FrozenInventories,
  InventoryService,
  QualityPlanStore,
  type InventoryQuestion,
} from '@zerofab/inventory';
import type { Inventory } from '@zerofab/contracts';
import type { Principal } from '@zerofab/identity';
import {
  inventoryCsv,
  inventoryJson,
  type InventoryReport,
  type Lang,
  type ReportParts,
} from '@zerofab/reports';
import { SiteStore, type SiteEntity } from '@zerofab/telemetry';
import { editionInForce } from '@zerofab/accounting';
import { resolveSpan } from '@zerofab/calendar';
import type { ReportOrder } from './report-file.js';
import { ReportMaker } from './report-maker.service.js';

export interface ReportQuestion {
  readonly site: string;
  readonly year: number;
  readonly lang: Lang;
  /** Default: the edition in force at the end of the year. */
  readonly method?: string | undefined;
  /** Frozen version of a locked year; default: its latest. */
  readonly version?: number | undefined;
  readonly asker: Pick<Principal, 'username'>;
}

/** The auditor's reports of a calendar year of the site. */
@Injectable()
export class ReportsService {
  constructor(
    private readonly sites: SiteStore,
    private readonly inventories: InventoryService,
    private readonly frozen: FrozenInventories,
    private readonly boundaries: BoundaryStore,
    private readonly plans: QualityPlanStore,
    private readonly maker: ReportMaker,
  ) {}

  /**
   * A file that is made in a thread of its own.
   * @param job ends it early; is told when the figures are there and the writing begins
   */
  async file(
    question: ReportQuestion,
    format: ReportOrder['format'],
    job?: { readonly stop: AbortSignal; readonly writing: () => Promise<void> },
  ): Promise<Uint8Array> {
    const parts = await this.parts(question);
    await job?.writing();
    return this.maker.make({ format, parts }, job?.stop);
  }

  async csv(question: ReportQuestion): Promise<string> {
    const { inventory, meta } = await this.gather(question);
    return inventoryCsv(inventory, meta);
  }

  async json(question: ReportQuestion): Promise<InventoryReport> {
    const { inventory, meta } = await this.gather(question);
    return inventoryJson(inventory, meta);
  }

  /** All of a printed report from one version, or all of it as it is now. */
  private async parts(question: ReportQuestion): Promise<ReportParts> {
    const { site, inventory, meta } = await this.gather(question);
    const { period, version } = inventory.reporting ?? { period: '', version: null };
    if (version === null)
      return {
        inventory,
        meta,
        boundary: (await this.boundaries.find(site.id)) ?? null,
        qualityPlan: (await this.plans.approved(site.id)) ?? null,
        version: null,
      };
    const { frozen, head } = await this.frozen.version(site, period, version);
    const part = async (name: string): Promise<unknown> => this.frozen.part(site, period, version, name);
    return {
      inventory,
      meta,
      boundary: (await part('boundary')) as ReportParts['boundary'],
      qualityPlan: (await part('qualityPlan')) as ReportParts['qualityPlan'],
      version: { ...head, sha256: frozen.sha256 },
    };
  }

  /** Of a locked year the frozen version under its own method, else computed now. */
  private async inventory(
    site: SiteEntity,
    question: InventoryQuestion,
    year: number,
    version: number | undefined,
  ): Promise<Inventory> {
    const method = question.method ?? editionInForce(`${String(year)}-12-31`).id;
    const compute = (): Promise<Inventory> => this.inventories.inventory(site, { ...question, method });
    return this.frozen.orComputed(site, question, compute, version);
  }

  private async gather({ site: code, year, lang, method, version, asker }: ReportQuestion) {
    const site = await this.sites.requireSite(code);
    const nowMs = Date.now();
    const span = resolveSpan(String(year), String(year + 1), site.timezone);
    const inventory = await this.inventory(site, { span, nowMs, method }, year, version);
    const { organisation, address, industry, gridRegion } = site;
    const meta = {
      lang,
      generatedAt: new Date(nowMs).toISOString(),
      generatedBy: asker.username,
      site: { organisation, address, industry, gridRegion },
    };
    return { site, inventory, meta };
  }
}
