import { Injectable } from '@nestjs/common';
import type { Credentials, Meter, PutMeter, PutSite, Site } from '@zerofab/contracts';
import { seesSite, type Principal } from '@zerofab/platform';
import { ConsumptionQuery, SiteStore, type SiteEntity } from '@zerofab/telemetry';
import { checkGridRegion, toMeter, toSite } from './site-view.js';

/** Sites and meters as clients see them. */
@Injectable()
export class SitesService {
  constructor(
    private readonly store: SiteStore,
    private readonly query: ConsumptionQuery,
  ) {}

  async listSites(asker: Principal): Promise<Site[]> {
    return (await this.store.listSites()).filter((site) => seesSite(asker, site.code)).map(toSite);
  }

  async site(code: string): Promise<Site> {
    return toSite(await this.store.requireSite(code));
  }

  async putSite(code: string, body: PutSite): Promise<Site> {
    checkGridRegion(body);
    return toSite(await this.store.saveSite(code, body));
  }

  async listMeters(siteCode: string): Promise<Meter[]> {
    return this.meters(await this.store.requireSite(siteCode));
  }

  async putMeter(siteCode: string, code: string, body: PutMeter): Promise<Meter | undefined> {
    const site = await this.store.requireSite(siteCode);
    await this.store.saveMeter(site, code, body);
    return (await this.meters(site)).find((meter) => meter.code === code);
  }

  async issueCredentials(siteCode: string, code: string): Promise<Credentials> {
    const site = await this.store.requireSite(siteCode);
    return this.store.issueCredentials(site, await this.store.requireMeter(site, code));
  }

  private async meters(site: SiteEntity): Promise<Meter[]> {
    const meters = await this.store.listMeters(site.id);
    const latest = await this.query.latest(
      meters.flatMap((meter) => meter.registers.map((register) => register.id)),
    );
    const nowMs = Date.now();
    return meters.map((meter) => toMeter(meter, meters, latest, site.timezone, nowMs));
  }
}
