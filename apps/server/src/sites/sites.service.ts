import { Injectable } from '@nestjs/common';
import { MeterChangeService, SiteChangeService, wouldMove } from '@zerofab/inventory';
import { RefusedError } from '@zerofab/vocabulary';
import type { ChangePreview, Credentials, Meter, PutMeter, PutSite, Site } from '@zerofab/contracts';
import { seesSite, type Principal } from '@zerofab/identity';
import { Journal, SiteRecords, type ChangeRequest } from '@zerofab/records';
import { ConsumptionQuery, SiteStore, type SiteEntity } from '@zerofab/telemetry';
import { checkGridRegion, toMeter, toSite } from './site-view.js';

/** Sites and meters as clients see them. */
@Injectable()
export class SitesService {
  constructor(
    private readonly store: SiteStore,
    private readonly records: SiteRecords,
    private readonly journal: Journal,
    private readonly query: ConsumptionQuery,
    private readonly meterChanges: MeterChangeService,
    private readonly siteChanges: SiteChangeService,
  ) {}

  async listSites(asker: Principal): Promise<Site[]> {
    const seen = (await this.store.listSites()).filter((site) => seesSite(asker, site.code));
    // One question for all: a question a site would be refused as too many at once from some hundred sites on.
    const versions = await this.journal.siteVersions();
    return seen.map((site) => toSite(site, versions.get(site.code) ?? 0));
  }

  async site(code: string): Promise<Site> {
    return this.viewSite(await this.store.requireSite(code));
  }

  async putSite(code: string, body: PutSite, change: ChangeRequest): Promise<Site> {
    checkGridRegion(body);
    const known = (await this.store.listSites()).find((site) => site.code === code);
    if (known !== undefined) {
      const preview = await this.siteChanges.preview(known, body, Date.now());
      if (preview.needsEffectiveFrom) throw wouldMove(preview);
    }
    return this.viewSite(await this.records.putSite(code, body, change));
  }

  /** What a changed definition of a site would do to its figures. */
  async previewSite(code: string, body: PutSite): Promise<ChangePreview> {
    checkGridRegion(body);
    return this.siteChanges.preview(await this.store.requireSite(code), body, Date.now());
  }

  /** What a changed definition of a meter would do to figures. */
  async previewMeter(siteCode: string, code: string, body: PutMeter): Promise<ChangePreview> {
    const site = await this.store.requireSite(siteCode);
    await this.store.requireMeter(site, code);
    return this.meterChanges.preview(site, code, body, Date.now());
  }

  async listMeters(siteCode: string): Promise<Meter[]> {
    return this.meters(await this.store.requireSite(siteCode));
  }

  async putMeter(
    siteCode: string,
    code: string,
    body: PutMeter,
    change: ChangeRequest,
  ): Promise<Meter | undefined> {
    const site = await this.store.requireSite(siteCode);
    try {
      await this.records.putMeter(site, code, body, change);
    } catch (error) {
      if (!(error instanceof RefusedError) || error.refusal.code !== 'effective-from-needed') throw error;
      throw wouldMove(await this.meterChanges.preview(site, code, body, Date.now()));
    }
    return (await this.meters(site)).find((meter) => meter.code === code);
  }

  async issueCredentials(siteCode: string, code: string, change: ChangeRequest): Promise<Credentials> {
    const site = await this.store.requireSite(siteCode);
    return this.records.issueCredentials(site, await this.store.requireMeter(site, code), change);
  }

  async revokeCredentials(siteCode: string, code: string, change: ChangeRequest): Promise<void> {
    const site = await this.store.requireSite(siteCode);
    await this.records.revokeCredentials(site, await this.store.requireMeter(site, code), change);
  }

  private async viewSite(site: SiteEntity): Promise<Site> {
    return toSite(site, (await this.journal.versions(site.code, 'site')).get(site.code) ?? 0);
  }

  private async meters(site: SiteEntity): Promise<Meter[]> {
    const meters = await this.store.listMeters(site.id);
    const versions = await this.journal.versions(site.code, 'meter');
    const latest = await this.query.latest(
      meters.flatMap((meter) => meter.registers.map((register) => register.id)),
    );
    const nowMs = Date.now();
    return meters.map((meter) =>
      toMeter(meter, meters, latest, versions.get(meter.code) ?? 0, site.timezone, nowMs),
    );
  }
}
