/** Inventory, series and traces of the mock factory: the shapes of the contracts with numbers that add up. */
import type {
  ActivityData,
  EmissionsSeries,
  Inventory,
  InventorySource,
  Quality,
  Trace,
  TraceInput,
  UsedFactor,
} from '@zerofab/contracts';
import { Decimal } from 'decimal.js';
import { counterAt, dateOf, instantOf, iso, meterOf, NOW, useOf, ZONE } from './mock-factory.js';

interface MockSource {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  readonly category: InventorySource['category'];
  readonly meter: string | null;
  readonly unit: string;
  /** Activity unit → unit of the formula. */
  readonly formula: string;
  readonly factors: readonly (readonly [
    symbol: string,
    role: string,
    value: string,
    unit: string,
    zh: string,
    en: string,
  ])[];
  readonly tcePerUnit: string;
}

const SOURCES: readonly MockSource[] = [
  {
    code: 'elec',
    zh: '外购电力',
    en: 'Purchased electricity',
    category: 'purchasedElectricity',
    meter: 'M-IN',
    unit: 'MWh',
    formula: 'purchased-electricity',
    tcePerUnit: '0.1229',
    factors: [
      [
        'EF',
        'emissionFactor',
        '0.5306',
        'tCO2/MWh',
        '全国电力平均二氧化碳排放因子',
        'National average grid factor',
      ],
    ],
  },
  {
    code: 'gas',
    zh: '天然气',
    en: 'Natural gas',
    category: 'stationaryCombustion',
    meter: 'M-GAS',
    unit: '10^4 Nm3',
    formula: 'fuel-combustion',
    tcePerUnit: '13.3',
    factors: [
      [
        'NCV',
        'netCalorificValue',
        '389.31',
        'GJ/10^4 Nm3',
        '天然气低位发热量',
        'Net calorific value, natural gas',
      ],
      ['CC', 'carbonContent', '0.01532', 'tC/GJ', '天然气单位热值含碳量', 'Carbon content, natural gas'],
      ['OF', 'oxidationFactor', '0.99', '1', '天然气碳氧化率', 'Oxidation factor, natural gas'],
    ],
  },
  {
    code: 'heat',
    zh: '外购热力',
    en: 'Purchased heat',
    category: 'purchasedHeat',
    meter: 'M-STEAM',
    unit: 'GJ',
    formula: 'purchased-heat',
    tcePerUnit: '0.03412',
    factors: [['EF', 'emissionFactor', '0.11', 'tCO2/GJ', '热力排放因子缺省值', 'Default heat factor']],
  },
  {
    code: 'diesel',
    zh: '柴油叉车',
    en: 'Diesel forklifts',
    category: 'mobileCombustion',
    meter: null,
    unit: 't',
    formula: 'fuel-combustion',
    tcePerUnit: '1.4571',
    factors: [
      ['NCV', 'netCalorificValue', '43.33', 'GJ/t', '柴油低位发热量', 'Net calorific value, diesel'],
      ['CC', 'carbonContent', '0.0202', 'tC/GJ', '柴油单位热值含碳量', 'Carbon content, diesel'],
      ['OF', 'oxidationFactor', '0.98', '1', '柴油碳氧化率', 'Oxidation factor, diesel'],
    ],
  },
];

const FORMULAS: Readonly<Record<string, { text: string; zh: string; en: string; clause: string }>> = {
  'purchased-electricity': {
    text: 'E = AD × EF',
    zh: '购入电力产生的排放',
    en: 'Emissions of purchased electricity',
    clause: '5.2.4',
  },
  'purchased-heat': {
    text: 'E = AD × EF',
    zh: '购入热力产生的排放',
    en: 'Emissions of purchased heat',
    clause: '5.2.5',
  },
  'fuel-combustion': {
    text: 'E = FC × NCV × CC × OF × 44/12',
    zh: '化石燃料燃烧排放',
    en: 'Fuel combustion',
    clause: '5.2.2',
  },
  'energy-content': {
    text: 'e = AD × p',
    zh: '综合能耗（当量值）',
    en: 'Comprehensive energy, calorific',
    clause: '4.3',
  },
};
const DIESEL_T_PER_DAY = 0.094;
const MS_PER_DAY = 86_400_000;

