import { Injectable } from '@nestjs/common';
import type { Credentials, PutMeter, PutSite, PutUnits } from '@zerofab/contracts';
import { resolveInstant } from '@zerofab/calendar';
import { SiteStore, type MeterEntity, type SiteEntity } from '@zerofab/telemetry';
import type { ChangeRequest } from '../actor.js';
import { canonicalJson, plain } from '@zerofab/audit';
import { Journal } from '../journal.js';
import {
  storedMeter,
  storedMeterCredentials,
  storedSite,
  type StoredMeter,
  type StoredSite,
} from '../schema/site.v3.js';
import { storedUnits, type StoredUnits } from '../schema/units.v1.js';

type Undated<T extends { readonly effectiveFrom: string | null }> = Omit<T, 'effectiveFrom'>;

const toStoredSite = (input: PutSite, demo: boolean): Undated<StoredSite> => ({
  name: input.name,
  timezone: input.timezone,
  gridRegion: input.gridRegion ?? null,
  industry: input.industry ?? null,
  address: input.address ?? null,
  organisation: input.organisation ?? null,
  province: input.province ?? null,
  industryClass: input.industryClass ?? null,
  currency: input.currency ?? null,
  demo,
});

const toStoredMeter = (input: PutMeter): Undated<StoredMeter> => ({
  name: input.name,
  carrier: input.carrier,
  parent: input.parent ?? null,
  location: input.location ?? null,
  unit: input.unit ?? null,
  registers: input.registers.map((register) => ({
    code: register.code,
    name: register.name ?? { zh: register.code, en: register.code },
    kind: register.kind,
    unit: register.unit,
    multiplier: register.multiplier,
    rollover: register.rollover ?? null,
    interval: register.interval ?? null,
    // Told or not there: a meter without them stays the record it was.
    ...((register.maxRate ?? null) === null ? {} : { maxRate: register.maxRate }),
    ...(register.net === true ? { net: true } : {}),
    ...((register.dailyReset ?? null) === null ? {} : { dailyReset: register.dailyReset }),
  })),
});

/** What kind of register it is stays where the request does not say it. */
const withKept = (input: PutMeter, present: StoredMeter | undefined): PutMeter => ({
  ...input,
  registers: input.registers.map((register) => {
    const before = present?.registers.find(
      ({ code, kind }) => code === register.code && kind === register.kind,
    );
    return {
      ...register,
      maxRate: register.maxRate === undefined ? (before?.maxRate ?? null) : register.maxRate,
      net: register.net ?? before?.net ?? false,
      dailyReset: register.dailyReset === undefined ? (before?.dailyReset ?? null) : register.dailyReset,
    };
  }),
});

/** Instant of `effectiveFrom`, epoch ms; undefined: not told. */
const instantOf = (text: string | null | undefined, zone: string): number | undefined =>
  text === undefined || text === null ? undefined : resolveInstant(text, zone, 'effectiveFrom');

/** The parts of a definition that hold from an instant on. */
const datedPartOf = ({ carrier, parent, registers }: Undated<StoredMeter>): string =>
  canonicalJson(plain({ carrier, parent, registers }));

/** Changes of sites, meters and their logins: each is an entry of the journal. */
@Injectable()
export class SiteRecords {
  constructor(
    private readonly journal: Journal,
    private readonly sites: SiteStore,
  ) {}

  /**
   * Creates or changes a site; another grid region holds from `effectiveFrom` on, or always. The same definition again makes no version.
   * @param demo for a new site: whether it is the simulated one
   * @throws RefusedError conflict when the person saw another version
   */
  async putSite(code: string, input: PutSite, request: ChangeRequest, demo = false): Promise<SiteEntity> {
    const before = (await this.sites.listSites()).find((site) => site.code === code);
    const given = instantOf(input.effectiveFrom, before?.timezone ?? input.timezone);
    const kept = before?.gridRegion === (input.gridRegion ?? null) ? await this.presentSite(code) : undefined;
    const effectiveFrom = given === undefined ? (kept?.effectiveFrom ?? null) : new Date(given).toISOString();
    const value = { ...toStoredSite(input, before?.demo ?? demo), effectiveFrom };
    await this.journal.append({
      request,
      site: code,
      stored: storedSite,
      key: code,
      action: 'put',
      value,
      write: async ({ manager }) => {
        const { name, effectiveFrom: _from, ...fields } = value;
        await this.sites.writeSite(manager, code, { ...fields, nameZh: name.zh, nameEn: name.en });
      },
    });
    return this.sites.requireSite(code);
  }

