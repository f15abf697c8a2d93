import { Injectable } from '@nestjs/common';
import type { Inventory } from '@zerofab/contracts';
import type { StoredEngagement } from '@zerofab/records';
import type { SiteEntity } from '@zerofab/telemetry';
import { ExactDecimal } from '@zerofab/units';
import { dataOfInventory, type Datum, type SampledInventory } from '@zerofab/verification';
import { ComparisonService } from '../inventory/comparison.service.js';
import { InventoryService } from '../inventory/inventory.service.js';
import { figuresPrint } from '../periods/figures-print.js';
import { FreezeService } from '../periods/freeze.service.js';
import { FrozenInventories } from '../periods/frozen-inventories.service.js';
import type { Period } from '../periods/period-rows.js';
import { periodSpan } from '../periods/period-span.js';
import { contentOf, VersionStore, type Content } from '../periods/version.store.js';
import { figuresOfBasisMoved, notSettled } from './verification-refusals.js';

const SCHEMA = 'zerofab.verification-data';
const SCHEMA_VERSION = 1;

/** What a sampling list is drawn from, kept under its own hash: the same list comes out for ever. */
export interface VerifiedData {
  readonly schema: typeof SCHEMA;
  readonly schemaVersion: typeof SCHEMA_VERSION;
  readonly site: string;
  readonly period: string;
  readonly method: string;
  /** Decimal text, tCO2e. */
  readonly totalTco2e: string | null;
  /** Emissions by class of source, by their size; decimal text, tCO2e. */
  readonly classes: Readonly<Record<string, string>>;
  readonly data: readonly Datum[];
}

/** Figures of a period as an engagement is bound to them. */
export interface BoundFigures {
  readonly basis: Omit<StoredEngagement['basis'], 'by' | 'at'>;
  readonly content: Content;
  /** Number of the last change that the figures may rest on, before they were read. */
  readonly seq: number;
}

/** The figures that an engagement is about. */
@Injectable()
export class VerifiedDataService {
  constructor(
    private readonly inventories: InventoryService,
    private readonly comparison: ComparisonService,
    private readonly frozen: FrozenInventories,
    private readonly freezer: FreezeService,
    private readonly versions: VersionStore,
  ) {}

  /**
   * The figures of a period as they stand: the latest version where it is locked, else as they come out now.
   * @throws RefusedError period-figures-moved while readings are being worked in
   */
  async bind(site: SiteEntity, period: Period, nowMs: number): Promise<BoundFigures> {
    const { seq } = await this.freezer.mark(site);
    const { inventory, ...figures } = await this.figures(site, period, nowMs);
    if (!inventory.settled) throw notSettled();
    const before = await this.yearBefore(site, period, nowMs);
    const months = await this.months(site, period, period.method, nowMs);
    const content = contentOf({
      schema: SCHEMA,
      schemaVersion: SCHEMA_VERSION,
      site: site.code,
      period: period.period,
      method: period.method,
      totalTco2e: inventory.exact.total,
      classes: classesOf(inventory),
      data: dataOfInventory({ ...inventory, months }, before),
    } satisfies VerifiedData);
    return { basis: { ...figures, method: period.method, data: content.sha256 }, content, seq };
  }

  /** @throws RefusedError period-figures-moved where they did, or while readings are being worked in */
  async requireUnmoved(
    site: SiteEntity,
    period: Period,
    basis: StoredEngagement['basis'],
    nowMs: number,
  ): Promise<void> {
    const figures = await this.figures(site, period, nowMs);
    if (!figures.inventory.settled) throw notSettled();
    if (await this.differs(site, period, basis, figures)) throw figuresOfBasisMoved();
  }

  /** Whether the figures of a period are others than those an engagement is bound to. */
  async moved(
    site: SiteEntity,
    period: Period,
    basis: StoredEngagement['basis'],
    nowMs: number,
  ): Promise<boolean> {
    return this.differs(site, period, basis, await this.figures(site, period, nowMs));
  }

  private async differs(
    site: SiteEntity,
    period: Period,
    basis: StoredEngagement['basis'],
    { kind, sha256 }: Pick<StoredEngagement['basis'], 'kind' | 'sha256'>,
  ): Promise<boolean> {
    if (kind === basis.kind) return sha256 !== basis.sha256;
    // Locked since: the version froze what was verified, when its fingerprint is the same.
    if (kind === 'version') return (await this.printOfVersion(site, period)) !== basis.sha256;
    return true;
  }

  /** Fingerprint of the latest version of a locked period. */
  private async printOfVersion(site: SiteEntity, { period }: Period): Promise<string> {
    return figuresPrint((await this.frozen.version(site, period)).inventory).sha256;
  }

  /** What a sampling list is drawn from. @throws RefusedError frozen-damaged */
  async read(sha256: string): Promise<VerifiedData> {
    return (await this.versions.content(sha256)) as VerifiedData;
  }

  private async figures(
    site: SiteEntity,
    period: Period,
    nowMs: number,
  ): Promise<Omit<StoredEngagement['basis'], 'by' | 'at' | 'data' | 'method'> & { inventory: Inventory }> {
    if (period.state === 'locked') {
      const { frozen, inventory } = await this.frozen.version(site, period.period);
      const { version, sha256 } = frozen;
      return { kind: 'version', version, sha256, totalTco2e: inventory.exact.total, inventory };
    }
    const inventory = await this.freezer.present(site, period, nowMs);
    const { sha256, total } = figuresPrint(inventory);
    return { kind: 'figures', version: null, sha256, totalTco2e: total, inventory };
  }

  /** The year before under the same method; undefined where no source has a figure in it. */
  private async yearBefore(
    site: SiteEntity,
    { period, method }: Period,
    nowMs: number,
  ): Promise<SampledInventory | undefined> {
    const span = periodSpan(String(Number(period) - 1), site.timezone);
    const question = { span, nowMs, method };
    const inventory =
      (await this.frozen.answer(site, question)) ?? (await this.inventories.inventory(site, question));
    if (inventory.sources.every(({ exact }) => exact === null)) return undefined;
    return { ...inventory, months: await this.months(site, span, method, nowMs) };
  }

  private async months(
    site: SiteEntity,
    { fromMs, toMs }: Pick<Period, 'fromMs' | 'toMs'>,
    method: string,
    nowMs: number,
  ): Promise<SampledInventory['months']> {
    const question = { span: { fromMs, toMs }, nowMs, method };
    const { months, rows } = await this.comparison.matrix(site, question);
    return new Map(
      rows.map(({ code, values }) => [
        code,
        new Map(months.map((month, index) => [month, values[index] ?? null])),
      ]),
    );
  }
}

const classesOf = ({ sources }: Inventory): Record<string, string> => {
  const sums = new Map<string, ExactDecimal>();
  for (const { category, exact, weight } of sources)
    if (exact !== null && weight !== 0)
      sums.set(category, (sums.get(category) ?? new ExactDecimal(0)).plus(new ExactDecimal(exact).abs()));
  return Object.fromEntries([...sums].map(([category, sum]) => [category, sum.toFixed()]));
};
