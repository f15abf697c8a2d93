import { Injectable } from '@nestjs/common';
import type { OrganisationInventory, OrganisationQuery } from '@zerofab/contracts';
import { OrganisationService } from '@zerofab/inventory';
import { seesSite, type Principal } from '@zerofab/identity';
import { SiteStore } from '@zerofab/telemetry';

/** The roll-up over the sites a user may see. */
@Injectable()
export class OrganisationFiguresService {
  constructor(
    private readonly sites: SiteStore,
    private readonly organisations: OrganisationService,
  ) {}

  async inventory(
    { year, method, organisation }: OrganisationQuery,
    asker: Principal,
  ): Promise<OrganisationInventory> {
    const seen = (await this.sites.listSites()).filter((site) => seesSite(asker, site.code));
    const asked = seen.filter((site) => organisation === undefined || site.organisation === organisation);
    return this.organisations.inventory(asked, year, method, Date.now());
  }
}
