import { Injectable, Logger } from '@nestjs/common';
import { dayLabel, startOf } from '@zerofab/calendar';
import { EvidenceStore, EvidenceVault, QualityPlanService, ActivityStore } from '@zerofab/inventory';
import { History, SiteRecords, systemActor, type ChangeRequest, type RecordKind } from '@zerofab/records';
import { RefusedError } from '@zerofab/vocabulary';
import {
  HistoryEntry,
  IngestPipeline,
  RejectedStore,
  SiteStore,
  StatusKeeper,
  type SiteEntity,
} from '@zerofab/telemetry';
import { BoundaryService } from '../boundary/boundary.service.js';
import { ElectricityService } from '../electricity/electricity.service.js';
import { ParametersService } from '../parameters/parameters.service.js';
import {
  BAD_MESSAGES,
  BOUNDARY,
  certificateOf,
  METERED,
  OFFLINE_METER,
  ownGenerationOf,
  parametersOf,
  PLAN_DEFAULTS,
  type PaperMonth,
} from './papers.js';

const ACTOR = 'demo';
const SET_UP: ChangeRequest = { actor: systemActor(ACTOR), reason: 'demo factory' };
/** A plan is approved by another than its author. */
const APPROVAL: ChangeRequest = { actor: systemActor('demo-approver'), reason: 'demo factory' };
const DAY_MS = 86_400_000;

/**
 * The papers of the demo factory: boundary, approved plan, evidence, proofs of electricity, parameters; one meter that is
 * offline and messages that were refused. Each is written once: what a person changed or withdrew stays so.
 */
@Injectable()
export class DemoPapers {
  private readonly logger = new Logger('Demo');

  constructor(
    private readonly history: History,
    private readonly sites: SiteStore,
    private readonly siteRecords: SiteRecords,
    private readonly boundaries: BoundaryService,
    private readonly plans: QualityPlanService,
    private readonly evidence: EvidenceStore,
    private readonly vault: EvidenceVault,
    private readonly records: ActivityStore,
    private readonly electricity: ElectricityService,
    private readonly parameters: ParametersService,
    private readonly readings: HistoryEntry,
    private readonly status: StatusKeeper,
    private readonly pipeline: IngestPipeline,
    private readonly rejected: RejectedStore,
  ) {}

  /** Writes what was never written. A site that another version, or a person, made is left alone. */
  async complete(code: string, nowMs: number): Promise<void> {
    const site = await this.sites.requireSite(code);
    const rows = await this.history.writtenAtSite(code, ACTOR);
    if (!rows.some(({ kind }) => kind === 'site')) return;
    const kinds = await this.history.kindsAtSite(code);
    const papers: readonly (readonly [RecordKind, () => Promise<unknown>])[] = [
      ['boundary', async () => this.boundaries.put(code, BOUNDARY, SET_UP)],
      ['quality-plan', async () => this.writePlan(site, nowMs)],
      ['evidence', async () => this.keepEvidence(site, nowMs)],
      ['parameter', async () => this.addParameters(site, nowMs)],
      ['energy-proof', async () => this.addProofs(site, nowMs)],
    ];
    for (const [kind, write] of papers) if (!kinds.has(kind)) await this.unlessRefused(kind, write);
    if (!rows.some(({ kind, key }) => kind === 'meter' && key === OFFLINE_METER.code))
      await this.addOfflineMeter(site, nowMs);
    if ((await this.rejected.list(code, { limit: 1 })).items.length === 0) await this.sendBadMessages(code);
  }

  /** What people changed meanwhile may not fit a paper any more: the demo starts without it, and says so. */
  private async unlessRefused(kind: RecordKind, write: () => Promise<unknown>): Promise<void> {
    try {
      await write();
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
      this.logger.warn(`The demo goes without its ${kind}: ${error.message}`);
    }
  }

