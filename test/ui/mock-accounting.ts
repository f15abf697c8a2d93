/** Inventory and traces of the mock factory: the shapes of the contracts with numbers that add up. */
import type { ActivityData, Inventory, InventorySource } from '@zerofab/contracts';
import type { Quality, UsedFactor } from '@zerofab/vocabulary';
import { Decimal } from 'decimal.js';
import { counterAt, dateOf, instantOf, iso, meterOf, NOW, useOf, ZONE } from './mock-factory.js';
import { calculateMock, DIESEL_T_PER_DAY, MS_PER_DAY, SOURCES, type MockSource } from './mock-sources.js';

function activityScale(source: MockSource): number {
  return source.unit === 'MWh' ? 1000 : source.unit === '10^4 Nm3' ? 10_000 : 1;
}

export function monthsOf(from: number, to: number): { from: number; to: number; label: string }[] {
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
            stream: '',
            from: '2026-05-01T00:00:00+08:00',
            to: '2026-06-01T00:00:00+08:00',
            quantity: '2.914',
            unit: 't',
            evidence: '加油记录 2026-05',
            note: null,
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
    rung: grid ? 'national-database' : 'sector-part',
    name: { zh, en },
    value,
    unit,
    gas: 'CO2',
    region: grid ? 'CN' : null,
    year: grid ? '2023' : null,
    validFrom: grid ? '2025-12-31' : null,
    source: grid ? '生态环境部、国家统计局公告 2025 年第 47 号' : 'GB/T 32151.34-2024 附录 B',
    sourceUrl: null,
    confidence: grid ? 'transcribed' : 'high',
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

export function sourceFigure(source: MockSource, from: number, to: number): InventorySource {
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
            parts: [],
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
    complete: sources.every((source) => source.status === 'ok' && source.activity.coverage > 0.9999),
    lowerBound: sources.some((source) => source.status === 'missing' || source.activity.coverage < 0.95),
    missing: sources.filter(({ status }) => status === 'missing').map(({ code }) => code),
    partial: sources
      .filter(({ status, activity }) => status === 'ok' && activity.coverage <= 0.9999)
      .map(({ code }) => code),
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
