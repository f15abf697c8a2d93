import { Injectable } from '@nestjs/common';
import { isoIn } from '@zerofab/calendar';
import type { WhatIfAnswer, WhatIfFigures, WhatIfRequest } from '@zerofab/contracts';
import { CostStore, SiteBillService, type SiteContract } from '@zerofab/inventory';
import { billOf, compareBasicCharge, shiftHours, workOut, type Bill, type Contract } from '@zerofab/tariff';
import { SiteStore, type SiteEntity } from '@zerofab/telemetry';
import { ExactDecimal } from '@zerofab/units';
import { refusedField } from '@zerofab/vocabulary';

type Case = WhatIfAnswer['cases'][number];
type Month = Awaited<ReturnType<SiteBillService['bill']>>['worked']['use'];

const basicCharge = ({ lines }: Bill): string | null => {
  const amounts = lines
    .filter(({ kind }) => kind === 'capacity' || kind === 'demand')
    .map(({ amount }) => amount);
  if (amounts.length === 0 || amounts.includes(null)) return null;
  return amounts.reduce((sum, amount) => sum.plus(amount ?? 0), new ExactDecimal(0)).toFixed(2);
};

const figuresOf = (bill: Bill): WhatIfFigures => ({
  total: bill.total,
  subtotal: bill.subtotal,
  state: bill.state,
  demandKw: bill.demandKw,
  basicCharge: basicCharge(bill),
});

/** Only bills that lack the same can be compared. */
const differenceOf = (before: Bill, after: Bill): string | null => {
  const lacking = ({ missing }: Bill): string => missing.map(({ code }) => code).join(' ');
  if (lacking(before) !== lacking(after)) return null;
  return new ExactDecimal(after.total ?? after.subtotal).minus(before.total ?? before.subtotal).toFixed(2);
};

const caseOf = (kind: Case['kind'], before: Bill, after: Bill, name: Case['name'] = null): Case => ({
  kind,
  name,
  before: figuresOf(before),
  after: figuresOf(after),
  difference: differenceOf(before, after),
});

const worked = ({ intervals, facts }: Month, contract: Contract): Bill =>
  billOf(workOut(contract, intervals, facts));

const shiftCase = (use: Month, { from, to, share }: NonNullable<WhatIfRequest['shift']>): Case => {
  // A paper's demand is that of the hours as they were; a shift is told by the meters.
  const { demandKw: _, ...facts } = use.facts;
  const measured = { ...use, facts };
  const intervals = shiftHours(use.intervals, from, to, share);
  return caseOf('shift', worked(measured, use.contract), worked({ ...measured, intervals }, use.contract));
};

/** The bill of a month under other terms, or with its energy at other hours. */
@Injectable()
export class WhatIfService {
  constructor(
    private readonly sites: SiteStore,
    private readonly costs: CostStore,
    private readonly bills: SiteBillService,
  ) {}

  /** @throws RefusedError no-tariff-contract, tariff-…, validation where the other contract is not kept */
  async ask(
    siteCode: string,
    month: string,
    code: string | undefined,
    asked: WhatIfRequest,
  ): Promise<WhatIfAnswer> {
    const site = await this.sites.requireSite(siteCode);
    const contract = await this.bills.requireContract(site, code, month);
    const invoice = await this.costs.invoice(site.id, contract.code, month);
    const found = await this.bills.bill(site, contract, month, invoice?.facts ?? {}, Date.now());
    const { use } = found.worked;
    const now = billOf(found.worked);
    const ways =
      asked.charge === undefined
        ? {}
        : compareBasicCharge(use.contract, use.intervals, asked.charge, use.facts);
    const other = await this.otherContract(site, asked);
    return {
      site: site.code,
      month,
      contract: contract.code,
      running: found.running,
      through: isoIn(found.throughMs, site.timezone),
      cases: [
        ...(['capacity', 'contract', 'actual'] as const).flatMap((way) => {
          const bill = ways[way];
          return bill === undefined ? [] : [caseOf(way, now, bill)];
        }),
        ...(other === undefined
          ? []
          : [caseOf('otherContract', now, worked(use, other.contract), other.name ?? null)]),
        ...(asked.shift === undefined ? [] : [shiftCase(use, asked.shift)]),
      ],
    };
  }

  private async otherContract(
    site: SiteEntity,
    { kept, contract }: WhatIfRequest,
  ): Promise<{ readonly contract: Contract; readonly name?: SiteContract['name'] } | undefined> {
    if (contract !== undefined) return { contract };
    if (kept === undefined) return undefined;
    const found = (await this.costs.contracts(site.id)).find(
      ({ code, validFrom }) => code === kept.code && validFrom === kept.validFrom,
    );
    if (found !== undefined) return found;
    throw refusedField('validation', 'kept', {
      zh: `没有自 ${kept.validFrom} 起的合同“${kept.code}”；请从合同列表中选择`,
      en: `There is no contract "${kept.code}" from ${kept.validFrom}; choose one of the list of contracts`,
    });
  }
}