  private async writePlan(site: SiteEntity, nowMs: number): Promise<void> {
    const { uncovered } = await this.plans.describe(site, undefined, nowMs);
    const items = uncovered.map(({ source, input }) => {
      const device = METERED[source];
      const lastCalibratedOn = dayLabel(nowMs - 90 * DAY_MS, site.timezone);
      return {
        source,
        input,
        parameter: input === 'activity' ? '活动数据 activity data' : input,
        facility: device?.place ?? PLAN_DEFAULTS.monitoringPoint,
        ...PLAN_DEFAULTS,
        frequency: device === undefined ? PLAN_DEFAULTS.frequency : '每 15 分钟 every 15 minutes',
        device: device === undefined ? null : { ...device, calibrationMonths: 12, lastCalibratedOn },
        method: device === undefined ? '称重或单据 weighed, or by document' : '连续计量 metered',
      };
    });
    if (items.length === 0) return;
    await this.plans.save(site, { items, note: '首版 first version' }, SET_UP);
    const { version } = await this.plans.describe(site, undefined, nowMs);
    await this.plans.approve(site, { version, note: '演示批准 approved for the demo' }, APPROVAL);
  }

  private async keepEvidence(site: SiteEntity, nowMs: number): Promise<void> {
    const fromMs = startOf(nowMs, 'month', site.timezone, -13);
    const entered = await this.records.findOverlapping(site.id, fromMs, nowMs);
    for (const source of new Set(entered.map((record) => record.source))) {
      const own = entered.filter((record) => record.source === source);
      const lines = own.map(
        ({ fromMs: at, quantity, unit, evidence }) =>
          `${dayLabel(at, site.timezone).slice(0, 7)},${quantity},${unit},${evidence ?? ''}`,
      );
      const text = `\uFEFF月份 month,数量 quantity,单位 unit,单据 document\r\n${lines.join('\r\n')}\r\n`;
      const name = `${source}-台账-ledger.csv`;
      const kept = await this.vault.keep(piecesOf(Buffer.from(text)), name);
      const file = {
        ...kept,
        name,
        note: '演示 simulated',
      };
      await this.evidence.add(site, file, SET_UP);
    }
  }

  private async addParameters({ code, timezone }: SiteEntity, nowMs: number): Promise<void> {
    const from = dayLabel(startOf(nowMs, 'month', timezone, -12), timezone);
    const to = dayLabel(startOf(nowMs, 'month', timezone, 12), timezone);
    for (const parameter of parametersOf(from, to)) await this.parameters.add(code, parameter, SET_UP);
  }

  private async addProofs({ code, timezone }: SiteEntity, nowMs: number): Promise<void> {
    const monthOf = (back: number): PaperMonth => {
      const from = dayLabel(startOf(nowMs, 'month', timezone, -back), timezone);
      return {
        from,
        to: dayLabel(startOf(nowMs, 'month', timezone, 1 - back), timezone),
        label: from.slice(0, 7),
      };
    };
    for (const proof of [certificateOf(monthOf(2)), ownGenerationOf(monthOf(1))])
      await this.electricity.add(code, proof, SET_UP);
  }

  /** Some readings of the past, then its last will. */
  private async addOfflineMeter(site: SiteEntity, nowMs: number): Promise<void> {
    const { code, body } = OFFLINE_METER;
    await this.siteRecords.putMeter(site, code, body, SET_UP);
    const lastMs = startOf(nowMs, 'day', site.timezone, -1);
    const readings = Array.from({ length: 96 }, (_, index) => ({
      ts: lastMs - (95 - index) * 900_000,
      values: { volume: 4120 + index * 0.02 },
    }));
    await this.readings.enter(site.code, code, { readings });
    const topic = `zerofab/v1/${site.code}/${code}/status`;
    await this.status.set(site.code, code, { topic, payload: Buffer.from('offline') });
  }

  private async sendBadMessages(site: string): Promise<void> {
    for (const { meter, payload } of BAD_MESSAGES)
      await this.pipeline.accept({
        topic: `zerofab/v1/${site}/${meter}/readings`,
        payload: Buffer.from(payload),
        login: `${site}/${meter}`,
      });
  }
}

async function* piecesOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
