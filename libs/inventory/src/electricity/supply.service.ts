import {
  type SourceActivityData,
  type SourceDefinition,
  type ElectricitySupply,
  closureOf,
  isPurchase,
  purchasePeriods,
  boundarySpan,
  generationRegisters,
  energyBetween,
  type SignedRegister,
} from '@zerofab/figures';
import { Injectable } from '@nestjs/common';
import { MeterHistoryStore, RollupService, type MeterHistory, type SiteEntity } from '@zerofab/telemetry';
import type { ExactDecimal } from '@zerofab/units';
import { bucketBorders, type Span } from '@zerofab/calendar';
import { ActivityReader, type ReadOnce } from '../inventory/activity-reader.js';
import { SourceStore } from '../sources/source.store.js';
import { BoundaryStore } from '../boundary/boundary.store.js';
import { ProofStore, type StoredProof } from './proof.store.js';

const SETTLE_MS = 3000;
type Decimal = InstanceType<typeof ExactDecimal>;

export interface SupplyQuestion {
  readonly span: Span;
  readonly nowMs: number;
  /** As believed then; default: as known now. */
  readonly knownAtMs?: number | undefined;
}

/** As `ReadOnce`, with what the supply of a site rests on. */
export interface SupplyOnce extends ReadOnce {
  proofs?: Promise<StoredProof[]>;
  sources?: Promise<SourceDefinition[]>;
}

/** Registers of own generation of each stretch, by its start: which they are is decided by the meters of that time. */
export const generationOver = (
  meters: MeterHistory,
  borders: readonly number[],
): ReadonlyMap<number, SignedRegister[]> => {
  const changes = [Number.NEGATIVE_INFINITY, ...meters.changes];
  const since = new Map<number, SignedRegister[]>();
  return new Map(
    borders.slice(0, -1).map((fromMs) => {
      const changedAt = changes.findLast((ms) => ms <= fromMs) ?? Number.NEGATIVE_INFINITY;
      const registers =
        since.get(changedAt) ??
        generationRegisters(meters.at(fromMs)).map((register): SignedRegister => ({ register, sign: 1 }));
      since.set(changedAt, registers);
      return [fromMs, registers];
    }),
  );
};

/** Reads what a site bought and generated, and the claims held against it. */
@Injectable()
export class SupplyService {
  constructor(
    private readonly meters: MeterHistoryStore,
    private readonly sources: SourceStore,
    private readonly activity: ActivityReader,
    private readonly proofs: ProofStore,
    private readonly rollup: RollupService,
    private readonly boundaries: BoundaryStore,
  ) {}

  /**
   * Electricity over the span of a question and of every claim that reaches into it: how much of a claim falls into a
   * month depends on the months beside it.
   * @param read activity data by month over the span, where the caller has it; it serves where no claim needs more
   */
  async supply(
    site: SiteEntity,
    question: SupplyQuestion,
    read?: readonly SourceActivityData[],
    once: SupplyOnce = {},
  ): Promise<ElectricitySupply<StoredProof>> {
    const { knownAtMs } = question;
    const active = await (once.proofs ??= this.proofs.active(site.id, knownAtMs));
    const { span, proofs } = closureOf(question.span, active);
    const months = bucketBorders(span, 'month', site.timezone);
    if (proofs.length === 0 && read !== undefined) {
      const bought = read.filter(({ source }) => isPurchase(source));
      return { periods: purchasePeriods(bought, months), proofs };
    }
    const every = await (once.sources ??= this.sources.list(site.id, knownAtMs));
    const sources = every.filter(isPurchase);
    if (read === undefined) await this.activity.settle(site, sources, SETTLE_MS);
    const meters = await (once.meters ??= this.meters.ofSite(site.id, knownAtMs));
    const cuts = [question.span, ...proofs, ...sources.map((source) => boundarySpan(source, site.timezone))];
    const parts = cuts.flatMap(({ fromMs, toMs }) => [fromMs, toMs]);
    const borders = [...months, ...parts, ...meters.changes].filter(
      (ms) => ms >= span.fromMs && ms <= span.toMs,
    );
    const all = [...new Set(borders)].toSorted((a, b) => a - b);
    const data = await this.activity.read(site, sources, all, question.nowMs, knownAtMs, once);
    const own = read === undefined || proofs.some(({ kind }) => kind === 'own');
    return {
      periods: purchasePeriods(
        data,
        all,
        own ? await this.ownUse(site, meters, all, question, once) : undefined,
      ),
      proofs,
      names: await this.names(site),
    };
  }

  /** Names of the company as boundary and site know it; none before a boundary names its legal entity. */
  async names({ id, nameZh, nameEn, organisation }: SiteEntity): Promise<string[]> {
    const boundary = await this.boundaries.find(id);
    if (boundary === undefined) return [];
    const all = [boundary.definition.entity.legalName, organisation, nameZh, nameEn];
    return [...new Set(all.filter((name): name is string => name !== null && name !== ''))];
  }

  /** Own generation used on site: what its meters show, without what was exported; undefined without such a meter. */
  private async ownUse(
    site: SiteEntity,
    meters: MeterHistory,
    borders: readonly number[],
    { nowMs, knownAtMs }: SupplyQuestion,
    once: SupplyOnce,
  ): Promise<(Decimal | null)[] | undefined> {
    const own = generationOver(meters, borders);
    const ids = [...new Set([...own.values()].flat().map(({ register }) => register.id))];
    if (ids.length === 0) return undefined;
    await this.rollup.settle(ids, SETTLE_MS);
    const sums = await this.activity.registerSums(ids, borders, knownAtMs);
    const generated = energyBetween((fromMs) => own.get(fromMs) ?? [], sums, borders);
    const every = await (once.sources ??= this.sources.list(site.id, knownAtMs));
    const sources = every.filter(
      ({ category, included }) => category === 'exportedElectricity' && included !== false,
    );
    if (sources.length === 0) return generated;
    const data = await this.activity.read(site, sources, borders, nowMs, knownAtMs, once);
    const exported = purchasePeriods(data, borders);
    return generated.map((mwh, index) => {
      const out = exported[index]?.purchasedMwh ?? null;
      return mwh === null || out === null ? null : mwh.minus(out);
    });
  }
}
