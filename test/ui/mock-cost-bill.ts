/** Contracts and bills of the mock, worked out by the real tariff lib from the mock factory's power. */
import type { InvoiceAnswer, SiteBillAnswer, SiteContractAnswer, UnitCostAnswer } from '@zerofab/contracts';
import {
  billOf,
  explainInvoice,
  readIntervals,
  shareBill,
  workOut,
  type Contract,
  type UnitCost,
  type WorkedBill,
} from '@zerofab/tariff';
import { ExactDecimal } from '@zerofab/units';
import { instantOf, iso, meterOf, NOW, powerAt, UNITS, ZONE } from './mock-factory.js';

const QUARTER_MS = 900_000;
const CONTRACT: Contract = {
  capacityKva: '6000',
  bands: [
    { band: 'valley', from: '00:00', to: '08:00' },
    { band: 'flat', from: '08:00', to: '14:00' },
    { band: 'peak', from: '14:00', to: '22:00' },
    { band: 'flat', from: '22:00', to: '24:00' },
  ],
  lines: [
    {
      kind: 'banded',
      code: 'energy',
      prices: { peak: '0.843', flat: '0.4905', valley: '0.205' },
      pfAdjustable: true,
    },
    { kind: 'flat', code: 'transmission', price: '0.136', pfAdjustable: true },
    { kind: 'flat', code: 'governmentFunds', price: '0.0294' },
    {
      kind: 'demand',
      code: 'demand',
      price: '40',
      basis: 'contract',
      contractKw: '3200',
      pfAdjustable: true,
    },
    { kind: 'powerFactor', code: 'powerFactor', standard: '0.90' },
  ],
  tax: { rate: '0.13', included: true },
};
export const kept = (more: Partial<SiteContractAnswer>): SiteContractAnswer => ({
  code: 'grid',
  validFrom: '2025-01-01',
  name: { zh: '供电合同', en: 'Grid supply' },
  source: 'Contract 2025-17',
  example: false,
  meters: ['M-IN'],
  contract: CONTRACT as SiteContractAnswer['contract'],
  version: 1,
  recordedAt: '2026-01-05T02:00:00Z',
  recordedBy: 'manager',
  ...more,
});

/** What one run of the mock holds; a test that writes brings its own. */
export interface CostState {
  contracts: SiteContractAnswer[];
  readonly invoices: Map<string, InvoiceAnswer>;
  /** Bodies as they were sent, each by its path. */
  readonly sent: { readonly path: string; readonly body: unknown }[];
}
export const freshCost = (): CostState => ({
  contracts: [
    kept({}),
    kept({ code: 'spot', name: { zh: '现货合同（示例）', en: 'Spot (example)' }, example: true }),
  ],
  invoices: new Map(),
  sent: [],
});

const quartersOf = (code: string, fromMs: number, toMs: number): Map<number, ExactDecimal> => {
  const quarters = new Map<number, ExactDecimal>();
  for (let at = fromMs; at < toMs; at += QUARTER_MS)
    quarters.set(at, new ExactDecimal(Math.max(0, powerAt(code, at) / 4).toFixed(2)));
  return quarters;
};
const memo = new Map<string, WorkedBill>();
const spanOf = (month: string) => {
  const [year = 0, number = 0] = month.split('-').map(Number);
  const next = `${String(number === 12 ? year + 1 : year)}-${String((number % 12) + 1).padStart(2, '0')}`;
  const toMs = Math.min(instantOf(`${next}-01`), Math.floor(NOW / QUARTER_MS) * QUARTER_MS);
  return { fromMs: instantOf(`${month}-01`), toMs, running: instantOf(`${next}-01`) > NOW };
};
export const worked = (month: string, facts: Record<string, string>): WorkedBill => {
  const key = JSON.stringify([month, facts]);
  const known = memo.get(key);
  if (known !== undefined) return known;
  const { fromMs, toMs } = spanOf(month);
  const given = [...quartersOf('M-IN', fromMs, toMs)].map(([at, kWh]) => ({
    start: iso(at),
    quantity: kWh.toFixed(),
  }));
  const made = workOut(
    CONTRACT,
    readIntervals(given, month, ZONE, { stepMinutes: 15, untilMs: toMs }),
    facts,
  );
  memo.set(key, made);
  return made;
};
/** Consumers below the incomer; own PV counts against them. */
export const usesOf = (month: string) => {
  const { fromMs, toMs } = spanOf(month);
  const meters = UNITS.filter(({ carrier }) => carrier === 'electricity').map(({ code }) => code);
  const pv = [...quartersOf('M-PV', fromMs, toMs)].map(([at, kWh]) => [at, kWh.negated()] as const);
  return [
    ...meters.map((code) => ({ code, byStart: quartersOf(code, fromMs, toMs) })),
    { code: 'M-PV', byStart: new Map(pv) },
  ];
};
export const nameOf = (code: string) => ({ zh: meterOf(code).zh, en: meterOf(code).en });
const costOf = (cost: UnitCost): UnitCostAnswer => ({
  ...cost,
  name: cost.code === 'unallocated' ? null : nameOf(cost.code),
  kind: cost.code === 'unallocated' ? 'unallocated' : cost.code === 'M-PV' ? 'pv' : 'meter',
  unit: cost.code === 'M-FORGE' ? 'forging' : null,
  byBand: [...cost.byBand],
  lines: [...cost.lines],
});

export function billAnswer(state: CostState, contract: SiteContractAnswer, month: string): SiteBillAnswer {
  const invoice = state.invoices.get(month) ?? null;
  const made = worked(month, invoice?.facts ?? {});
  const bill = billOf(made);
  const shared = shareBill(made, usesOf(month));
  const units = shared.units.map(costOf);
  const sumOf = (own: UnitCostAnswer[], field: 'quantity' | 'amount') =>
    own.reduce((sum, cost) => sum.plus(cost[field]), new ExactDecimal(0)).toFixed(2);
  const group = (unit: string | null, name: SiteBillAnswer['contract']['name'] | null) => {
    const own = units.filter((cost) => cost.unit === unit);
    return { unit, name, quantity: sumOf(own, 'quantity'), amount: sumOf(own, 'amount') };
  };
  const { contract: _, version: _version, recordedAt: _at, recordedBy: _by, ...head } = contract;
  return {
    site: 'hm1',
    contract: head,
    running: spanOf(month).running,
    through: iso(spanOf(month).toMs),
    bill: {
      ...bill,
      lines: [...bill.lines],
      missing: [...bill.missing],
      gaps: [...bill.gaps],
      notes: [...bill.notes],
    },
    invoice,
    differences: invoice === null ? [] : explainInvoice(bill, invoice),
    cost: {
      units,
      unallocated: costOf(shared.unallocated),
      bySiteUnit: [group('forging', { zh: '锻造车间', en: 'Forging shop' }), group(null, null)],
      total: shared.total,
    },
  };
}
