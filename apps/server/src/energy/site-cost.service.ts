import { Injectable } from '@nestjs/common';
import type {
  InvoiceAnswer,
  PutInvoice,
  PutSiteContract,
  SiteBillAnswer,
  SiteContractAnswer,
} from '@zerofab/contracts';
import { CostStore, EvidenceStore, SiteBillService } from '@zerofab/inventory';
import type { ChangeRequest } from '@zerofab/records';
import { checkContract } from '@zerofab/tariff';
import { SiteStore } from '@zerofab/telemetry';
import { refusedField } from '@zerofab/vocabulary';
import { invoiceAnswer, siteBillAnswer } from './site-bill-answer.js';

/** Contracts, bills and invoices of a site. */
@Injectable()
export class SiteCostService {
  constructor(
    private readonly sites: SiteStore,
    private readonly costs: CostStore,
    private readonly bills: SiteBillService,
    private readonly evidence: EvidenceStore,
  ) {}

  async contracts(siteCode: string): Promise<SiteContractAnswer[]> {
    const site = await this.sites.requireSite(siteCode);
    return (await this.costs.contracts(site.id)).map(({ recordedAt, ...contract }) => ({
      ...contract,
      meters: [...contract.meters],
      contract: contract.contract as SiteContractAnswer['contract'],
      recordedAt: recordedAt.toISOString(),
    }));
  }

  /** @throws RefusedError tariff-…, unknown-meter, stale-version */
  async putContract(
    siteCode: string,
    code: string,
    validFrom: string,
    body: PutSiteContract,
    change: ChangeRequest,
  ): Promise<SiteContractAnswer> {
    const site = await this.sites.requireSite(siteCode);
    const { name, source, example, meters, contract } = body;
    checkContract(contract);
    for (const meter of meters) await this.sites.requireMeter(site, meter);
    await this.costs.putContract(site, { code, validFrom, name, source, example, meters, contract }, change);
    const kept = (await this.contracts(siteCode)).find(
      (one) => one.code === code && one.validFrom === validFrom,
    );
    if (kept === undefined) throw new Error(`contract ${code} from ${validFrom} was not stored`);
    return kept;
  }

  /** @throws RefusedError no-tariff-contract, tariff-… */
  async bill(siteCode: string, month: string, code: string | undefined): Promise<SiteBillAnswer> {
    const site = await this.sites.requireSite(siteCode);
    const contract = await this.bills.requireContract(site, code, month);
    const invoice = await this.costs.invoice(site.id, contract.code, month);
    const found = await this.bills.bill(site, contract, month, invoice?.facts ?? {}, Date.now());
    const versions = (await this.costs.contracts(site.id)).filter(
      (other) => other.code === contract.code && other.validFrom !== contract.validFrom,
    );
    return siteBillAnswer(site, contract, found, { invoice, versions });
  }

  /** @throws RefusedError validation where the paper is of another month, unknown-evidence, no-tariff-contract, stale-version */
  async putInvoice(
    siteCode: string,
    month: string,
    code: string | undefined,
    body: PutInvoice,
    change: ChangeRequest,
  ): Promise<InvoiceAnswer> {
    const site = await this.sites.requireSite(siteCode);
    const contract = await this.bills.requireContract(site, code, month);
    if (body.month !== undefined && body.month !== month)
      throw refusedField('validation', 'month', {
        zh: `账单所属月份为 ${body.month}，而此处为 ${month}；请录入到对应月份`,
        en: `the invoice is of ${body.month}, this is the bill of ${month}; enter it there`,
      });
    await this.evidence.checkReferences(site.id, 'evidence', body.evidence);
    const { number, lines, total, facts, evidence } = body;
    const invoice = {
      contract: contract.code,
      month,
      number: number ?? null,
      lines,
      total: total ?? null,
      facts,
      evidence: evidence ?? null,
    };
    await this.costs.putInvoice(site, invoice, change);
    const kept = await this.costs.invoice(site.id, contract.code, month);
    if (kept === undefined) throw new Error(`invoice of ${month} was not stored`);
    return invoiceAnswer(kept);
  }
}
