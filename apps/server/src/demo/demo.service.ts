import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import type { Credentials, Meta } from '@zerofab/contracts';
import { FACTOR_SET_VERSION } from '@zerofab/factors';
import { ActivityStore, SourceStore } from '@zerofab/inventory';
import { Accounts, type NewUser } from '@zerofab/identity';
import { SiteRecords, systemActor, type ChangeRequest } from '@zerofab/records';
import { SiteStore, type SiteEntity } from '@zerofab/telemetry';
import { shifted, startOf } from '@zerofab/calendar';
import { BackfillProgress } from './backfill-progress.js';
import { readPlant, type DemoPlant } from './plant.js';

export const DEMO_PASSWORD = 'zerofab-demo';
const HISTORY_MONTHS = 13;
const SET_UP: ChangeRequest = { actor: systemActor('demo'), reason: 'demo factory' };

/** Whether this process shows the demo factory, and where it keeps its files. */
export abstract class DemoOptions {
  abstract readonly enabled: boolean;
  abstract readonly dataDir: string;
  abstract readonly version: string;
  /** What the login page may show: undefined where the admin has a password of its own. */
  abstract readonly adminPassword: string | undefined;
}

const people = (site: string): readonly NewUser[] => [
  {
    username: 'manager',
    nameZh: '能源管理员',
    nameEn: 'Energy manager',
    role: 'energy_manager',
    password: DEMO_PASSWORD,
    sites: [site],
  },
  {
    username: 'auditor',
    nameZh: '核查员',
    nameEn: 'Auditor',
    role: 'auditor',
    password: DEMO_PASSWORD,
    sites: [site],
  },
  {
    username: 'viewer',
    nameZh: '访客',
    nameEn: 'Viewer',
    role: 'viewer',
    password: DEMO_PASSWORD,
    sites: [site],
  },
];

/** The demo factory: its site, meters, sources, people and the logins of its simulated meters. */
@Injectable()
export class DemoService {
  constructor(
    private readonly sites: SiteStore,
    private readonly siteRecords: SiteRecords,
    private readonly sources: SourceStore,
    private readonly records: ActivityStore,
    private readonly accounts: Accounts,
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
   * Sets the demo factory up; a second time changes nothing that a person changed since.
   * @returns the file with the simulated meters' logins.
   */
  async load(nowMs: number): Promise<string> {
    const plant = readPlant();
    const fresh = !(await this.sites.listSites()).some((site) => site.code === plant.site.code);
    if (fresh) await this.create(plant, nowMs);
    return this.credentials(plant);
  }

  private async create(plant: DemoPlant, nowMs: number): Promise<void> {
    const site = await this.siteRecords.putSite(plant.site.code, plant.site.body, SET_UP, true);
    for (const { code, body } of plant.meters) await this.siteRecords.putMeter(site, code, body, SET_UP);
    for (const { code, body } of plant.sources) await this.sources.save(site, code, body, SET_UP);
    for (const person of people(site.code)) await this.accounts.save(person, SET_UP);
    await this.enterMonthly(site, plant, nowMs);
  }

  /** Manual records of the full months of the history. */
  private async enterMonthly(site: SiteEntity, plant: DemoPlant, nowMs: number): Promise<void> {
    for (let back = HISTORY_MONTHS; back >= 1; back -= 1) {
      const fromMs = startOf(nowMs, 'month', site.timezone, -back);
      const toMs = startOf(nowMs, 'month', site.timezone, 1 - back);
      const local = new Date(shifted(fromMs, { days: 14 }, site.timezone));
      const month = local.getUTCMonth();
      const label = `${String(local.getUTCFullYear())}-${String(month + 1).padStart(2, '0')}`;
      for (const { source, unit, evidence, monthly } of plant.activityData) {
        const quantity = String(monthly[month] ?? 0);
        const record = {
          source,
          stream: '',
          fromMs,
          toMs,
          quantity,
          unit,
          evidence: `${evidence} ${label}`,
          note: null,
        };
        await this.records.add(site, record, SET_UP);
      }
    }
  }

  /** Logins of the simulated meters, made once and kept for the simulator alone. */
  private async credentials(plant: DemoPlant): Promise<string> {
    const file = join(this.options.dataDir, 'secrets', 'demo-meters.json');
    const known = existsSync(file)
      ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, Credentials>)
      : {};
    const site = await this.sites.requireSite(plant.site.code);
    for (const meter of await this.sites.listMeters(site.id)) {
      if (meter.passwordSha256 === null || known[meter.code] === undefined)
        known[meter.code] = await this.siteRecords.issueCredentials(site, meter, SET_UP);
    }
    writeFileSync(file, JSON.stringify(known, null, 2), { mode: 0o600 });
    return file;
  }
}
