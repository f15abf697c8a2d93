/** Contracts, bills, demand and what-if of the mock, worked out by the real tariff lib from the mock factory's power. */
import {
  putInvoiceSchema,
  putSiteContractSchema,
  whatIfRequestSchema,
  type InvoiceAnswer,
  type LiveDemandAnswer,
  type SiteBillAnswer,
  type SiteContractAnswer,
  type UnitCostAnswer,
  type WhatIfAnswer,
} from '@zerofab/contracts';
import {
  billOf,
  explainInvoice,
  peakMakers,
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
const kept = (more: Partial<SiteContractAnswer>): SiteContractAnswer => ({
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
const worked = (month: string, facts: Record<string, string>): WorkedBill => {
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
const usesOf = (month: string) => {
  const { fromMs, toMs } = spanOf(month);
  return UNITS.filter(({ carrier }) => carrier === 'electricity').map(({ code }) => ({
    code,
    byStart: quartersOf(code, fromMs, toMs),
  }));
};
const nameOf = (code: string) => ({ zh: meterOf(code).zh, en: meterOf(code).en });
const costOf = (cost: UnitCost): UnitCostAnswer => ({
  ...cost,
  name: cost.code === 'unallocated' ? null : nameOf(cost.code),
  kind: cost.code === 'unallocated' ? 'unallocated' : 'meter',
  unit: cost.code === 'M-FORGE' ? 'forging' : null,
  byBand: [...cost.byBand],
  lines: [...cost.lines],
});

function billAnswer(state: CostState, contract: SiteContractAnswer, month: string): SiteBillAnswer {
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

function demandAnswer(contract: SiteContractAnswer, targetKw: string | null): LiveDemandAnswer {
  const { demand } = worked('2026-05', {}).use;
  const limitKw = targetKw ?? '3200';
  const startMs = Math.floor(NOW / QUARTER_MS) * QUARTER_MS;
  const made = peakMakers(
    Date.parse(demand?.start ?? ''),
    demand?.kW ?? new ExactDecimal(0),
    usesOf('2026-05'),
  );
  const projected = 3060;
  const share = projected / Number(limitKw);
  return {
    site: 'hm1',
    contract: contract.code,
    at: iso(NOW),
    limitKw,
    limitIs: targetKw === null ? 'contract' : 'target',
    running: {
      start: iso(startMs),
      end: iso(startMs + QUARTER_MS),
      covered: 0.34,
      reachedKw: '1040.4',
      projectedKw: String(projected),
      roomKw: String(Math.max(0, Math.round((Number(limitKw) - 1040.4) / 0.66))),
      share,
      level: share >= 1 ? 'at100' : share >= 0.95 ? 'at95' : share >= 0.9 ? 'at90' : 'below',
      aboveMonthKw: null,
    },
    reason: null,
    month: {
      month: '2026-05',
      peak: {
        start: demand?.start ?? '',
        kW: demand?.kW.toFixed() ?? '0',
        share: (demand?.kW.toNumber() ?? 0) / Number(limitKw),
        units: made.units.map((unit) => ({ ...unit, name: nameOf(unit.code) })),
        restKw: made.restKw,
      },
      gaps: false,
    },
  };
}

function whatIfAnswer(state: CostState, month: string, body: unknown): WhatIfAnswer {
  const { charge } = whatIfRequestSchema.parse(body);
  const figures = (subtotal: string, basicCharge: string) => ({
    total: null,
    subtotal,
    state: 'partial' as const,
    demandKw: '3100',
    basicCharge,
  });
  return {
    site: 'hm1',
    month,
    contract: state.contracts[0]?.code ?? '',
    running: true,
    through: iso(NOW),
    cases:
      charge === undefined
        ? []
        : [
            {
              kind: 'capacity',
              name: null,
              before: figures('900000.00', '128000.00'),
              after: figures('910000.00', '138000.00'),
              difference: '10000.00',
            },
          ],
  };
}

/** Answer to what lies below a site's costs; undefined where nothing is. */
export async function costAnswer(
  state: CostState,
  asked: { method: string; path: string; query: URLSearchParams; body: () => Promise<unknown> },
): Promise<{ readonly status: number; readonly body: unknown } | undefined> {
  const { method, path, query } = asked;
  if (path === '/tariff-contracts') return { status: 200, body: { items: state.contracts } };
  const [, code, validFrom] = /^\/tariff-contracts\/([^/]+)\/([^/]+)$/.exec(path) ?? [];
  if (code !== undefined && validFrom !== undefined) {
    const { expectedVersion: _, note: _note, ...body } = putSiteContractSchema.parse(await asked.body());
    state.sent.push({ path, body });
    const put = kept({ ...body, code, validFrom });
    const others = state.contracts.filter((one) => one.code !== code || one.validFrom !== validFrom);
    state.contracts = [...others, put];
    return { status: 200, body: put };
  }
  const [, month = '', more = ''] = /^\/bills\/(\d{4}-\d{2})(\/.*)?$/.exec(path) ?? [];
  if (path !== '/demand' && month === '') return undefined;
  const wanted = query.get('contract') ?? state.contracts[0]?.code;
  const contract = state.contracts.find((one) => one.code === wanted);
  if (contract === undefined) {
    const text = `No contract holds in ${month}`;
    return {
      status: 404,
      body: { type: '/problems/no-tariff-contract', title: text, status: 404, detail: text },
    };
  }
  if (path === '/demand') return { status: 200, body: demandAnswer(contract, query.get('targetKw')) };
  if (more === '/what-if') return { status: 200, body: whatIfAnswer(state, month, await asked.body()) };
  if (more === '/invoice' && method === 'PUT') {
    const { number, lines, total, facts, evidence } = putInvoiceSchema.parse(await asked.body());
    const invoice: InvoiceAnswer = {
      contract: contract.code,
      month,
      number: number ?? null,
      lines,
      total: total ?? null,
      facts,
      evidence: evidence ?? null,
      version: (state.invoices.get(month)?.version ?? 0) + 1,
      recordedAt: iso(NOW),
      recordedBy: 'manager',
    };
    state.sent.push({ path, body: invoice });
    state.invoices.set(month, invoice);
    return { status: 200, body: invoice };
  }
  return { status: 200, body: billAnswer(state, contract, month) };
}
