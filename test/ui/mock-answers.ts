/** Answers of the mock server below a site. */
import type { Consumption, Overview, Readings, RejectedMessages } from '@zerofab/contracts';
import { energyOf, noEnergy, waterfall } from './mock-energy.js';
import { factorsInUse } from './mock-factors.js';
import { bridgeOf, detailedInventory, ledgerOf, matrixOf } from './mock-inventory.js';
import {
  counterAt,
  instantOf,
  iso,
  listMeters,
  meterOf,
  NOW,
  powerAt,
  START,
  stateOf,
  useOf,
  ZONE,
} from './mock-factory.js';
import { moversOf, overviewOf } from './mock-overview.js';
import { seriesOf } from './mock-series.js';

const emptyPeriod = (from: string): Overview['today'] => {
  const none = (unit: string): Overview['today']['energy'] => ({
    value: null,
    unit,
    estimatedShare: 0,
    quality: 'missing',
    previous: null,
    change: null,
    reason: { zh: '本期尚无数据', en: 'no data in this span yet' },
    lowerBound: false,
  });
  return {
    from,
    to: iso(NOW),
    comparedFrom: from,
    comparedTo: from,
    energy: none('tce'),
    emissions: none('tCO2e'),
    electricity: none('kWh'),
    coverage: 0,
    complete: false,
    missing: [],
  };
};
export const emptyOverview = (): Overview => ({
  at: iso(NOW),
  timezone: 'Asia/Seoul',
  settled: true,
  power: { loadKw: null, gridKw: null, pvKw: null, today: [], yesterday: [], peak: null },
  today: emptyPeriod('2026-05-19T00:00:00+09:00'),
  month: emptyPeriod('2026-05-01T00:00:00+09:00'),
  year: emptyPeriod('2026-01-01T00:00:00+09:00'),
  units: [],
  unallocatedKw: null,
  attention: [],
});

export function rejected(): RejectedMessages {
  const reasons = [
    [
      'unknown-meter',
      'Meter "M-NEW" is not registered at site hm1 → register it or correct the topic',
      '{"ts":"2026-05-19T14:15:00+08:00","values":{"active_energy":12.4}}',
    ],
    [
      'bad-json',
      'Not JSON at position 18: unexpected end → check the sender’s buffer size',
      '{"ts":"2026-05-19T',
    ],
    [
      'unknown-register',
      'Register "aktive_energy" of meter M-FORGE is unknown; known: active_energy, active_power',
      '{"ts":"2026-05-19T11:00:00+08:00","values":{"aktive_energy":1}}',
    ],
    [
      'bad-time',
      'Time 1970-01-01T00:00:00Z is before 2000 → set the clock of the meter',
      '{"ts":0,"values":{"active_energy":18.2}}',
    ],
  ] as const;
  const items = Array.from({ length: 12 }, (_, index) => {
    const [reason, detail, payload] = reasons[index % reasons.length] ?? reasons[0];
    return {
      id: String(900 - index),
      receivedAt: iso(NOW - 1_200_000 - index * 1_700_000),
      reason,
      detail,
      payload,
      topic: `zerofab/v1/hm1/${index % 4 === 0 ? 'M-NEW' : 'M-FORGE'}/readings`,
      meter: index % 4 === 0 ? null : 'M-FORGE',
      accepted: index % 4 === 2 ? 1 : 0,
      bytes: payload.length,
      sha256: null,
      resolvedAt: null,
    };
  });
  return { total: 12, last24h: 12, countedOnly: 0, items, next: null };
}

