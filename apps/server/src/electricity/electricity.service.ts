import { Injectable } from '@nestjs/common';
import { AccountingError, checkProof, type Proof } from '@zerofab/accounting';
import type { LedgerParameters, NonFossilLedger, PostProof, ProofRecord } from '@zerofab/contracts';
import { InventoryService, LedgerService, ProofStore, type StoredProof } from '@zerofab/inventory';
import type { Principal } from '@zerofab/platform';
import { isoIn, resolveInstant, SiteStore, type SiteEntity } from '@zerofab/telemetry';
import { ExactDecimal } from '@zerofab/units';
import { refuse } from '../inventory/source-checks.js';

const toRecord = (proof: StoredProof, zone: string): ProofRecord => {
  const { fromMs, toMs, recordedAt, withdrawnAt, ...rest } = proof;
  return {
    ...rest,
    from: isoIn(fromMs, zone),
    to: isoIn(toMs, zone),
    recordedAt: recordedAt.toISOString(),
    withdrawnAt: withdrawnAt?.toISOString() ?? null,
  };
};

/** Proofs of electricity and the non-fossil ledger of a site. */
@Injectable()
export class ElectricityService {
  constructor(
    private readonly sites: SiteStore,
    private readonly proofs: ProofStore,
    private readonly inventories: InventoryService,
    private readonly ledgers: LedgerService,
  ) {}

  async list(siteCode: string): Promise<ProofRecord[]> {
    const site = await this.sites.requireSite(siteCode);
    return (await this.proofs.list(site.id)).map((proof) => toRecord(proof, site.timezone));
  }

  /** @throws ProblemError 422 for a proof that is not whole, a certificate claimed twice, or more than was bought */
  async add(siteCode: string, body: PostProof, asker: Principal): Promise<ProofRecord> {
    const site = await this.sites.requireSite(siteCode);
    const zone = site.timezone;
    const { from, to, ...rest } = body;
    const proof: Proof = {
      id: '',
      kind: rest.kind,
      mwh: rest.mwh,
      fromMs: resolveInstant(from, zone, 'from'),
      toMs: resolveInstant(to, zone, 'to'),
      generationMonth: rest.generationMonth ?? null,
      plant: rest.plant ?? null,
      technology: rest.technology ?? null,
      province: rest.province ?? null,
      contract: rest.contract ?? null,
      settlement: rest.settlement ?? null,
      registry: rest.registry ?? null,
      serialFrom: rest.serialFrom ?? null,
      serialTo: rest.serialTo ?? null,
      retiredOn: rest.retiredOn ?? null,
      beneficiary: rest.beneficiary ?? null,
      evidence: rest.evidence ?? null,
    };
    try {
      checkProof(proof);
    } catch (error) {
      if (!(error instanceof AccountingError)) throw error;
      return refuse(error.data['field'] ?? 'kind', error.text.en);
    }
    await this.refuseMoreThanBought(site, proof);
    return toRecord(await this.proofs.add(site.id, proof, asker.username), zone);
  }

  async withdraw(siteCode: string, id: string, reason: string, asker: Principal): Promise<ProofRecord> {
    const site = await this.sites.requireSite(siteCode);
    if (!/^\d{1,18}$/.test(id)) return refuse('id', `"${id}" is no id of a proof`);
    return toRecord(await this.proofs.withdraw(site.id, id, reason, asker.username), site.timezone);
  }

  async ledger(siteCode: string, year: number): Promise<NonFossilLedger> {
    return this.ledgers.ledger(await this.sites.requireSite(siteCode), year, Date.now());
  }

  async putParameters(
    siteCode: string,
    year: number,
    { apportionment, certificateLimitMwh, source }: LedgerParameters,
    asker: Principal,
  ): Promise<NonFossilLedger> {
    const site = await this.sites.requireSite(siteCode);
    const by = asker.username;
    if (apportionment !== undefined)
      await this.proofs.addLedgerParameter(site.id, year, {
        name: 'apportionment',
        value: apportionment,
        source,
        by,
      });
    if (certificateLimitMwh !== undefined)
      await this.proofs.addLedgerParameter(site.id, year, {
        name: 'certificateLimitMwh',
        value: certificateLimitMwh,
        source,
        by,
      });
    return this.ledgers.ledger(site, year, Date.now());
  }

  /**
   * Proofs of a period may not exceed what was bought in it. Checked where the purchase of the whole period is known;
   * where it is not, the inventory caps the proofs and warns.
   */
  private async refuseMoreThanBought(site: SiteEntity, proof: Proof): Promise<void> {
    if (proof.kind === 'own') return;
    const span = { fromMs: proof.fromMs, toMs: proof.toMs };
    const inventory = await this.inventories.inventory(site, { span, nowMs: Date.now() });
    const purchases = inventory.sources.filter(({ category }) => category === 'purchasedElectricity');
    if (purchases.length === 0 || purchases.some(({ activity }) => activity.coverage < 0.9999)) return;
    const lines = inventory.electricity ?? [];
    const free = lines.find(({ attribute }) => attribute === 'grid')?.exactMwh ?? '0';
    if (new ExactDecimal(proof.mwh).gt(free)) {
      const bought = lines.reduce((sum, { exactMwh }) => sum.plus(exactMwh), new ExactDecimal(0));
      refuse(
        'mwh',
        `${proof.mwh} MWh are more than the ${free} MWh of the period that no proof covers yet (bought: ${bought.toFixed()} MWh)`,
      );
    }
  }
}
