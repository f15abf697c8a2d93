/** Products, production, intensities, budgets and targets of the mock. */
import type {
  Budget,
  BudgetExecution,
  BudgetProposal,
  BudgetVersionList,
  Intensities,
  PostProduction,
  Product,
  ProductionRecord,
  ProductionSeries,
  PutBudget,
  TargetProgress,
} from '@zerofab/contracts';
import { plannedValue } from '@zerofab/budget';

const offset = '+08:00';
const at = (text: string): string =>
  text.length > 10 ? text : `${text.length === 7 ? `${text}-01` : text}T00:00:00${offset}`;
const monthOf = (n: number): string => `2026-${String(n + 1).padStart(2, '0')}`;
const nextOf = (n: number): string => (n === 11 ? '2027-01' : monthOf(n + 1));

const PRODUCTS: Product[] = [
  {
    code: 'forgings',
    version: 2,
    name: { zh: '锻件', en: 'Forgings' },
    unit: 't',
    main: true,
    equivalent: null,
    energyShare: { value: '0.62', source: '分表 sub-meters' },
    counter: null,
    limits: [
      {
        level: 'level1',
        value: '150',
        unit: 'kgce/t',
        convention: 'calorific',
        standard: 'GB 00000-2024',
        source: 'test',
        confidence: 'own',
      },
    ],
  },
];

const record = (id: number, n: number, quantity: string): ProductionRecord => ({
  id: String(id),
  measure: 'output',
  product: 'forgings',
  from: at(monthOf(n)),
  to: at(nextOf(n)),
  quantity,
  unit: 't',
  evidence: null,
  note: null,
  enteredBy: 'manager',
  enteredAt: '2026-05-02T01:30:00Z',
  replacedBy: null,
  withdrawal: null,
});

const figure = (value: string | null, unit: string) => ({
  value,
  unit,
  reason: value === null ? { zh: '增加值未录入；请在“产量”页录入', en: 'value added is not recorded' } : null,
  trace: null,
});

/** What one run of the mock holds. */
export class ProductionState {
  readonly records = [record(1, 0, '980'), record(2, 1, '640'), record(3, 2, '1120')];
  readonly posted: PostProduction[] = [];
  budget: Budget = {
    site: 'hm1',
    year: 2026,
    version: 1,
    state: 'approved',
    author: 'manager',
    recordedAt: '2026-01-05T02:00:00Z',
    approvedBy: 'admin',
    approvedAt: '2026-01-06T02:00:00Z',
    approvalNote: null,
    note: null,
    approvedVersion: 1,
    items: [
      {
        indicator: 'tco2e',
        siteUnit: null,
        unit: 'tCO2e',
        total: '10800',
        months: Array.from({ length: 12 }, () => '900'),
      },
    ],
  };

  add(body: PostProduction): ProductionRecord {
    this.posted.push(body);
    const added: ProductionRecord = {
      ...record(this.records.length + 1, 0, body.quantity),
      measure: body.measure,
      product: body.product ?? null,
      from: at(body.from),
      to: at(body.to),
      unit: body.unit,
      note: body.note ?? null,
    };
    if (typeof body.replaces === 'string') {
      const old = this.records.findIndex(({ id }) => id === body.replaces);
      const found = this.records[old];
      if (found !== undefined) this.records[old] = { ...found, replacedBy: added.id };
    }
    this.records.push(added);
    return added;
  }

  propose(body: PutBudget): Budget {
    const items = body.items.map((item) => ({ ...item, siteUnit: item.siteUnit ?? null }));
    const { version, approvedVersion } = this.budget;
    this.budget = {
      ...this.budget,
      items,
      version: version + 1,
      state: 'draft',
      author: 'manager',
      approvedBy: null,
      approvedAt: null,
      approvedVersion,
      note: body.note ?? null,
    };
    return this.budget;
  }

  approve(): Budget {
    this.budget = {
      ...this.budget,
      state: 'approved',
      approvedBy: 'admin',
      approvedAt: '2026-05-19T02:00:00Z',
      approvedVersion: this.budget.version,
    };
    return this.budget;
  }
}

const produced = (value: string | null) => ({
  value,
  complete: value !== null,
  coverage: value === null ? 0 : 1,
  divided: false,
});

const series = ({ records }: ProductionState): ProductionSeries => {
  const own = records.filter(({ replacedBy, measure }) => replacedBy === null && measure === 'output');
  const sum = own.reduce((all, { quantity }) => all + Number(quantity), 0);
  return {
    site: 'hm1',
    from: at('2026-01'),
    to: at('2027-01'),
    through: `2026-05-19T14:35:00${offset}`,
    rows: [
      {
        measure: 'output',
        product: 'forgings',
        name: { zh: '锻件', en: 'Forgings' },
        unit: 't',
        state: false,
        metered: false,
        total: { value: String(sum), complete: false, coverage: 0.65, divided: false },
        missing: [{ from: at('2026-04'), to: `2026-05-19T14:35:00${offset}` }],
        months: Array.from({ length: 12 }, (_, n) => ({
          month: monthOf(n),
          ...produced(own.find(({ from }) => from.startsWith(monthOf(n)))?.quantity ?? null),
        })),
      },
    ],
  };
};