/** Works a formula of the mock out, in decimals. */
export function calculateMock(
  formula: string,
  inputs: Readonly<Record<string, { value: string; unit: string }>>,
): Trace | null {
  const description = FORMULAS[formula];
  if (description === undefined) return null;
  const carbon = formula === 'fuel-combustion';
  const product = Object.values(inputs).reduce((sum, input) => sum.times(input.value), new Decimal(1));
  const value = carbon ? product.times(44).div(12) : product;
  const names = Object.keys(inputs);
  return {
    formula: {
      id: formula,
      edition: '2025',
      clause: description.clause,
      text: description.text,
      standard: formula === 'energy-content' ? 'GB/T 2589-2020' : 'GB/T 32150-2025',
      name: { zh: description.zh, en: description.en },
    },
    inputs: names.map((name, index): TraceInput => ({
      name,
      symbol: name === 'activity' ? (carbon ? 'FC' : 'AD') : name,
      value: inputs[name]?.value ?? '0',
      unit: inputs[name]?.unit ?? '1',
      origin: index === 0 ? 'activity' : 'factor',
      ref: null,
      trace: null,
    })),
    result: {
      value: value.toDecimalPlaces(12).toString(),
      unit: formula === 'energy-content' ? 'tce' : 'tCO2e',
    },
  };
}

function activityScale(source: MockSource): number {
  return source.unit === 'MWh' ? 1000 : source.unit === '10^4 Nm3' ? 10_000 : 1;
}

function monthsOf(from: number, to: number): { from: number; to: number; label: string }[] {
  const months: { from: number; to: number; label: string }[] = [];
  let start = from;
  while (start < to) {
    const label = dateOf(start).slice(0, 7);
    const [year = 0, month = 0] = label.split('-').map(Number);
    const next = instantOf(month === 12 ? `${year + 1}-01` : `${year}-${String(month + 1).padStart(2, '0')}`);
    months.push({ from: start, to: Math.min(next, to), label });
    start = next;
  }
  return months;
}

const text = (value: number): string => new Decimal(value).toDecimalPlaces(6).toString();

function activityOf(source: MockSource, from: number, to: number): ActivityData {
  const end = Math.min(to, NOW);
  const scale = activityScale(source);
  const manual = source.meter === null;
  const periods = monthsOf(from, end).map((month) => {
    const use = manual ? null : useOf(source.meter ?? '', month.from, month.to);
    const value = manual ? ((month.to - month.from) / MS_PER_DAY) * DIESEL_T_PER_DAY : (use?.value ?? null);
    return {
      from: iso(month.from),
      to: iso(month.to),
      label: month.label,
      value: value === null ? null : text(value / scale),
      estimated: text((use?.estimated ?? 0) / scale),
      coverage: manual ? 1 : (use?.coverage ?? 0),
      quality: manual ? ('manual' as const) : (use?.quality ?? 'missing'),
      readings: use?.readings ?? 0,
    };
  });
  const exact = periods.reduce((sum, period) => sum.plus(period.value ?? 0), new Decimal(0));
  const estimated = periods.reduce((sum, period) => sum.plus(period.estimated), new Decimal(0));
  const known = periods.some((period) => period.value !== null);
  const coverage = manual ? 1 : useOf(source.meter ?? '', from, end).coverage;
  const quality: Quality = manual
    ? 'manual'
    : !known
      ? 'missing'
      : estimated.gt(0)
        ? 'estimated'
        : 'measured';
  const readings = periods.reduce((sum, period) => sum + period.readings, 0);
  return {
    kind: manual ? 'manual' : 'meters',
    value: known ? exact.toNumber() : null,
    exact: known ? exact.toString() : null,
    unit: source.unit,
    estimated: estimated.toString(),
    coverage,
    quality,
    readings,
    periods,
    registers: manual
      ? []
      : [evidenceOf(source, from, end, { exact, estimated, coverage, quality, readings })],
    records: manual
      ? [
          {
            id: 'r-118',
            source: source.code,
            from: '2026-05-01T00:00:00+08:00',
            to: '2026-06-01T00:00:00+08:00',
            quantity: '2.914',
            unit: 't',
            evidence: '加油记录 2026-05',
            enteredBy: 'manager',
            enteredAt: '2026-05-18T09:12:00+08:00',
            replacedBy: null,
            share: exact.toString(),
          },
        ]
      : [],
  };
}

