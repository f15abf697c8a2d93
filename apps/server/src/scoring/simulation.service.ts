import { Injectable } from '@nestjs/common';
import type {
  PutSimulation,
  SimulateRequest,
  Simulation,
  SimulationAnswer,
  SimulationList,
} from '@zerofab/contracts';
import { ScoreSimulationStore, type ScoreSimulation } from '@zerofab/inventory';
import type { ChangeRequest } from '@zerofab/records';
import type { Scheme, SimulationRequest } from '@zerofab/scoring';
import { SiteStore, type SiteEntity } from '@zerofab/telemetry';
import { SchemeCatalog } from './scheme-catalog.js';
import { simulationAnswer } from './simulation-answer.js';
import { SiteEvaluationService, type ScoreOptions, type SiteYear } from './site-evaluation.service.js';

/** What is asked, as the engine takes it. */
export const requestOf = ({
  pvSharePercent,
  changes,
}: SimulateRequest | PutSimulation): SimulationRequest => ({
  pvSharePercent: pvSharePercent ?? null,
  changes: changes.map(({ name, kind, amount, unit, of }) => ({
    name,
    kind,
    amount,
    unit: kind === 'value' && unit !== '' ? (unit ?? null) : null,
    of: kind === 'shareOf' ? (of ?? null) : null,
  })),
});

/** What own generation is reckoned with, beside the inputs of the scheme. */
const basisOf = ({ byName }: SiteYear['known']) => {
  const valueOf = (name: string): string | null => {
    const fact = byName.get(name);
    return fact?.state === 'value' ? fact.value : null;
  };
  return {
    purchasedElectricityCo2: valueOf('purchasedElectricityCo2'),
    ownUseMwh: valueOf('nonFossilOwnUse'),
  };
};

/** Simulations of scores: tried out, saved with a name, never among what is told or measured. */
@Injectable()
export class SimulationService {
  constructor(
    private readonly sites: SiteStore,
    private readonly catalog: SchemeCatalog,
    private readonly evaluations: SiteEvaluationService,
    private readonly store: ScoreSimulationStore,
  ) {}

  async list(siteCode: string): Promise<SimulationList> {
    const site = await this.sites.requireSite(siteCode);
    const { schemes } = await this.catalog.present();
    return { items: (await this.store.list(site.id)).map((each) => viewOf(each, schemes)) };
  }

  /**
   * Works out changes that are not saved.
   * @throws RefusedError what the engine refuses of them, `simulation-no-basis`
   */
  async ask(siteCode: string, request: SimulateRequest, options: ScoreOptions): Promise<SimulationAnswer> {
    const site = await this.sites.requireSite(siteCode);
    const scheme = await this.catalog.byId(request.scheme);
    return this.worked(site, scheme, request.year, requestOf(request), options);
  }

  /** @throws RefusedError unknown-simulation, `scoring-unknown-scheme` */
  async answer(siteCode: string, code: string, options: ScoreOptions): Promise<SimulationAnswer> {
    const site = await this.sites.requireSite(siteCode);
    const { scheme, year, pvSharePercent, changes } = await this.store.require(site.id, code);
    return this.worked(site, await this.catalog.byId(scheme), year, { pvSharePercent, changes }, options);
  }

  /** Saves a simulation that can be worked out. @throws RefusedError as `ask`, stale-version */
  async put(siteCode: string, code: string, body: PutSimulation, change: ChangeRequest): Promise<Simulation> {
    const site = await this.sites.requireSite(siteCode);
    const scheme = await this.catalog.byId(body.scheme);
    const request = requestOf(body);
    await this.worked(site, scheme, body.year, request, {});
    const { name, year, note } = body;
    await this.store.put(
      site,
      {
        code,
        name,
        scheme: scheme.id,
        year,
        ...request,
        changes: [...request.changes],
        note: note ?? null,
        withdrawn: false,
      },
      change,
    );
    return viewOf(await this.store.require(site.id, code), [scheme]);
  }

  /** @throws RefusedError unknown-simulation */
  async withdraw(siteCode: string, code: string, change: ChangeRequest): Promise<void> {
    const site = await this.sites.requireSite(siteCode);
    const {
      version: _version,
      recordedAt: _at,
      recordedBy: _by,
      ...content
    } = await this.store.require(site.id, code);
    await this.store.put(site, { ...content, withdrawn: true }, change);
  }

  private async worked(
    site: SiteEntity,
    scheme: Scheme,
    year: number,
    request: SimulationRequest,
    options: ScoreOptions,
  ): Promise<SimulationAnswer> {
    const { given, known } = await this.evaluations.year(site, scheme, year, Date.now());
    return simulationAnswer({ scheme, year, given, request, basis: basisOf(known), options });
  }
}

const viewOf = (
  { withdrawn: _withdrawn, recordedAt, ...rest }: ScoreSimulation,
  schemes: readonly Scheme[],
): Simulation => ({
  ...rest,
  kind: schemes.find(({ id }) => id === rest.scheme)?.kind ?? null,
  changes: [...rest.changes],
  recordedAt: recordedAt.toISOString(),
});