function consumption(query: URLSearchParams): Consumption {
  const meter = meterOf(query.get('meter') ?? '');
  const from = instantOf(query.get('from') ?? '');
  const to = Math.min(instantOf(query.get('to') ?? ''), NOW);
  const bucket = (query.get('bucket') ?? 'day') as Consumption['bucket'];
  const step = { '15m': 900_000, hour: 3_600_000, day: 86_400_000, month: 2_592_000_000 }[bucket];
  const buckets = Array.from({ length: Math.ceil((to - from) / step) }, (_, index) => {
    const start = from + index * step;
    return { start: iso(start), end: iso(start + step), ...useOf(meter.code, start, start + step) };
  });
  const whole = useOf(meter.code, from, to);
  return {
    site: 'hm1',
    meter: meter.code,
    register: meter.register,
    unit: meter.unit,
    timezone: ZONE,
    from: iso(from),
    to: iso(to),
    bucket,
    total: whole.value,
    estimated: whole.estimated,
    coverage: whole.coverage,
    quality: whole.quality,
    readings: whole.readings,
    settled: true,
    buckets,
  };
}

function readings(code: string, query: URLSearchParams): Readings {
  const meter = meterOf(code);
  const gauge = query.get('register') === 'active_power';
  const limit = Number(query.get('limit') ?? 500);
  const first = Math.max(instantOf(query.get('from') ?? ''), START);
  const silent = stateOf(code) === 'offline' ? Date.parse('2026-05-19T11:20:00+08:00') : NOW;
  const end = Math.min(Number(query.get('cursor') ?? instantOf(query.get('to') ?? '')), silent + 1);
  const last = Math.floor((end - 1) / 900_000) * 900_000;
  const items = [];
  let t = last;
  for (; t >= first && items.length < limit; t -= 900_000) {
    const value = gauge ? powerAt(code, t) : counterAt(code, t);
    items.push({ ts: iso(t), value: Number(value.toFixed(2)), receivedAt: iso(t + 1000 + (t % 7) * 300) });
  }
  return {
    unit: gauge ? 'kW' : meter.unit,
    kind: gauge ? 'gauge' : 'counter',
    multiplier: gauge ? 1 : meter.multiplier,
    items,
    next: t >= first ? String(t + 1) : null,
  };
}

/** Answer to a GET below a site; undefined where nothing is. */
export function siteAnswer(path: string, query: URLSearchParams, site: string): unknown {
  const from = query.has('from') ? instantOf(query.get('from') ?? '') : 0;
  const to = query.has('to') ? instantOf(query.get('to') ?? '') : 0;
  const fresh = site === 'new';
  const meterReadings = /^\/meters\/([^/]+)\/readings$/.exec(path);
  if (meterReadings !== null) return readings(meterReadings[1] ?? '', query);
  switch (path) {
    case '/overview':
      return fresh ? emptyOverview() : overviewOf();
    case '/movers':
      return fresh ? { ...moversOf(from, to), items: [], leftOut: [] } : moversOf(from, to);
    case '/emissions-series': {
      const series = seriesOf(from, to, (query.get('bucket') ?? 'day') as 'day');
      return fresh ? { ...series, sources: [], buckets: [] } : series;
    }
    case '/factors-in-use':
      return factorsInUse();
    case '/inventory/matrix':
      return matrixOf(from, to);
    case '/energy':
      return fresh ? noEnergy(from, to) : energyOf(from, to);
    case '/inventory/waterfall': {
      const before = [
        instantOf(query.get('comparedFrom') ?? ''),
        instantOf(query.get('comparedTo') ?? ''),
      ] as const;
      return waterfall([from, to], before, query.get('method'));
    }
    case '/inventory/bridge':
      return bridgeOf(query.get('from_method') ?? '', query.get('to_method') ?? '');
    case '/non-fossil-ledger':
      return ledgerOf(Number(query.get('year')));
    case '/inventory': {
      const inventory = detailedInventory(from, to, query.get('method'));
      return fresh
        ? {
            ...inventory,
            sources: [],
            directTco2e: null,
            indirectTco2e: null,
            totalTco2e: null,
            exact: { direct: null, indirect: null, total: null },
            estimatedTco2e: 0,
            comprehensiveEnergyTce: null,
            coverage: 0,
            quality: 'missing',
          }
        : inventory;
    }
    case '/meters':
      return { items: fresh ? [] : listMeters() };
    case '/consumption':
      return consumption(query);
    case '/rejected-messages':
      return fresh ? { total: 0, last24h: 0, countedOnly: 0, items: [], next: null } : rejected();
    default:
      return undefined;
  }
}
