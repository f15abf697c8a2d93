import { Injectable } from '@nestjs/common';
import { describeFormulas, type FormulaRecord } from '@zerofab/accounting';
import type { Span } from '@zerofab/calendar';
import type { Inventory } from '@zerofab/contracts';
import { freezeInputs } from '@zerofab/figures';
import type { ChangeTransaction } from '@zerofab/records';
import type { SiteEntity } from '@zerofab/telemetry';
import { refused, type RefusedError, type Trace } from '@zerofab/vocabulary';
import { DataSource, type EntityManager } from 'typeorm';
import { BoundaryStore } from '../boundary/boundary.store.js';
import { InventoryService, requireMethod } from '../inventory/inventory.service.js';
import { ParameterStore } from '../parameters/parameter.store.js';
import { QualityPlanStore } from '../quality-plan/quality-plan.store.js';
import { contentOf, type Content } from './version.store.js';

/** What a period is, for its figures. */
export interface PeriodFigures extends Span {
  readonly period: string;
  readonly method: string;
}

/** An inventory with everything it rests on, ready to be kept. */
export interface Candidate {
  readonly inventory: Inventory;
  readonly contents: readonly Content[];
  /** Name of each part → its SHA-256. */
  readonly parts: Readonly<Record<string, string>>;
  /** Number of the last change that figures of the site may rest on, before they were read. */
  readonly seq: number;
}

/** Kinds of entry that no figure rests on. */
const BESIDE_FIGURES = [
  'period',
  'restatement',
  'inventory-version',
  'engagement',
  'finding',
  'datum-check',
  'user',
  'journal',
  'login',
  'access',
];

const formulasOf = (traces: readonly (Trace | null)[]): FormulaRecord[] => {
  const ids = new Set<string>();
  const visit = (trace: Trace | null): void => {
    if (trace === null) return;
    ids.add(trace.formula.id);
    for (const input of trace.inputs) visit(input.trace);
  };
  for (const trace of traces) visit(trace);
  // A conversion of units is no formula of the registry: its expression stands in the trace.
  return describeFormulas().filter(({ id }) => ids.has(id));
};

const moved = (): RefusedError =>
  refused('period-figures-moved', {
    zh: '计算期间有记录被更改；请重新核对后再试',
    en: 'Records changed while the figures were worked out; look at them again, then try again',
  });

/** Works out the inventory of a period and freezes what it rests on. */
@Injectable()
export class FreezeService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly inventories: InventoryService,
    private readonly parameters: ParameterStore,
    private readonly boundaries: BoundaryStore,
    private readonly plans: QualityPlanStore,
  ) {}

  /** The inventory of a period as it comes out now. */
  async present(site: SiteEntity, period: PeriodFigures, nowMs: number): Promise<Inventory> {
    return this.inventories.inventory(site, { span: spanOf(period), nowMs, method: period.method });
  }

  /** Where the records of a site stand, to be held against it later. */
  async mark(site: SiteEntity): Promise<Pick<Candidate, 'seq'>> {
    return { seq: await lastChange(this.dataSource.manager, site.code) };
  }

  /**
   * The inventory of a period as it comes out now, with all it rests on.
   * @throws RefusedError period-figures-moved while readings are still being worked in
   */
  async candidate(site: SiteEntity, period: PeriodFigures, nowMs: number): Promise<Candidate> {
    const { seq } = await this.mark(site);
    const method = requireMethod(period.method);
    const activity = await this.inventories.read(site, {
      span: spanOf(period),
      nowMs,
      method: period.method,
    });
    const inventory = await this.inventories.report(activity, method);
    if (!inventory.settled)
      throw refused('period-figures-moved', {
        zh: '仍有读数正在计算；请一分钟后再试',
        en: 'Readings are still being worked in; try again in a minute',
      });
    const { facts, sources, factors } = freezeInputs(
      activity.facts,
      activity.data,
      await this.parameters.believed(site.id),
    );
    const parts = {
      inventory,
      facts,
      activity: sources,
      factors,
      method,
      formulas: formulasOf(inventory.sources.map(({ trace }) => trace)),
      boundary: (await this.boundaries.find(site.id)) ?? null,
      qualityPlan: (await this.plans.approved(site.id)) ?? null,
    };
    const contents = Object.entries(parts).map(([name, value]) => [name, contentOf(value)] as const);
    return {
      inventory,
      contents: contents.map(([, content]) => content),
      parts: Object.fromEntries(contents.map(([name, { sha256 }]) => [name, sha256])),
      seq,
    };
  }

  /**
   * Whether what was worked out still is what the records say; asked in the transaction that keeps it.
   * @throws RefusedError period-figures-moved
   */
  async refuseStale(
    site: SiteEntity,
    { seq }: Pick<Candidate, 'seq'>,
    { manager }: ChangeTransaction,
  ): Promise<void> {
    if ((await lastChange(manager, site.code)) !== seq) throw moved();
  }
}

const spanOf = ({ fromMs, toMs }: Span): Span => ({ fromMs, toMs });

const lastChange = async (manager: EntityManager, site: string): Promise<number> => {
  const [row] = await manager.query<{ seq: string | null }[]>(
    `SELECT greatest(
       (SELECT seq FROM journal WHERE coalesce(site, '') = $1 AND kind <> ALL ($2) ORDER BY seq DESC LIMIT 1),
       (SELECT seq FROM journal WHERE coalesce(site, '') = '' AND kind <> ALL ($2) ORDER BY seq DESC LIMIT 1)) AS seq`,
    [site, BESIDE_FIGURES],
  );
  return Number(row?.seq ?? 0);
};