const intensities = (): Intensities => {
  const energy = (value: string | null, equivalent: string | null, unit: string) => [
    { convention: 'calorific' as const, ...figure(value, unit) },
    { convention: 'equivalent' as const, ...figure(equivalent, unit) },
  ];
  return {
    site: 'hm1',
    from: at('2026-01'),
    to: at('2026-04'),
    asked: at('2027-01'),
    energy: energy('820', '1310', 'tce'),
    emissions: figure('2410', 'tCO2e'),
    allocation: { rule: 'share', reason: null, unallocated: '0.38' },
    rows: [
      {
        measure: 'output',
        product: 'forgings',
        name: { zh: '锻件', en: 'Forgings' },
        main: true,
        per: figure('2740', 't'),
        share: '0.62',
        energy: energy('185.5', '296.4', 'kgce/t'),
        emissions: figure('545.3', 'kgCO2e/t'),
        limits: [
          {
            level: 'level1',
            value: '150',
            unit: 'kgce/t',
            convention: 'calorific',
            standard: 'GB 00000-2024',
            source: 'test',
            confidence: 'own',
            met: false,
            gap: '35.5',
            gapShare: '0.2367',
          },
        ],
      },
      {
        measure: 'valueAdded',
        product: null,
        name: { zh: '工业增加值', en: 'Industrial value added' },
        main: false,
        per: figure(null, '10^4CNY'),
        share: '1',
        energy: energy(null, null, 'kgce/10^4CNY'),
        emissions: figure(null, 'kgCO2e/10^4CNY'),
        limits: [],
      },
    ],
  };
};

const execution = ({ budget }: ProductionState): BudgetExecution => ({
  site: 'hm1',
  year: 2026,
  version: budget.approvedVersion,
  through: `2026-05-19T14:35:00${offset}`,
  items: [
    {
      indicator: 'tco2e',
      siteUnit: null,
      name: { zh: '排放量', en: 'Emissions' },
      unit: 'tCO2e',
      total: '10800',
      actual: 3994,
      complete: false,
      coverage: 0.98,
      used: 3994 / 10800,
      pace: { budget: 0.38, linear: 0.38, seasonal: 0.371 },
      forecast: {
        value: 10620,
        low: 10210,
        high: 11030,
        method: 'kindMean',
        better: true,
        backTest: {
          origins: 12,
          horizonDays: 28,
          wape: 0.041,
          bias: -0.006,
          mase: 0.72,
          intervalCoverage: 0.83,
        },
        knownDays: 136,
        forecastDays: 229,
      },
      forecastShare: 10620 / 10800,
      reason: null,
      state: 'ok',
      why: null,
      months: Array.from({ length: 12 }, (_, n) => ({
        month: monthOf(n),
        budget: '900',
        actual: n < 4 ? 870 + 10 * n : n === 4 ? 494 : null,
        complete: n < 4,
        running: n === 4,
        forecast: n < 4 ? null : 905,
        lastYear: 890,
      })),
    },
  ],
});

const proposal = (indicator: string): BudgetProposal => ({
  indicator,
  siteUnit: null,
  name: { zh: '综合能耗（当量值）', en: 'Comprehensive energy (calorific)' },
  unit: 'tce',
  months: Array.from({ length: 12 }, (_, n) => ({
    month: `2025-${String(n + 1).padStart(2, '0')}`,
    actual: 300,
    complete: true,
  })),
});

const versions = ({ budget }: ProductionState): BudgetVersionList => {
  const { site: _site, items: _items, approvedVersion: _approved, ...head } = budget;
  return { items: [head] };
};

const targets = (): TargetProgress => {
  const path = {
    baseYear: 2025,
    baseValue: '10600',
    targetYear: 2030,
    path: 'linear' as const,
    targetValue: '6000',
    yearlyRate: null,
    points: [],
  };
  return {
    site: 'hm1',
    through: `2026-05-19T14:35:00${offset}`,
    items: [
      {
        indicator: 'tco2e',
        name: { zh: '排放量', en: 'Emissions' },
        version: 1,
        ...path,
        unit: 'tCO2e',
        source: 'inventory 2025',
        recordedBy: 'manager',
        recordedAt: '2026-01-05T02:00:00Z',
        neededPerYear: 1155,
        years: Array.from({ length: 6 }, (_, n) => ({
          year: 2025 + n,
          planned: plannedValue(path, 2025 + n),
          actual: n === 0 ? 10600 : n === 1 ? 3994 : null,
          complete: n === 0,
          forecast: n === 1 ? 10620 : null,
          gap: n === 0 ? 0 : n === 1 ? 940 : null,
          reason: null,
        })),
      },
    ],
  };
};

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: () => Promise<unknown>;
}

/** The answer to a question below a site, or undefined where it is none of these. */
export const productionAnswer = async (
  state: ProductionState,
  { method, path, query, body }: Asked,
): Promise<{ readonly status: number; readonly body: unknown } | undefined> => {
  const ok = (answer: unknown, status = 200) => ({ status, body: answer });
  if (path === '/products') return ok({ items: PRODUCTS });
  if (path === '/production')
    return method === 'POST'
      ? ok({ ...state.add((await body()) as PostProduction), hints: [] }, 201)
      : ok({ items: state.records, next: null });
  if (path === '/production/series') return ok(series(state));
  if (path === '/production/sheet')
    return ok({
      rows: [
        ['', '2026-04'],
        ['forgings', '1055'],
        ['outputValue', '2010'],
      ],
    });
  if (path === '/intensities') return ok(intensities());
  if (path === '/targets') return ok(targets());
  if (/^\/budgets\/\d+\/execution$/.test(path)) return ok(execution(state));
  if (/^\/budgets\/\d+\/proposal$/.test(path)) return ok(proposal(query.get('indicator') ?? ''));
  if (/^\/budgets\/\d+\/versions$/.test(path)) return ok(versions(state));
  if (/^\/budgets\/\d+\/approve$/.test(path)) return ok(state.approve());
  if (/^\/budgets\/\d+$/.test(path))
    return ok(method === 'PUT' ? state.propose((await body()) as PutBudget) : state.budget);
  return undefined;
};
