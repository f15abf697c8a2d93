import { Injectable } from '@nestjs/common';
import { shifted, startOf } from '@zerofab/calendar';
import { Accounts } from '@zerofab/identity';
import { ActivityStore, CostStore, ScoringInputStore, SourceStore } from '@zerofab/inventory';
import { History, SiteRecords, systemActor, type ChangeRequest, type RecordKind } from '@zerofab/records';
import { SiteStore, type SiteEntity } from '@zerofab/telemetry';
import { storedOf } from '../scoring/site-inputs.js';
import { people } from './demo-people.js';
import type { DemoPlant } from './plant.js';

const HISTORY_MONTHS = 13;
const ACTOR = 'demo';
const SET_UP: ChangeRequest = { actor: systemActor(ACTOR), reason: 'demo factory' };

/** What the set-up wrote so far, as the journal tells it. */
interface Written {
  /** When the set-up began; undefined for a site that another version, or a person, made. */
  readonly begunMs: number | undefined;
  readonly has: (kind: RecordKind, key: string) => boolean;
}

/** The demo factory's site, meters, sources, people and manual records: written once, each by the journal. */
@Injectable()
export class DemoSetUp {
  constructor(
    private readonly history: History,
    private readonly sites: SiteStore,
    private readonly siteRecords: SiteRecords,
    private readonly sources: SourceStore,
    private readonly records: ActivityStore,
    private readonly scores: ScoringInputStore,
    private readonly costs: CostStore,
    private readonly accounts: Accounts,
  ) {}

  /** Writes what is not there yet. What was written once is never written again: a person may have changed it since. */
  async complete(plant: DemoPlant, nowMs: number): Promise<void> {
    const { code } = plant.site;
    const known = (await this.sites.listSites()).find((site) => site.code === code);
    const site = known ?? (await this.siteRecords.putSite(code, plant.site.body, SET_UP, true));
    const { begunMs, has } = await this.written(code);
    await this.addPeople(code);
    if (begunMs === undefined) return;
    for (const { code: meter, body } of plant.meters)
      if (!has('meter', meter)) await this.siteRecords.putMeter(site, meter, body, SET_UP);
    for (const { code: source, body } of plant.sources)
      if (!has('source', source)) await this.sources.save(site, source, body, SET_UP);
    for (const contract of plant.contracts)
      if (!has('tariff-contract', `${contract.code}/${contract.validFrom}`))
        await this.costs.putContract(site, contract, SET_UP);
    // Months are counted from the begin, not from this start: they are the ones the simulated history covers.
    await this.enterMonthly(site, plant, Math.min(begunMs, nowMs), has);
    await this.tellScores(site, plant, Math.min(begunMs, nowMs));
  }

  /** Also where they were removed when the demo mode was left: whoever asks for a demo gets its logins. */
  private async addPeople(site: string): Promise<void> {
    for (const person of people(site))
      if (!(await this.accounts.exists(person.username))) await this.accounts.save(person, SET_UP);
  }

  private async written(site: string): Promise<Written> {
    const rows = await this.history.writtenAtSite(site, ACTOR);
    const known = new Set(rows.map(({ kind, key }) => `${kind} ${key}`));
    return {
      begunMs: rows.find(({ kind }) => kind === 'site')?.at.getTime(),
      has: (kind, key) => known.has(`${kind} ${key}`),
    };
  }

  /** Inputs of scores of the year in which the demo begins: the one before is known in part. */
  private async tellScores(site: SiteEntity, plant: DemoPlant, nowMs: number): Promise<void> {
    const year = new Date(nowMs).getUTCFullYear();
    for (const scheme of new Set(plant.scores.map((each) => each.scheme))) {
      // What is told stays, also where a person corrected it since.
      const told = new Set((await this.scores.list(site.id, scheme, year)).map(({ name }) => name));
      for (const { name, body } of plant.scores.filter((each) => each.scheme === scheme))
        if (!told.has(name)) await this.scores.put(site, storedOf({ scheme, year, name }, body), SET_UP);
    }
  }

  /** Manual records of the full months of the history. */
  private async enterMonthly(
    site: SiteEntity,
    plant: DemoPlant,
    nowMs: number,
    has: Written['has'],
  ): Promise<void> {
    for (let back = HISTORY_MONTHS; back >= 1; back -= 1) {
      const fromMs = startOf(nowMs, 'month', site.timezone, -back);
      const toMs = startOf(nowMs, 'month', site.timezone, 1 - back);
      const local = new Date(shifted(fromMs, { days: 14 }, site.timezone));
      const month = local.getUTCMonth();
      const label = `${String(local.getUTCFullYear())}-${String(month + 1).padStart(2, '0')}`;
      for (const { source, unit, evidence, monthly } of plant.activityData) {
        if (has('activity-data', `${source} ${String(fromMs)}`)) continue;
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
}
