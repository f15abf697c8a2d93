import { Injectable } from '@nestjs/common';
import type { Credentials, Meta } from '@zerofab/contracts';
import { FACTOR_SET_VERSION } from '@zerofab/factors';
import { systemActor, SiteRecords, type ChangeRequest } from '@zerofab/records';
import { SiteStore } from '@zerofab/telemetry';
import { BackfillProgress } from './backfill-progress.js';
import { readCredentials, writeCredentials } from './credentials-file.js';
import { people } from './demo-people.js';
import { DemoPapers } from './demo-papers.js';
import { DemoProduction } from './demo-production.js';
import { DemoSetUp } from './demo-set-up.js';
import { readPlant, type DemoPlant } from './plant.js';
import { DEMO_PASSWORD } from './public-password.js';

const SET_UP: ChangeRequest = { actor: systemActor('demo'), reason: 'demo factory' };

/** Whether this process shows the demo factory, and where it keeps its files. */
export abstract class DemoOptions {
  abstract readonly enabled: boolean;
  abstract readonly dataDir: string;
  abstract readonly version: string;
  /** What the login page may show: undefined where the admin has a password of its own. */
  abstract readonly adminPassword: string | undefined;
}

/** The demo factory as the platform shows it, and the logins of its simulated meters. */
@Injectable()
export class DemoService {
  constructor(
    private readonly sites: SiteStore,
    private readonly siteRecords: SiteRecords,
    private readonly setUp: DemoSetUp,
    private readonly papers: DemoPapers,
    private readonly production: DemoProduction,
    private readonly progress: BackfillProgress,
    private readonly options: DemoOptions,
  ) {}

  meta(): Meta {
    const { enabled, version, adminPassword } = this.options;
    const accounts = people('').map(({ username, password, role }) => ({ username, password, role }));
    const admin =
      adminPassword === undefined
        ? [{ username: 'admin', password: DEMO_PASSWORD, role: 'admin' as const }]
        : [];
    const demo = enabled ? { accounts: [...accounts, ...admin], backfill: this.progress.current() } : null;
    return { version, factorSet: FACTOR_SET_VERSION, demo };
  }

  /**
   * Sets the demo factory up, or completes what a start that was broken off left undone.
   * @returns the file with the simulated meters' logins.
   */
  async load(nowMs: number): Promise<string> {
    const plant = readPlant();
    await this.setUp.complete(plant, nowMs);
    await this.papers.complete(plant.site.code, nowMs);
    await this.production.complete(plant, nowMs);
    return this.credentials(plant);
  }

  /** Logins of the simulated meters, made once and kept for the simulator alone. */
  private async credentials(plant: DemoPlant): Promise<string> {
    const known: Record<string, Credentials> = { ...readCredentials(this.options.dataDir) };
    const site = await this.sites.requireSite(plant.site.code);
    for (const meter of await this.sites.listMeters(site.id)) {
      if (meter.passwordSha256 === null || known[meter.code] === undefined)
        known[meter.code] = await this.siteRecords.issueCredentials(site, meter, SET_UP);
    }
    return writeCredentials(this.options.dataDir, known);
  }
}
