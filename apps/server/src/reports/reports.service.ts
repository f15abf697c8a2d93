import { Injectable } from '@nestjs/common';
import { FrozenInventories, InventoryService, type InventoryQuestion } from '@zerofab/inventory';
import type { Inventory } from '@zerofab/contracts';
import type { Principal } from '@zerofab/identity';
import { inventoryCsv, inventoryJson, inventoryWorkbook, type InventoryReport, type Lang } from '@zerofab/reports';
import { SiteStore, type SiteEntity } from '@zerofab/telemetry';
import { editionInForce } from '@zerofab/accounting';
import { resolveSpan } from '@zerofab/calendar';

export interface ReportQuestion {
  readonly site: string;
  readonly year: number;
  readonly lang: Lang;
  /** Default: the edition in force at the end of the year. */
  readonly method?: string | undefined;
  /** Frozen version of a locked year; default: its latest. */
  readonly version?: number | undefined;
  readonly asker: Principal;
}

/** The auditor's reports of a calendar year of the site. */
@Injectable()
export class ReportsService {
  constructor(
    private readonly sites: SiteStore,
    private readonly inventories: InventoryService,
    private readonly frozen: FrozenInventories,
  ) {}

  async workbook(question: ReportQuestion): Promise<Uint8Array> {
    const { inventory, meta } = await this.gather(question);
    return inventoryWorkbook(inventory, meta);
  }

  async csv(question: ReportQuestion): Promise<string> {
    const { inventory, meta } = await this.gather(question);
    return inventoryCsv(inventory, meta);
  }

  async json(question: ReportQuestion): Promise<InventoryReport> {
    const { inventory, meta } = await this.gather(question);
    return inventoryJson(inventory, meta);
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
    return { inventory, meta };
  }
}