function evidenceOf(
  source: MockSource,
  from: number,
  to: number,
  sum: { exact: Decimal; estimated: Decimal; coverage: number; quality: Quality; readings: number },
): ActivityData['registers'][number] {
  const meter = meterOf(source.meter ?? '');
  const scale = activityScale(source);
  const point = (t: number): { ts: string; value: number } => ({
    ts: iso(t),
    value: Number(counterAt(meter.code, t).toFixed(2)),
  });
  return {
    meter: meter.code,
    meterName: { zh: meter.zh, en: meter.en },
    register: meter.register,
    kind: 'counter',
    sign: 1,
    multiplier: meter.multiplier,
    rollover: meter.code === 'M-GAS' ? 100_000 : 1_000_000,
    registerUnit: meter.unit,
    value: sum.exact.times(scale).toString(),
    estimated: sum.estimated.times(scale).toString(),
    coverage: sum.coverage,
    quality: sum.quality,
    readings: sum.readings,
    first: point(Math.max(from, instantOf('2025-04-20'))),
    last: point(Math.floor(to / 900_000) * 900_000),
    wraps: meter.code === 'M-GAS' ? Math.floor(counterAt('M-GAS', to) < counterAt('M-GAS', from) ? 1 : 0) : 0,
  };
}

function factorOf(source: MockSource, index: number): UsedFactor {
  const [, role, value, unit, zh, en] = source.factors[index] ?? ['', '', '0', '', '', ''];
  const grid = source.code === 'elec';
  return {
    role,
    id: `${source.code}-${role}`,
    name: { zh, en },
    value,
    unit,
    gas: 'CO2',
    region: grid ? 'CN' : null,
    year: grid ? '2023' : null,
    validFrom: grid ? '2025-12-31' : null,
    source: grid ? '生态环境部、国家统计局公告 2025 年第 47 号' : 'GB/T 32151.34-2024 附录 B',
    sourceUrl: null,
    confidence: grid ? 'verified' : 'high',
    version: '2026.05',
    note: null,
    choice: {
      how: grid ? 'exact' : 'default',
      rule: grid ? 'latest-published' : 'library-default',
      why: grid
        ? {
            zh: '厂区规则「全国平均，最近数据年」，无省级覆盖',
            en: 'Site rule “national average, latest data year”, no provincial override',
          }
        : {
            zh: '该燃料没有实测值，取标准附录的缺省值',
            en: 'No measured value for this fuel; default of the standard’s annex',
          },
    },
  };
}

function sourceFigure(source: MockSource, from: number, to: number): InventorySource {
  const activity = activityOf(source, from, to);
  const missing = source.code === 'diesel' && to <= instantOf('2026');
  const factors = source.factors.map((_, index) => factorOf(source, index));
  const inputs: Record<string, { value: string; unit: string }> = {
    activity: { value: activity.exact ?? '0', unit: source.unit },
  };
  for (const [symbol, , value, unit] of source.factors) inputs[symbol] = { value, unit };
  const usable = activity.exact !== null && !missing;
  const trace = usable ? calculateMock(source.formula, inputs) : null;
  const exact = trace?.result.value ?? null;
  const tceTrace = usable
    ? calculateMock('energy-content', {
        activity: { value: activity.exact ?? '0', unit: source.unit },
        p: { value: source.tcePerUnit, unit: `tce/${source.unit}` },
      })
    : null;
  const share =
    activity.value === null || activity.value === 0 ? 0 : Number(activity.estimated) / activity.value;
  return {
    code: source.code,
    name: { zh: source.zh, en: source.en },
    category: source.category,
    scope: source.category.startsWith('purchased') ? 'energyIndirect' : 'direct',
    facility: null,
    sourceVersion: 1,
    status: usable ? 'ok' : 'missing',
    reason: usable
      ? null
      : {
          zh: '2025 年没有录入柴油数量，请补录加油记录',
          en: 'No diesel quantity was entered for 2025; enter the fuelling records',
        },
    activity: missing
      ? { ...activity, value: null, exact: null, quality: 'missing', periods: [], records: [], coverage: 0 }
      : activity,
    factors,
    gases: exact === null ? [] : [{ gas: 'CO2', tonnes: Number(exact), gwp: 1, tco2e: Number(exact) }],
    tco2e: exact === null ? null : Number(exact),
    exact,
    estimatedTco2e: exact === null ? 0 : Number(exact) * share,
    share: null,
    uncertainty: null,
    energy:
      tceTrace === null
        ? null
        : {
            tce: tceTrace.result.value,
            coefficient: {
              ...factorOf(source, 0),
              role: 'energyCoefficient',
              id: `${source.code}-tce`,
              value: source.tcePerUnit,
              unit: `tce/${source.unit}`,
              source: 'GB/T 2589-2020 附录 A',
            },
            trace: tceTrace,
          },
    parts:
      trace === null || activity.exact === null
        ? []
        : [
            {
              from: iso(from),
              to: iso(Math.min(to, NOW)),
              activity: activity.exact,
              activityUnit: source.unit,
              factors,
              tco2e: trace.result.value,
              trace,
            },
          ],
    trace,
  };
}

