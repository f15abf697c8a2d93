import { Injectable } from '@nestjs/common';
import { checkProofs, foreignBeneficiary, proofProblems, type Proof } from '@zerofab/accounting';
import type {
  AttributesQuery,
  ElectricityAttributes,
  LedgerParameters,
  NonFossilLedger,
  PostProof,
  ProofRecord,
} from '@zerofab/contracts';
import {
  AttributesService,
  EvidenceStore,
  LedgerParameterStore,
  LedgerService,
  ProofStore,
  requireMethod,
  SupplyService,
  type StoredProof,
} from '@zerofab/inventory';
import type { ChangeRequest } from '@zerofab/records';
import { SiteStore } from '@zerofab/telemetry';
import { limitSpan } from '../load/span-limits.js';
import { ExactDecimal } from '@zerofab/units';
import { isoIn, resolveInstant, resolveSpan, type Span } from '@zerofab/calendar';
import type { ElectricitySupply } from '@zerofab/figures';
import { RefusedError, refusedField } from '@zerofab/vocabulary';

const toRecord = (proof: StoredProof, zone: string): ProofRecord => {
  const { fromMs, toMs, recordedAt, withdrawnAt, ...rest } = proof;
  return {
    ...rest,
    from: isoIn(fromMs, zone),
    to: isoIn(toMs, zone),
    recordedAt: recordedAt.toISOString(),
    status: withdrawnAt === null ? 'active' : 'withdrawn',
    withdrawnAt: withdrawnAt?.toISOString() ?? null,
  };
};

/** The claim as it is checked; it has no id yet. */
const toProof = ({ from: _from, to: _to, ...body }: PostProof, { fromMs, toMs }: Span): Proof => ({
  id: NEW,
  kind: body.kind,
  mwh: body.mwh,
  fromMs,
  toMs,
  generationMonth: body.generationMonth ?? null,
  plant: body.plant ?? null,
  technology: body.technology ?? null,
  province: body.province ?? null,
  contract: body.contract ?? null,
  settlement: body.settlement ?? null,
  registry: body.registry ?? null,
  serialFrom: body.serialFrom ?? null,
  serialTo: body.serialTo ?? null,
  retiredOn: body.retiredOn ?? null,
  beneficiary: body.beneficiary ?? null,
  fileHash: body.fileHash?.toLowerCase() ?? null,
  evidence: body.evidence ?? null,
});

/** No proof, no claim: every field that is missing or wrong is named. */
const refuseIncomplete = (proof: Proof): void => {
  const problems = proofProblems(proof);
  if (problems.length === 0) return;
  const fields = problems.map(({ field, text }) => ({ field: FIELDS[field] ?? field, text }));
  throw new RefusedError({
    code: 'bad-proof',
    text: {
      zh: fields.map(({ field, text }) => `${field}：${text.zh}`).join(' '),
      en: fields.map(({ field, text }) => `${field}: ${text.en}`).join(' '),
    },
    fields,
  });
};

/**
 * Proofs of a period may not exceed what was bought in it. Months of which no purchase is known refuse nothing: there the
 * claim waits, and the inventory counts it when the purchase is entered.
 */
const refuseMoreThanBought = (
  proof: Proof,
  others: readonly StoredProof[],
  { periods }: ElectricitySupply,
): void => {
  const purchases = periods.map(({ fromMs, toMs, purchasedMwh: mwh }) => ({ fromMs, toMs, mwh }));
  const before = excessOf(checkProofs(others.filter(touching(periods)), purchases));
  const after = checkProofs([...others.filter(touching(periods)), proof], purchases);
  // Certificates are bought by the set: entered whole, capped by the inventory, which names the rest.
  if (proof.kind === 'certificate') return;
  // Claims that were too much before, since a purchase was corrected downwards, are not the fault of this one.
  if (excessOf(after).lte(before)) return;
  const own = after.find(({ proof: id }) => id === NEW) ?? after[0];
  if (own !== undefined) throw refusedField('validation', 'mwh', own.text);
};

