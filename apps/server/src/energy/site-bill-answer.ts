import { isoIn } from '@zerofab/calendar';
import type { InvoiceAnswer, SiteBillAnswer, UnitCostAnswer } from '@zerofab/contracts';
import type { CostStore, SiteBillService, SiteContract } from '@zerofab/inventory';
import { billOf, shareBill, type Bill, type UnitCost } from '@zerofab/tariff';
import type { MeterEntity, SiteEntity } from '@zerofab/telemetry';
import { ExactDecimal } from '@zerofab/units';
import { billAnswer } from './bill.service.js';

type SiteBill = Awaited<ReturnType<SiteBillService['bill']>>;
type Invoice = NonNullable<Awaited<ReturnType<CostStore['invoice']>>>;

export const invoiceAnswer = ({ recordedAt, ...invoice }: Invoice): InvoiceAnswer => ({
  ...invoice,
  recordedAt: recordedAt.toISOString(),
});

const difference = (
  code: string,
  computed: string | null,
  invoiced: string,
): SiteBillAnswer['differences'][number] => {
  if (computed === null) return { code, computed, invoiced, difference: null, share: null };
  const off = new ExactDecimal(computed).minus(invoiced);
  const of = new ExactDecimal(invoiced);
  return {
    code,
    computed,
    invoiced,
    difference: off.toFixed(2),
    share: of.isZero() ? null : off.div(of.abs()).toNumber(),
  };
};

const differencesOf = (
  { lines, total }: Bill,
  invoice: Invoice | undefined,
): SiteBillAnswer['differences'] => {
  if (invoice === undefined) return [];
  const byCode = new Map(lines.map(({ code, amount }) => [code, amount]));
  return [
    ...invoice.lines.map(({ code, amount }) => difference(code, byCode.get(code) ?? null, amount)),
    ...(invoice.total === null ? [] : [difference('total', total, invoice.total)]),
  ];
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
  invoice: Invoice | undefined,
): SiteBillAnswer => {
  const { worked, parts, throughMs, running } = found;
  const bill = billOf(worked);
  const shared = shareBill(
    worked,
    parts.map(({ use }) => use),
  );
  const { code, validFrom, name, source, example, meters } = contract;
  return {
    site: site.code,
    contract: { code, validFrom, name, source, example, meters: [...meters] },
    running,
    through: isoIn(throughMs, site.timezone),
    bill: billAnswer(bill),
    invoice: invoice === undefined ? null : invoiceAnswer(invoice),
    differences: differencesOf(bill, invoice),
    cost: {
      units: shared.units.map((cost, index) => costAnswer(cost, parts[index]?.meter)),
      unallocated: costAnswer(shared.unallocated, undefined),
      total: shared.total,
    },
  };
};
