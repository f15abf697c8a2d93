import { Injectable } from '@nestjs/common';
import type {
  Checklist,
  Connection,
  GridRegionList,
  PutUnits,
  RefusedLogins,
  SourceSuggestions,
  UnitList,
} from '@zerofab/contracts';
import { gridRegions } from '@zerofab/factors';
import { ChecklistService } from '@zerofab/inventory';
import { Journal, SiteRecords, type ChangeRequest } from '@zerofab/records';
import { FrontDoors, SiteStore } from '@zerofab/telemetry';
import type { SiteUnitKind } from '@zerofab/vocabulary';

const ANYWHERE = new Set(['0.0.0.0', '::', '[::]']);
const THIS_MACHINE = /^(?:127\.|::1$|localhost$)/;

/** What the guided set-up asks beside sites and meters. */
@Injectable()
export class SetupService {
  constructor(
    private readonly sites: SiteStore,
    private readonly records: SiteRecords,
    private readonly journal: Journal,
    private readonly doors: FrontDoors,
    private readonly checks: ChecklistService,
  ) {}

  async units(siteCode: string): Promise<UnitList> {
    const site = await this.sites.requireSite(siteCode);
    const version = (await this.journal.versions(siteCode, 'units')).get('units') ?? 0;
    return { version, items: site.units.map((unit) => ({ ...unit, kind: unit.kind as SiteUnitKind })) };
  }

  async putUnits(siteCode: string, body: PutUnits, change: ChangeRequest): Promise<UnitList> {
    await this.records.putUnits(await this.sites.requireSite(siteCode), body, change);
    return this.units(siteCode);
  }

  async connection(siteCode: string): Promise<Connection> {
    await this.sites.requireSite(siteCode);
    const at = this.doors.address();
    const topic = 'zerofab/v1/{site}/{meter}/readings';
    if (at.broker === 'none')
      return { broker: 'none', host: null, port: null, tls: false, machineOnly: false, topic };
    const { broker, port, tls } = at;
    // An address that means "every interface" is no host to connect to.
    const host = broker === 'embedded' && ANYWHERE.has(at.host) ? null : at.host;
    return {
      broker,
      host,
      port,
      tls,
      machineOnly: broker === 'embedded' && THIS_MACHINE.test(at.host),
      topic,
    };
  }

  async refusedLogins(siteCode: string): Promise<RefusedLogins> {
    await this.sites.requireSite(siteCode);
    const items = this.doors.refusedLogins(siteCode).map(({ username, atMs, count }) => ({
      username,
      at: new Date(atMs).toISOString(),
      count,
    }));
    return { items };
  }

  gridRegions(): GridRegionList {
    return { items: [...gridRegions()] };
  }

  async suggestions(siteCode: string): Promise<SourceSuggestions> {
    return this.checks.suggestions(await this.sites.requireSite(siteCode));
  }

  async checklist(siteCode: string): Promise<Checklist> {
    return this.checks.checklist(await this.sites.requireSite(siteCode), Date.now());
  }
}
