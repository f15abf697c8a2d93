/** The overview answer of the mock factory. */
import type { Overview, SiteMovers } from '@zerofab/contracts';
import { inventoryOf } from './mock-accounting.js';
import {
  instantOf,
  iso,
  lastAt,
  meterOf,
  NOW,
  powerAt,
  START,
  stateOf,
  UNITS,
  useOf,
  ZONE,
} from './mock-factory.js';

const DAY = 86_400_000;
const SLOT = 900_000;
type Period = Overview['today'];

const curve = (code: string, start: number, end: number): (number | null)[] =>
  Array.from({ length: Math.floor((Math.min(end, start + DAY) - start) / SLOT) }, (_, slot) => {
    const use = useOf(code, start + slot * SLOT, start + (slot + 1) * SLOT);
    return use.value === null ? null : use.value * 4;
  });

function figure(
  value: number | null,
  unit: string,
  estimated: number,
  previous: number | null,
  lowerBound: boolean,
): Period['energy'] {
  return {
    value,
    unit,
    estimatedShare: estimated,
    quality: estimated > 0 ? 'estimated' : 'measured',
    previous,
    change: value === null || previous === null ? null : (value - previous) / previous,
    reason: previous === null ? { zh: '对比期无数据', en: 'no data in the span compared with' } : null,
    lowerBound,
  };
}

function period(from: number, comparedFrom: number): Period {
  const now = inventoryOf(from, NOW);
  const length = NOW - from;
  const hasPast = comparedFrom >= START;
  const past = hasPast ? inventoryOf(comparedFrom, comparedFrom + length) : null;
  const share = now.totalTco2e === null ? 0 : now.estimatedTco2e / now.totalTco2e;
  const kwh = useOf('M-IN', from, NOW);
  return {
    from: iso(from),
    to: iso(NOW),
    comparedFrom: iso(comparedFrom),
    comparedTo: iso(comparedFrom + length),
    energy: figure(
      now.comprehensiveEnergyTce,
      'tce',
      share,
      past?.comprehensiveEnergyTce ?? null,
      now.lowerBound,
    ),
    emissions: figure(now.totalTco2e, 'tCO2e', share, past?.totalTco2e ?? null, now.lowerBound),
    electricity: figure(kwh.value, 'kWh', share, null, now.lowerBound),
    coverage: now.coverage,
    complete: now.complete,
    missing: now.sources
      .filter(({ status }) => status === 'missing')
      .map(({ code, name }) => ({ code, name })),
  };
}

/** Site load (units and unallocated), mean kW of the 15 minutes at t. */
const loadAt = (t: number): number => powerAt('M-IN', t) + powerAt('M-PV', t);

/** Everything the overview shows above its charts. */
export function overviewOf(): Overview {
  const start = instantOf('2026-05-19');
  const slot = Math.floor(NOW / SLOT) * SLOT;
  const loads = (from: number, end: number): number[] =>
    Array.from({ length: Math.floor((Math.min(end, from + DAY) - from) / SLOT) }, (_, i) =>
      loadAt(from + i * SLOT),
    );
  const today = loads(start, NOW);
  const peak = Math.max(...today);
  const units = UNITS.map((unit): Overview['units'][number] => {
    const silent = stateOf(unit.code) === 'offline';
    return {
      meter: unit.code,
      name: { zh: unit.zh, en: unit.en },
      carrier: unit.carrier,
      state: stateOf(unit.code),
      silentSeconds: Math.round((NOW - lastAt(unit.code)) / 1000),
      nowKw: silent ? null : powerAt(unit.code, slot),
      today: curve(unit.code, start, NOW),
      yesterday: curve(unit.code, start - DAY, start),
      todayKwh: useOf(unit.code, start, NOW).value,
      yesterdaySameTimeKwh: useOf(unit.code, start - DAY, NOW - DAY).value,
    };
  });
  const known = units.reduce((sum, unit) => sum + (unit.nowKw ?? 0), 0);
  return {
    at: iso(NOW),
    timezone: ZONE,
    settled: true,
    power: {
      loadKw: loadAt(slot),
      gridKw: powerAt('M-IN', slot),
      pvKw: powerAt('M-PV', slot),
      today,
      yesterday: loads(start - DAY, start),
      peak: { kw: peak, at: iso(start + today.indexOf(peak) * SLOT) },
    },
    today: period(start, start - 7 * DAY),
    month: period(instantOf('2026-05'), instantOf('2025-05')),
    year: period(instantOf('2026'), instantOf('2025')),
    units,
    unallocatedKw: loadAt(slot) - known,
    attention: attention(),
  };
}

/** What changed between a span and a week before it, at the mean of the electricity. */
export const moversOf = (from: number, to: number): SiteMovers => {
  const end = Math.min(to, NOW);
  const week = 7 * DAY;
  return {
    timezone: ZONE,
    from: iso(from),
    to: iso(end),
    comparedFrom: iso(from - week),
    comparedTo: iso(end - week),
    reason: null,
    items: UNITS.flatMap(({ code, zh, en }) => {
      const [now, before] = [useOf(code, from, end).value, useOf(code, from - week, end - week).value];
      return now === null || before === null
        ? []
        : [
            {
              kind: 'unit' as const,
              code,
              name: { zh, en },
              kwh: { now, before },
              tco2e: { now: now * 0.0005306, before: before * 0.0005306 },
            },
          ];
    }),
    leftOut: [{ kind: 'source', code: 'diesel', name: { zh: '叉车柴油', en: 'Diesel forklifts' } }],
  };
};

function attention(): Overview['attention'] {
  const air = meterOf('M-AIR');
  return [
    {
      kind: 'meter-offline',
      severity: 'alarm',
      subject: { zh: air.zh, en: air.en },
      meter: 'M-AIR',
      since: iso(lastAt('M-AIR')),
      count: null,
      detail: {
        zh: '缺测 3 h 15 min → 检查网关 GW-04 的电源与网络',
        en: 'No data for 3 h 15 min → check power and network of gateway GW-04',
      },
    },
    {
      kind: 'rejected-messages',
      severity: 'warning',
      subject: { zh: '拒收报文', en: 'Rejected messages' },
      meter: null,
      since: '2026-05-19T08:00:00+08:00',
      count: 12,
      detail: {
        zh: '24 h 内 12 条 → 核对 M-NEW 的表号与寄存器',
        en: '12 in 24 h → check meter and register codes of M-NEW',
      },
    },
    {
      kind: 'meter-late',
      severity: 'warning',
      subject: { zh: '自来水总表', en: 'Water main' },
      meter: 'M-WATER',
      since: iso(lastAt('M-WATER')),
      count: null,
      detail: {
        zh: '读数迟到 50 min → 查看表计的上传间隔',
        en: 'Readings 50 min late → check the meter’s upload interval',
      },
    },
    {
      kind: 'manual-data-missing',
      severity: 'info',
      subject: { zh: '柴油 4 月', en: 'Diesel, April' },
      meter: null,
      since: '2026-05-01T00:00:00+08:00',
      count: null,
      detail: {
        zh: '4 月加油记录缺佐证 → 上传单据',
        en: 'April fuelling record has no evidence → add the receipt',
      },
    },
  ];
}
