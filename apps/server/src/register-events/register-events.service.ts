import { Injectable } from '@nestjs/common';
import { isoIn, QUARTER_MS, resolveInstant } from '@zerofab/calendar';
import type { DecideConflicts, DecidedConflicts, PostRegisterEvent, RegisterEvent } from '@zerofab/contracts';
import { RegisterEvents, type ChangeRequest } from '@zerofab/records';
import {
  ConflictStore,
  EventStore,
  SiteStore,
  unknownRegister,
  type EventRow,
  type MeterEntity,
  type RegisterEntity,
  type SiteEntity,
} from '@zerofab/telemetry';
import { refused, refusedField } from '@zerofab/vocabulary';

/** A span that is set aside at once. */
const MOST_VOIDED_MS = 366 * 96 * QUARTER_MS;

/** What people decide about readings, as clients see it. */
@Injectable()
export class RegisterEventsService {
  constructor(
    private readonly sites: SiteStore,
    private readonly events: EventStore,
    private readonly conflicts: ConflictStore,
    private readonly records: RegisterEvents,
  ) {}

  async list(siteCode: string, meterCode: string): Promise<{ items: RegisterEvent[] }> {
    const site = await this.sites.requireSite(siteCode);
    const meter = await this.sites.requireMeter(site, meterCode, true);
    const rows = await this.events.list(meter.registers.map(({ id }) => id));
    return { items: rows.map((row) => this.view(site, meter, row)) };
  }

  /** @throws RefusedError unknown-register, no-such-reading, bad-register-event */
  async add(
    siteCode: string,
    meterCode: string,
    body: PostRegisterEvent,
    change: ChangeRequest,
  ): Promise<RegisterEvent> {
    const site = await this.sites.requireSite(siteCode);
    const meter = await this.sites.requireMeter(site, meterCode, true);
    const register = meter.registers.find(({ code }) => code === body.register);
    if (register === undefined) throw unknownRegister(meter, body.register);
    const atMs = resolveInstant(body.at, site.timezone, 'at');
    const toMs = body.kind === 'void' && body.to ? resolveInstant(body.to, site.timezone, 'to') : atMs;
    checkFit(register, body, atMs, toMs);
    if (body.kind !== 'calibration' && body.kind !== 'reset' && body.kind !== 'swap')
      await this.requireReading(register, body.kind === 'void' ? 'void' : 'at', atMs, toMs);
    const restarts = body.kind === 'reset' || body.kind === 'swap';
    const id = await this.records.add(
      { site, meter: meter.code, register: register.code },
      {
        registerId: register.id,
        kind: body.kind,
        atMs,
        toMs,
        value: body.kind === 'correct' ? (body.value ?? null) : null,
        closing: body.kind === 'swap' ? (body.closing ?? null) : null,
        opening: restarts ? (body.opening ?? 0) : null,
        note: body.note,
      },
      change,
    );
    return this.view(site, meter, await this.requireEvent(meter, id));
  }

  /** @throws RefusedError unknown-event, event-withdrawn */
  async withdraw(
    siteCode: string,
    meterCode: string,
    id: string,
    note: string,
    change: ChangeRequest,
  ): Promise<RegisterEvent> {
    const site = await this.sites.requireSite(siteCode);
    const meter = await this.sites.requireMeter(site, meterCode, true);
    const event = await this.requireEvent(meter, id);
    const register = meter.registers.find((one) => one.id === event.registerId)?.code ?? '';
    await this.records.withdraw({ site, meter: meter.code, register }, event, note, change);
    return this.view(site, meter, await this.requireEvent(meter, id));
  }

  /** Decides conflicts that are not decided yet; the others are left as they are. */
  async decideConflicts(
    siteCode: string,
    body: DecideConflicts,
    change: ChangeRequest,
  ): Promise<DecidedConflicts> {
    const site = await this.sites.requireSite(siteCode);
    const open = await this.conflicts.open(site.id, body.ids);
    for (const conflict of open)
      await this.records.add(
        { site, meter: conflict.meter, register: conflict.register },
        {
          registerId: conflict.registerId,
          kind: 'conflict',
          atMs: conflict.atMs,
          toMs: conflict.atMs,
          value: body.keep === 'later' ? conflict.refused : null,
          closing: null,
          opening: null,
          note: body.note,
        },
        // One key for many entries: a repeat finds the conflicts decided.
        { ...change, idempotencyKey: undefined },
        conflict,
      );
    return { decided: open.length };
  }

  private async requireEvent(meter: MeterEntity, id: string): Promise<EventRow> {
    const event = await this.events.find(id);
    if (event !== undefined && meter.registers.some((one) => one.id === event.registerId)) return event;
    throw refused('unknown-event', {
      zh: `计量器具“${meter.code}”没有事件 ${id}；GET …/events 列出全部`,
      en: `Meter "${meter.code}" has no event ${id}; GET …/events lists them`,
    });
  }

  private async requireReading(
    register: RegisterEntity,
    field: string,
    atMs: number,
    toMs: number,
  ): Promise<void> {
    if ((await this.events.countReadings(register.id, atMs, toMs)) > 0) return;
    throw refusedField('no-such-reading', field === 'void' ? 'to' : 'at', {
      zh: `寄存器“${register.code}”此时没有读数；请按 GET …/readings 列出的时间填写`,
      en: `register "${register.code}" has no reading there; give a time as GET …/readings lists it`,
    });
  }

  private view(site: SiteEntity, meter: MeterEntity, row: EventRow): RegisterEvent {
    const at = (ms: number): string => isoIn(ms, site.timezone);
    return {
      id: row.id,
      meter: meter.code,
      register: meter.registers.find(({ id }) => id === row.registerId)?.code ?? '',
      kind: row.kind,
      at: at(row.atMs),
      to: at(row.toMs),
      value: row.value,
      closing: row.closing,
      opening: row.opening,
      note: row.note,
      author: row.author,
      recordedAt: row.recordedAt.toISOString(),
      withdrawnAt: row.withdrawnAt?.toISOString() ?? null,
    };
  }
}

/** @throws RefusedError bad-register-event */
const checkFit = (register: RegisterEntity, body: PostRegisterEvent, atMs: number, toMs: number): void => {
  const restarts = body.kind === 'reset' || body.kind === 'swap';
  if (register.kind === 'gauge' && body.kind !== 'calibration')
    throw refusedField('bad-register-event', 'kind', {
      zh: `寄存器“${register.code}”是瞬时量，没有可裁定的用量`,
      en: `register "${register.code}" is a gauge, which has no consumption to decide about`,
    });
  if (restarts && register.kind !== 'counter')
    throw refusedField('bad-register-event', 'kind', {
      zh: '只有累计寄存器会归零或换表；区间量请用 void 或 correct',
      en: 'only a counter begins anew; for an interval take void or correct',
    });
  if (atMs > Date.now())
    throw refusedField('bad-register-event', 'at', {
      zh: '时间在将来；请在事件发生之后登记',
      en: 'lies in the future; record the event once it has happened',
    });
  if (toMs < atMs || toMs - atMs > MOST_VOIDED_MS)
    throw refusedField('bad-register-event', 'to', {
      zh: '结束时间须不早于开始，且不超过 366 天；更长的时段请分几次作废',
      en: 'ends before it begins, or lies more than 366 days after it; set a longer span aside in parts',
    });
};
