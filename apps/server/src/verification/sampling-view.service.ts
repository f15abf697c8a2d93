import { Injectable } from '@nestjs/common';
import type { DatumDetail, Evidence, RankedDatumView, Sampling, SamplingQuery } from '@zerofab/contracts';
import {
  DatumAccountsService,
  EngagementsService,
  EvidenceStore,
  SamplingService,
  type DatumAccounts,
  type DatumCheck,
} from '@zerofab/inventory';
import { SiteStore } from '@zerofab/telemetry';
import { materialityOf, ROOT_FACTOR, type Datum, type RankedDatum } from '@zerofab/verification';
import { samplingRule } from './sampling-rule.js';

type Line = NonNullable<DatumAccounts['line']>;

export const checkView = ({ by, at, result, comment, version }: DatumCheck) => ({
  by,
  at,
  result,
  comment,
  version,
});

const rankedView = (
  { rank, chosen, datum, risk }: RankedDatum,
  check: DatumCheck | undefined,
): RankedDatumView => ({
  rank,
  chosen,
  score: risk.score,
  size: risk.size,
  likelihood: risk.likelihood,
  parts: [...risk.parts],
  datum,
  check: check === undefined ? null : checkView(check),
});

/** Sampling lists and what stands behind each datum, as clients see them. */
@Injectable()
export class SamplingViewService {
  constructor(
    private readonly sites: SiteStore,
    private readonly sampling: SamplingService,
    private readonly engagements: EngagementsService,
    private readonly accounts: DatumAccountsService,
    private readonly evidence: EvidenceStore,
  ) {}

  async list(siteCode: string, id: string, query: SamplingQuery): Promise<Sampling> {
    const site = await this.sites.requireSite(siteCode);
    const { engagement, sample, checks } = await this.sampling.sample(site, id);
    const wanted = sample.items.filter(
      ({ rank, chosen, datum }) =>
        rank > query.after &&
        (query.chosen === 'all' || chosen !== null) &&
        (query.kind === undefined || datum.kind === query.kind) &&
        (query.source === undefined || datum.source === query.source),
    );
    const page = wanted.slice(0, query.limit);
    const done = sample.items.filter(
      ({ chosen, datum }) => chosen !== null && (checks.get(datum.id)?.result ?? 'comment') !== 'comment',
    );
    return {
      seed: engagement.seed,
      data: engagement.basis.data,
      rule: { text: samplingRule(engagement.assurance), rootFactor: ROOT_FACTOR[engagement.assurance] },
      all: sample.items.length,
      key: sample.key,
      drawn: sample.drawn,
      checked: done.length,
      coverage: sample.coverage,
      items: page.map((item) => rankedView(item, checks.get(item.datum.id))),
      next: wanted.length > page.length ? (page.at(-1)?.rank ?? null) : null,
    };
  }

  async detail(siteCode: string, id: string, datumId: string): Promise<DatumDetail> {
    const site = await this.sites.requireSite(siteCode);
    const { engagement, checks, item } = await this.sampling.datum(site, id, datumId);
    const { datum } = item;
    const limit = materialityOf(await this.engagements.limits(engagement), datum.category);
    const found = await this.accounts.accounts(site, datum, engagement.basis.method, limit, Date.now());
    const records = found.line === undefined ? [] : recordsOf(datum, found.line);
    const documents = [...records.flatMap(({ evidence }) => evidence ?? []), ...found.documents];
    return {
      item: rankedView(item, checks.get(datum.id)),
      accounts: {
        from: datum.from,
        to: datum.to,
        unit: found.unit,
        items: found.accounts.map(({ kind, value, what }) => ({ kind, value, what })),
        differences: [...found.differences],
      },
      evidence: await this.filesOf(site.id, documents),
      documents: [...new Set(documents)],
      registers: found.line === undefined ? [] : registersOf(datum, found.line),
      records,
      asNow: !found.frozen,
    };
  }

  private async filesOf(siteId: number, documents: readonly string[]): Promise<Evidence[]> {
    const ids = new Set(
      documents.flatMap((text) => [...text.matchAll(/\bevidence:(\d+)\b/g)].map(([, id = '']) => id)),
    );
    return ids.size === 0 ? [] : (await this.evidence.list(siteId)).filter((file) => ids.has(file.id));
  }
}

const recordsOf = ({ kind, id }: Datum, { activity }: Line): DatumDetail['records'] =>
  activity.records
    .filter((record) => kind !== 'record' || id === `record:${record.id}`)
    .map((record) => ({
      id: record.id,
      from: record.from,
      to: record.to,
      quantity: record.quantity,
      unit: record.unit,
      evidence: record.evidence,
      enteredBy: record.enteredBy,
      enteredAt: record.enteredAt,
    }));

const registersOf = ({ kind, id }: Datum, { code, activity }: Line): DatumDetail['registers'] =>
  activity.registers
    .filter(({ meter, register }) => kind !== 'register' || id === `register:${code}:${meter}:${register}`)
    .map((one) => ({
      meter: one.meter,
      meterName: one.meterName,
      register: one.register,
      unit: one.registerUnit,
      value: one.value,
      coverage: one.coverage,
      readings: one.readings,
      first: one.first,
      last: one.last,
    }));
