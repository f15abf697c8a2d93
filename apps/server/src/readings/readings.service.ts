import { Injectable } from '@nestjs/common';
import type {
  Conflicts,
  Consumption,
  ConsumptionQuery as ConsumptionAsked,
  HistoryResult,
  MeterGaps,
  PostHistory,
  PushReadings,
  PushResult,
  ReadAgain,
  ReadAgainResult,
  Readings,
  Reconciliation,
  ReconciliationQuery,
  RejectedMessages,
} from '@zerofab/contracts';
import {
  ConsumptionQuery,
  ConsumptionService,
  GapStore,
  HistoryEntry,
  PushEntry,
  readingUnitOf,
  ReconciliationStore,
  RejectedReader,
  RejectedStore,
  SiteStore,
  unknownRegister,
} from '@zerofab/telemetry';
import { isoIn, resolveInstant, resolveSpan } from '@zerofab/calendar';
import { limitSpan } from '../load/span-limits.js';

export interface ReadingsAsked {
  readonly from: string;
  readonly to: string;
  readonly register: string;
  readonly limit: number;
  readonly order: 'asc' | 'desc';
  readonly cursor?: string | undefined;
}

/** Consumption, raw readings and what ingest refused, as clients see them. */
@Injectable()
export class ReadingsService {
  constructor(
    private readonly sites: SiteStore,
    private readonly service: ConsumptionService,
    private readonly query: ConsumptionQuery,
    private readonly rejectedStore: RejectedStore,
    private readonly rejectedReader: RejectedReader,
    private readonly gapStore: GapStore,
    private readonly historyEntry: HistoryEntry,
    private readonly pushEntry: PushEntry,
    private readonly reconciliationStore: ReconciliationStore,
  ) {}

  async consumption(siteCode: string, asked: ConsumptionAsked): Promise<Consumption> {
    const site = await this.sites.requireSite(siteCode);
    const meter = await this.sites.requireMeter(site, asked.meter, true);
    const span = limitSpan(resolveSpan(asked.from, asked.to, site.timezone), asked.bucket);
    const knownAtMs =
      asked.knownAt === undefined ? undefined : resolveInstant(asked.knownAt, site.timezone, 'knownAt');
    return this.service.consumption(site, meter, {
      span,
      bucket: asked.bucket,
      register: asked.register,
      knownAtMs,
    });
  }

  async readings(siteCode: string, meterCode: string, asked: ReadingsAsked): Promise<Readings> {
    const site = await this.sites.requireSite(siteCode);
    const meter = await this.sites.requireMeter(site, meterCode, true);
    const register = meter.registers.find((candidate) => candidate.code === asked.register);
    if (register === undefined) throw unknownRegister(meter, asked.register);
    const { fromMs, toMs } = resolveSpan(asked.from, asked.to, site.timezone);
    const span = {
      from: new Date(fromMs),
      to: new Date(toMs),
      ...(asked.cursor === undefined ? {} : { after: new Date(Number(asked.cursor)) }),
    };
    const rows = await this.query.readings(register.id, span, asked);
    const last = rows.at(-1);
    return {
      unit: readingUnitOf(register),
      kind: register.kind,
      multiplier: register.multiplier,
      items: rows.map((row) => ({
        ts: isoIn(row.ts.getTime(), site.timezone),
        value: row.value,
        receivedAt: row.receivedAt.toISOString(),
      })),
      next: last === undefined || rows.length < asked.limit ? null : String(last.ts.getTime()),
    };
  }

  async history(siteCode: string, meter: string, body: PostHistory): Promise<HistoryResult> {
    const site = await this.sites.requireSite(siteCode);
    return this.historyEntry.enter(site.code, meter, body);
  }

  async push(
    siteCode: string,
    body: PushReadings,
    sender: { readonly name: string; readonly meter: string | undefined },
    key: string | undefined,
  ): Promise<PushResult> {
    const site = await this.sites.requireSite(siteCode);
    return this.pushEntry.enter(site.code, body, sender, key);
  }

  async rejected(
    site: string,
    page: { limit: number; cursor?: string | undefined },
  ): Promise<RejectedMessages> {
    await this.sites.requireSite(site);
    return this.rejectedStore.list(site, page);
  }

  async rejectedPayload(site: string, id: string): Promise<Buffer> {
    return this.rejectedStore.payload(site, id);
  }

  async readAgain(site: string, asked: ReadAgain): Promise<ReadAgainResult> {
    await this.sites.requireSite(site);
    return this.rejectedReader.readAgain(site, asked);
  }

  async reconciliation(siteCode: string, asked: ReconciliationQuery): Promise<Reconciliation> {
    const site = await this.sites.requireSite(siteCode);
    const zone = site.timezone;
    const span = limitSpan(resolveSpan(asked.from, asked.to, zone), 'inventory');
    const { fromMs, toMs, ...counts } = await this.reconciliationStore.counts(site.code, span, asked.meter);
    const since = await this.reconciliationStore.countedSince(site.code);
    return {
      from: isoIn(fromMs, zone),
      to: isoIn(toMs, zone),
      countedSince: since === null ? null : isoIn(since.getTime(), zone),
      received: counts.stored + counts.duplicate + counts.conflict + counts.rejected,
      ...counts,
    };
  }

  async gaps(siteCode: string): Promise<MeterGaps> {
    const site = await this.sites.requireSite(siteCode);
    const registers = new Map(
      (await this.sites.listMeters(site.id)).flatMap((meter) =>
        meter.registers.map((register) => [register.id, { meter, register }] as const),
      ),
    );
    const gaps = await this.gapStore.list([...registers.keys()]);
    return {
      items: gaps.flatMap((gap) => {
        const known = registers.get(gap.registerId);
        if (known === undefined) return [];
        return [
          {
            meter: known.meter.code,
            register: known.register.code,
            unit: known.register.unit,
            from: isoIn(gap.fromMs, site.timezone),
            to: isoIn(gap.toMs, site.timezone),
            value: gap.value,
            spread: !gap.doubtful && gap.value !== null,
          },
        ];
      }),
    };
  }

  async conflicts(
    siteCode: string,
    page: { limit: number; cursor?: string | undefined },
  ): Promise<Conflicts> {
    const site = await this.sites.requireSite(siteCode);
    return this.rejectedStore.conflicts(site.id, page);
  }
}
