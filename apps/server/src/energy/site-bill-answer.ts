import { isoIn } from '@zerofab/calendar';
import type { InvoiceAnswer, SiteBillAnswer, UnitCostAnswer } from '@zerofab/contracts';
import type { CostStore, SiteBillService, SiteContract } from '@zerofab/inventory';
import { billOf, explainInvoice, shareBill, type OtherPrices, type UnitCost } from '@zerofab/tariff';
import type { MeterEntity, SiteEntity } from '@zerofab/telemetry';
import { decimalText, ExactDecimal } from '@zerofab/units';
import { billAnswer } from './bill.service.js';

type SiteBill = Awaited<ReturnType<SiteBillService['bill']>>;
type Invoice = NonNullable<Awaited<ReturnType<CostStore['invoice']>>>;

export const invoiceAnswer = ({ recordedAt, ...invoice }: Invoice): InvoiceAnswer => ({
  ...invoice,
  recordedAt: recordedAt.toISOString(),
});

/** Prices of a version of the contract by the codes of a bill. */
const pricesOf = ({ validFrom, contract }: SiteContract): OtherPrices => ({
  validFrom,
  prices: new Map(
    contract.lines.flatMap((line) => {
      if (line.kind === 'banded')
        return Object.entries(line.prices).map(([band, price]) => [`${line.code}.${band}`, price] as const);
      return 'price' in line ? [[line.code, line.price] as const] : [];
    }),
  ),
});

/** Meters and own PV by the unit of the site they belong to, in the order of its units. */
const bySiteUnit = (
  costs: readonly UnitCostAnswer[],
  site: SiteEntity,
): SiteBillAnswer['cost']['bySiteUnit'] => {
  const codes = [...site.units.map(({ code }) => code), null];
  return codes.flatMap((unit) => {
    const own = costs.filter((cost) => cost.unit === unit);
    const total = (field: 'quantity' | 'amount') =>
      own.reduce((sum, cost) => sum.plus(cost[field]), new ExactDecimal(0));
    if (own.length === 0) return [];
    return [
      {
        unit,
        name: site.units.find(({ code }) => code === unit)?.name ?? null,
        quantity: decimalText(total('quantity')),
        amount: total('amount').toFixed(2),
      },
    ];
  });
};

const costAnswer = (cost: UnitCost, meter: MeterEntity | undefined): UnitCostAnswer => ({
  ...cost,
  name: meter === undefined ? null : { zh: meter.nameZh, en: meter.nameEn },
  kind: meter === undefined ? 'unallocated' : meter.carrier === 'pv' ? 'pv' : 'meter',
  unit: meter?.unit ?? null,
  byBand: [...cost.byBand],
  lines: [...cost.lines],
});

/** A bill of a site with its invoice, their differences, and who caused what of it. */
export const siteBillAnswer = (
  site: SiteEntity,
  contract: SiteContract,
  found: SiteBill,
  beside: { readonly invoice: Invoice | undefined; readonly versions: readonly SiteContract[] },
): SiteBillAnswer => {
  const { worked, parts, throughMs, running } = found;
  const { invoice, versions } = beside;
  const bill = billOf(worked);
  const shared = shareBill(
    worked,
    parts.map(({ use }) => use),
  );
  const units = shared.units.map((cost, index) => costAnswer(cost, parts[index]?.meter));
  const { code, validFrom, name, source, example, meters } = contract;
  return {
    site: site.code,
    contract: { code, validFrom, name, source, example, meters: [...meters] },
    running,
    through: isoIn(throughMs, site.timezone),
    bill: billAnswer(bill),
    invoice: invoice === undefined ? null : invoiceAnswer(invoice),
    differences: invoice === undefined ? [] : explainInvoice(bill, invoice, versions.map(pricesOf)),
    cost: {
      units,
      bySiteUnit: bySiteUnit(units, site),
      unallocated: costAnswer(shared.unallocated, undefined),
      total: shared.total,
    },
  };
};
