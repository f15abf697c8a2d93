import {
  type SourceActivityData,
  type ElectricitySupply,
  closureOf,
  isPurchase,
  purchasePeriods,
  boundarySpan,
  generationRegisters,
  energyBetween,
} from '@zerofab/figures';
import { Injectable } from '@nestjs/common';
import { RollupService, SiteStore, type SiteEntity } from '@zerofab/telemetry';
import type { ExactDecimal } from '@zerofab/units';
import { bucketBorders, type Span } from '@zerofab/calendar';
import { ActivityReader } from '../inventory/activity-reader.js';
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

/** Reads what a site bought and generated, and the claims held against it. */
@Injectable()
export class SupplyService {
  constructor(
    private readonly sites: SiteStore,
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
  ): Promise<ElectricitySupply<StoredProof>> {
    const { knownAtMs } = question;
    const active = await this.proofs.active(site.id, knownAtMs);
    const { span, proofs } = closureOf(question.span, active);
    const months = bucketBorders(span, 'month', site.timezone);
    if (proofs.length === 0 && read !== undefined) {
      const bought = read.filter(({ source }) => isPurchase(source));
      return { periods: purchasePeriods(bought, months), proofs };
    }
    const sources = (await this.sources.list(site.id, knownAtMs)).filter(isPurchase);
    if (read === undefined) await this.activity.settle(site, sources, SETTLE_MS);
    const cuts = [question.span, ...proofs, ...sources.map((source) => boundarySpan(source, site.timezone))];
    const borders = [...months, ...cuts.flatMap(({ fromMs, toMs }) => [fromMs, toMs])].filter(
      (ms) => ms >= span.fromMs && ms <= span.toMs,
    );
    const all = [...new Set(borders)].toSorted((a, b) => a - b);
    const data = await this.activity.read(site, sources, all, question.nowMs, knownAtMs);
    const own = read === undefined || proofs.some(({ kind }) => kind === 'own');
    return {
      periods: purchasePeriods(data, all, own ? await this.ownUse(site, all, question) : undefined),
      proofs,
      legalEntity: (await this.boundaries.find(site.id))?.definition.entity.legalName ?? null,
    };
  }

  /** Own generation used on site: what its meters show, without what was exported; undefined without such a meter. */
  private async ownUse(
    site: SiteEntity,
    borders: readonly number[],
    { nowMs, knownAtMs }: SupplyQuestion,
  ): Promise<(Decimal | null)[] | undefined> {
    const registers = generationRegisters(await this.sites.listMeters(site.id));
    if (registers.length === 0) return undefined;
    const ids = registers.map(({ id }) => id);
    await this.rollup.settle(ids, SETTLE_MS);
    const sums = await this.activity.registerSums(ids, borders);
    const generated = energyBetween(
      registers.map((register) => ({ register, sign: 1 })),
      sums,
      borders,
    );
    const sources = (await this.sources.list(site.id, knownAtMs)).filter(
      ({ category, included }) => category === 'exportedElectricity' && included !== false,
    );
    if (sources.length === 0) return generated;
    const data = await this.activity.read(site, sources, borders, nowMs, knownAtMs);
    const exported = purchasePeriods(data, borders);
    return generated.map((mwh, index) => {
      const out = exported[index]?.purchasedMwh ?? null;
      return mwh === null || out === null ? null : mwh.minus(out);
    });
  }
}
