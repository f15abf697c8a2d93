import { Injectable } from '@nestjs/common';
import type { Credentials, PutMeter, PutSite, PutUnits } from '@zerofab/contracts';
import { SiteStore, type MeterEntity, type SiteEntity } from '@zerofab/telemetry';
import { RefusedError, refusalOfAll, type FieldRefusal } from '@zerofab/vocabulary';
import type { ChangeRequest } from '../actor.js';
import { Journal, type ManyChanges } from '../journal.js';
import {
  storedMeter,
  storedMeterCredentials,
  storedSite,
  type StoredMeter,
  type StoredSite,
} from '../schema/site.v3.js';
import { storedUnits, type StoredUnits } from '../schema/units.v1.js';
import { datedPartOf, instantOf, toStoredMeter, toStoredSite, withKept } from './stored-definition.js';

/** What is refused of one meter of a list, by its place there. */
const fieldsBelow = (place: string, { refusal }: RefusedError): FieldRefusal[] =>
  (refusal.fields ?? [{ field: '', text: refusal.text }]).map((one) => ({
    ...one,
    field: one.field === '' ? place : `${place}.${one.field}`,
  }));

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
    await this.journal.together(async (many) => this.writeMeter(many, site, code, asked, request));
  }

  /**
   * Creates or changes many meters, all or none, each an entry of the journal.
   * @param meters each behind its parent
   * @throws RefusedError with a field for what is refused of each meter, below `meters.<its place in the list>`; a meter
   * below a refused one is not looked at
   */
  async putMeters(
    site: SiteEntity,
    meters: readonly { readonly place: number; readonly code: string; readonly meter: PutMeter }[],
    asked: ChangeRequest,
  ): Promise<void> {
    // Each meter is a change of its own: one key or version cannot stand for all.
    const request = { ...asked, idempotencyKey: undefined, expectedVersion: undefined };
    const wrong = new Map<string, RefusedError>();
    const fields: FieldRefusal[] = [];
    await this.journal.together(async (many) => {
      for (const { place, code, meter } of meters) {
        if (wrong.has(meter.parent ?? '')) continue;
        try {
          await this.writeMeter(many, site, code, meter, request);
        } catch (error) {
          if (!(error instanceof RefusedError)) throw error;
          wrong.set(code, error);
          fields.push(...fieldsBelow(`meters.${String(place)}`, error));
        }
      }
      const [first] = wrong.values();
      if (first !== undefined) throw new RefusedError(refusalOfAll(first.refusal.code, fields));
    });
  }

  private async writeMeter(
    many: ManyChanges,
    site: SiteEntity,
    code: string,
    asked: PutMeter,
    request: ChangeRequest,
  ): Promise<void> {
    const present = await this.presentMeter(many, site.code, code);
    const input = withKept(asked, present);
    const undated = toStoredMeter(input);
    const effectiveFromMs = instantOf(input.effectiveFrom, site.timezone);
    const kept = present !== undefined && datedPartOf(present) === datedPartOf(undated) ? present : undefined;
    const effectiveFrom =
      effectiveFromMs === undefined ? (kept?.effectiveFrom ?? null) : new Date(effectiveFromMs).toISOString();
    await many.append({
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

  private async presentMeter(
    many: ManyChanges,
    site: string,
    code: string,
  ): Promise<StoredMeter | undefined> {
    const entry = await many.present(site, 'meter', code);
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
