import { Injectable } from '@nestjs/common';
import type { Credentials, Meter, PutMeter, PutSite, Site } from '@zerofab/contracts';
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
  ) {}

  async listSites(asker: Principal): Promise<Site[]> {
    const seen = (await this.store.listSites()).filter((site) => seesSite(asker, site.code));
    return Promise.all(seen.map(async (site) => this.viewSite(site)));
  }

  async site(code: string): Promise<Site> {
    return this.viewSite(await this.store.requireSite(code));
  }

  async putSite(code: string, body: PutSite, change: ChangeRequest): Promise<Site> {
    checkGridRegion(body);
    return this.viewSite(await this.records.putSite(code, body, change));
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
    await this.records.putMeter(site, code, body, change);
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