const NEW = 'new';
const FIELDS: Readonly<Record<string, string>> = { fromMs: 'from', toMs: 'to' };
const touching =
  (periods: readonly Span[]) =>
  ({ fromMs, toMs }: Span): boolean =>
    fromMs < (periods.at(-1)?.toMs ?? 0) && (periods[0]?.fromMs ?? 0) < toMs;
const excessOf = (excess: ReturnType<typeof checkProofs>): ExactDecimal =>
  excess.reduce((sum, { excessMwh }) => sum.plus(excessMwh), new ExactDecimal(0));

/** Proofs of electricity and the non-fossil ledger of a site. */
@Injectable()
export class ElectricityService {
  constructor(
    private readonly sites: SiteStore,
    private readonly proofs: ProofStore,
    private readonly evidence: EvidenceStore,
    private readonly parameters: LedgerParameterStore,
    private readonly supplies: SupplyService,
    private readonly attributeTables: AttributesService,
    private readonly ledgers: LedgerService,
  ) {}

  async list(siteCode: string): Promise<ProofRecord[]> {
    const site = await this.sites.requireSite(siteCode);
    return (await this.proofs.list(site.id)).map((proof) => toRecord(proof, site.timezone));
  }

  /** @throws RefusedError invalid for a proof that is not whole, a certificate claimed twice, or more than was bought */
  async add(siteCode: string, body: PostProof, change: ChangeRequest): Promise<ProofRecord> {
    const site = await this.sites.requireSite(siteCode);
    const zone = site.timezone;
    const proof = toProof(body, limitSpan(resolveSpan(body.from, body.to, zone), 'inventory'));
    refuseIncomplete(proof);
    const foreign = foreignBeneficiary(proof, await this.supplies.names(site));
    if (foreign !== undefined) throw refusedField('bad-proof', foreign.field, foreign.text);
    for (const field of ['evidence', 'contract', 'settlement'] as const)
      await this.evidence.checkReferences(site.id, field, proof[field]);
    const supply = await this.supplies.supply(site, { span: proof, nowMs: Date.now() });
    const added = await this.proofs.add(site, proof, change, (others) => {
      refuseMoreThanBought(proof, others, supply);
    });
    return toRecord(added, zone);
  }

  async withdraw(siteCode: string, id: string, reason: string, change: ChangeRequest): Promise<ProofRecord> {
    const site = await this.sites.requireSite(siteCode);
    if (!/^\d{1,18}$/.test(id))
      throw refusedField('validation', 'id', {
        zh: `“${id}”不是电力属性凭证的编号；请使用 GET …/energy-proofs 给出的编号`,
        en: `"${id}" is no id of a proof; use one that GET …/energy-proofs lists`,
      });
    return toRecord(await this.proofs.withdraw(site, id, reason, change), site.timezone);
  }

  async attributes(
    siteCode: string,
    { from, to, method, knownAt }: AttributesQuery,
  ): Promise<ElectricityAttributes> {
    const site = await this.sites.requireSite(siteCode);
    const span = limitSpan(resolveSpan(from, to, site.timezone), 'inventory');
    const knownAtMs = knownAt === undefined ? undefined : resolveInstant(knownAt, site.timezone, 'knownAt');
    return this.attributeTables.attributes(
      site,
      { span, nowMs: Date.now(), knownAtMs },
      requireMethod(method),
    );
  }

  async ledger(siteCode: string, year: number): Promise<NonFossilLedger> {
    return this.ledgers.ledger(await this.sites.requireSite(siteCode), year, Date.now());
  }

  async putParameters(
    siteCode: string,
    year: number,
    { apportionment, certificateLimitMwh, source }: LedgerParameters,
    change: ChangeRequest,
  ): Promise<NonFossilLedger> {
    const site = await this.sites.requireSite(siteCode);
    await this.parameters.add(
      site,
      year,
      {
        ...(apportionment === undefined ? {} : { apportionment }),
        ...(certificateLimitMwh === undefined ? {} : { certificateLimitMwh }),
      },
      source,
      change,
    );
    return this.ledgers.ledger(site, year, Date.now());
  }
}