  /**
   * Sets the units of a site, all at once; the same list again makes no version.
   * @throws RefusedError conflict, and invalid as `SiteStore.writeUnits`
   */
  async putUnits(site: SiteEntity, { items }: PutUnits, request: ChangeRequest): Promise<void> {
    const value: StoredUnits = { items: items.map((unit) => ({ ...unit, parent: unit.parent ?? null })) };
    await this.journal.append({
      request,
      site: site.code,
      stored: storedUnits,
      key: 'units',
      action: 'put',
      value,
      write: async ({ manager }) => this.sites.writeUnits(manager, site.id, value.items),
    });
  }

  /**
   * Creates or changes a meter; the same definition again makes no version.
   * @throws RefusedError conflict, and invalid as `SiteStore.writeMeter`, effective-from-needed among it
   */
  async putMeter(site: SiteEntity, code: string, asked: PutMeter, request: ChangeRequest): Promise<void> {
    const present = await this.presentMeter(site.code, code);
    const input = withKept(asked, present);
    const undated = toStoredMeter(input);
    const effectiveFromMs = instantOf(input.effectiveFrom, site.timezone);
    const kept = present !== undefined && datedPartOf(present) === datedPartOf(undated) ? present : undefined;
    const effectiveFrom =
      effectiveFromMs === undefined ? (kept?.effectiveFrom ?? null) : new Date(effectiveFromMs).toISOString();
    await this.journal.append({
      request,
      site: site.code,
      stored: storedMeter,
      key: code,
      action: 'put',
      value: { ...undated, effectiveFrom },
      write: async ({ manager, at }) =>
        this.sites.writeMeter(manager, site.id, code, input, { at, effectiveFromMs }),
    });
  }

  private async presentSite(code: string): Promise<StoredSite | undefined> {
    const entry = await this.journal.present(code, 'site', code);
    return entry === undefined ? undefined : storedSite.read(entry.newValue, entry.schemaVersion);
  }

  private async presentMeter(site: string, code: string): Promise<StoredMeter | undefined> {
    const entry = await this.journal.present(site, 'meter', code);
    return entry === undefined ? undefined : storedMeter.read(entry.newValue, entry.schemaVersion);
  }

  /** Issues a new login of a meter; the one before stops working. The password is shown this once. */
  async issueCredentials(site: SiteEntity, meter: MeterEntity, request: ChangeRequest): Promise<Credentials> {
    const username = `${site.code}/${meter.code}`;
    let password = '';
    await this.journal.append({
      // A password cannot be shown a second time: a repeat makes a new one.
      request: { ...request, idempotencyKey: undefined, expectedVersion: undefined },
      site: site.code,
      stored: storedMeterCredentials,
      key: meter.code,
      action: 'issue',
      value: { username },
      always: true,
      write: async ({ manager }) => {
        password = await this.sites.writeCredentials(manager, meter.id);
      },
    });
    return { username, password, topic: `zerofab/v1/${username}/readings` };
  }

  /** Takes the login of a meter away: it publishes nothing more until a new one is issued. */
  async revokeCredentials(site: SiteEntity, meter: MeterEntity, request: ChangeRequest): Promise<void> {
    if (meter.passwordSha256 === null) return;
    await this.journal.append({
      request: { ...request, expectedVersion: undefined },
      site: site.code,
      stored: storedMeterCredentials,
      key: meter.code,
      action: 'withdraw',
      value: { username: `${site.code}/${meter.code}` },
      always: true,
      write: async ({ manager }) => this.sites.clearCredentials(manager, meter.id),
    });
  }
}