const sumExact = (sources: readonly InventorySource[]): string | null =>
  sources.every((source) => source.exact === null)
    ? null
    : sources.reduce((sum, source) => sum.plus(source.exact ?? 0), new Decimal(0)).toString();
const asNumber = (value: string | null): number | null => (value === null ? null : Number(value));

/** Inventory of the mock factory over [from, to). */
export function inventoryOf(from: number, to: number): Inventory {
  const found = SOURCES.map((source) => sourceFigure(source, from, to));
  const total = sumExact(found);
  const direct = sumExact(found.filter((source) => source.scope === 'direct'));
  const indirect = sumExact(found.filter((source) => source.scope === 'energyIndirect'));
  const sources = found.map((source) => ({
    ...source,
    share: source.tco2e === null || total === null ? null : source.tco2e / Number(total),
  }));
  return {
    site: 'hm1',
    siteName: { zh: '重机一厂', en: 'Heavy Machinery Works 1' },
    timezone: ZONE,
    from: iso(from),
    to: iso(to),
    method: {
      id: 'gbt32150-2025',
      name: { zh: 'GB/T 32150-2025 工业企业温室气体核算通则', en: 'GB/T 32150-2025 General guideline' },
      gwpSet: 'AR6',
    },
    asOf: iso(NOW),
    computedAt: iso(NOW),
    settled: true,
    complete: sources.every((source) => source.status === 'ok' && source.activity.coverage >= 0.95),
    directTco2e: asNumber(direct),
    indirectTco2e: asNumber(indirect),
    totalTco2e: asNumber(total),
    exact: { direct, indirect, total },
    estimatedTco2e: sources.reduce((sum, source) => sum + source.estimatedTco2e, 0),
    biogenicTco2: 0,
    comprehensiveEnergyTce: sources.reduce((sum, source) => sum + Number(source.energy?.tce ?? 0), 0),
    coverage: Math.min(...sources.map((source) => source.activity.coverage)),
    quality: 'estimated',
    factorSet: '2026.05',
    sources,
  };
}

/** Emissions over time. */
export function seriesOf(from: number, to: number, bucket: 'hour' | 'day' | 'month'): EmissionsSeries {
  const spans =
    bucket === 'month'
      ? monthsOf(from, to)
      : Array.from(
          { length: Math.ceil((to - from) / (bucket === 'hour' ? 3_600_000 : MS_PER_DAY)) },
          (_, index) => {
            const step = bucket === 'hour' ? 3_600_000 : MS_PER_DAY;
            return { from: from + index * step, to: Math.min(from + (index + 1) * step, to) };
          },
        );
  const buckets = spans
    .filter((span) => span.from < NOW)
    .map((span): EmissionsSeries['buckets'][number] => {
      const sources = SOURCES.map((source) => sourceFigure(source, span.from, span.to));
      const metered = sources.filter((source) => source.activity.kind === 'meters');
      const gone = metered.every((source) => source.tco2e === null);
      const add = (scope: string): number | null =>
        gone ? null : sources.filter((s) => s.scope === scope).reduce((sum, s) => sum + (s.tco2e ?? 0), 0);
      return {
        start: iso(span.from),
        end: iso(span.to),
        directTco2e: add('direct'),
        indirectTco2e: add('energyIndirect'),
        estimatedTco2e: sources.reduce((sum, source) => sum + source.estimatedTco2e, 0),
        tce: gone ? null : sources.reduce((sum, source) => sum + Number(source.energy?.tce ?? 0), 0),
        coverage: Math.min(...metered.map((source) => source.activity.coverage)),
        quality: gone
          ? 'missing'
          : sources.some((source) => source.activity.quality === 'estimated')
            ? 'estimated'
            : 'measured',
        running: span.to > NOW,
        sources: sources.map((source) => ({ code: source.code, tco2e: source.tco2e })),
      };
    });
  return {
    from: iso(from),
    to: iso(to),
    bucket,
    timezone: ZONE,
    settled: true,
    buckets,
    sources: SOURCES.map((source) => ({
      code: source.code,
      name: { zh: source.zh, en: source.en },
      category: source.category,
      scope: source.category.startsWith('purchased') ? ('energyIndirect' as const) : ('direct' as const),
    })),
  };
}
