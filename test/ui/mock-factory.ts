/**
 * A small deterministic factory behind the mock server: power per meter and 15 minutes, with shifts, weekends,
 * sun, a meter that fell silent this morning, two days with an estimated part and one day without data.
 */
import type { Meter } from '@zerofab/contracts';
import type { Carrier, Quality } from '@zerofab/vocabulary';

export const ZONE = 'Asia/Shanghai';
const OFFSET_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;
const SLOT_MS = 900_000;
/** The moment at which the mock factory stands still. */
export const NOW = Date.parse('2026-05-19T14:35:10+08:00');
/** History begins here. */
export const START = Date.parse('2025-04-20T00:00:00+08:00');
const SILENT_SINCE = Date.parse('2026-05-19T11:20:00+08:00');

interface MockMeter {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  readonly carrier: Carrier;
  readonly parent: string | null;
  readonly peak: number;
  readonly shape: 'twoShift' | 'oneShift' | 'furnace' | 'base' | 'sun' | 'sum';
  readonly multiplier: number;
  readonly register: string;
  readonly unit: string;
}

const electric = (
  code: string,
  zh: string,
  en: string,
  peak: number,
  shape: MockMeter['shape'],
  multiplier: number,
): MockMeter => ({
  code,
  zh,
  en,
  carrier: 'electricity',
  parent: 'M-IN',
  peak,
  shape,
  multiplier,
  register: 'active_energy',
  unit: 'kWh',
});

export const METERS: readonly MockMeter[] = [
  { ...electric('M-IN', '主进线', 'Main incomer', 0, 'sum', 80), parent: null },
  { ...electric('M-PV', '屋顶光伏', 'Rooftop PV', 940, 'sun', 20), carrier: 'pv', parent: null },
  electric('M-FORGE', '锻造车间', 'Forging', 890, 'twoShift', 40),
  electric('M-HEAT', '热处理车间', 'Heat treatment', 640, 'furnace', 40),
  electric('M-MACH', '机加工车间', 'Machining', 600, 'twoShift', 40),
  electric('M-WELD', '焊接结构车间', 'Welding', 470, 'oneShift', 20),
  electric('M-PAINT', '涂装车间', 'Painting', 300, 'oneShift', 20),
  electric('M-AIR', '压缩机站 3', 'Compressors 3', 260, 'base', 20),
  electric('M-UTIL', '公辅与生活', 'Utilities, canteen', 115, 'base', 10),
  {
    code: 'M-GAS',
    zh: '加热炉天然气',
    en: 'Furnace gas',
    carrier: 'naturalGas',
    parent: null,
    peak: 260,
    shape: 'furnace',
    multiplier: 1,
    register: 'volume',
    unit: 'Nm3',
  },
  {
    code: 'M-STEAM',
    zh: '外购蒸汽',
    en: 'Purchased steam',
    carrier: 'steam',
    parent: null,
    peak: 2.6,
    shape: 'base',
    multiplier: 1,
    register: 'heat',
    unit: 'GJ',
  },
  {
    code: 'M-WATER',
    zh: '自来水总表',
    en: 'Water main',
    carrier: 'water',
    parent: null,
    peak: 18,
    shape: 'oneShift',
    multiplier: 1,
    register: 'volume',
    unit: 'm3',
  },
];
export const UNITS = METERS.filter((meter) => meter.parent === 'M-IN');
export const meterOf = (code: string): MockMeter => {
  const found = METERS.find((meter) => meter.code === code);
  if (found === undefined) throw new Error(`no mock meter ${code}`);
  return found;
};

const noise = (seed: string, slot: number): number => {
  let hash = 2_166_136_261 ^ slot;
  for (const char of seed) hash = Math.imul(hash ^ char.charCodeAt(0), 16_777_619);
  hash ^= hash >>> 13;
  return ((Math.imul(hash, 2_246_822_507) >>> 8) % 1000) / 1000 - 0.5;
};
const local = (t: number): { hour: number; weekday: number; date: string; year: number } => {
  const shifted = new Date(t + OFFSET_MS);
  return {
    hour: shifted.getUTCHours() + shifted.getUTCMinutes() / 60,
    weekday: shifted.getUTCDay(),
    date: shifted.toISOString().slice(0, 10),
    year: shifted.getUTCFullYear(),
  };
};
const HOLIDAYS = new Set([
  '2026-05-01',
  '2026-05-02',
  '2026-05-03',
  '2025-05-01',
  '2025-05-02',
  '2025-05-03',
]);

function level(shape: MockMeter['shape'], t: number): number {
  const { hour, weekday, date } = local(t);
  const resting = weekday === 0 || HOLIDAYS.has(date);
  const factor = resting ? 0.2 : weekday === 6 ? 0.6 : 1;
  const lunch = hour >= 11.75 && hour < 12.75 ? 0.62 : 1;
  switch (shape) {
    case 'twoShift':
      return hour >= 7.5 && hour < 22 ? factor * lunch : 0.18 * factor;
    case 'oneShift':
      return hour >= 8 && hour < 17.5 ? factor * lunch : 0.12;
    case 'furnace':
      return (0.72 + 0.24 * Math.sin((hour / 4) * Math.PI)) * (resting ? 0.3 : 1);
    case 'base':
      return (hour >= 7 && hour < 22 ? 0.92 : 0.55) * (resting ? 0.5 : 1);
    case 'sun':
      return Math.max(0, Math.sin(((hour - 5.8) / 13) * Math.PI)) * (hour > 5.8 && hour < 18.8 ? 1 : 0);
    case 'sum':
      return 0;
  }
}

/** Mean power (kW, or unit per hour) of a meter in the 15 minutes that start at t. */
export function powerAt(code: string, t: number): number {
  const meter = meterOf(code);
  const slot = Math.floor(t / SLOT_MS);
  if (meter.shape === 'sum') {
    const load = UNITS.reduce((sum, unit) => sum + powerAt(unit.code, t), 0) * 1.021;
    return Math.max(0, load - powerAt('M-PV', t));
  }
  const day = noise(meter.code, Math.floor((t + OFFSET_MS) / DAY_MS) * 7919);
  const growth = local(t).year === 2025 ? 1.055 : 1;
  const wave = meter.shape === 'sun' ? 0.35 * day + 0.75 : 1 + 0.12 * day;
  return meter.peak * level(meter.shape, t) * wave * growth * (1 + 0.06 * noise(meter.code, slot));
}

export interface Use {
  readonly value: number | null;
  readonly estimated: number;
  readonly coverage: number;
  readonly quality: Quality;
  readonly readings: number;
}
/** Days on which a part of every meter's data is estimated, and the day without any. */
const ESTIMATED: Readonly<Record<string, number>> = { '2026-05-12': 0.28, '2026-05-13': 0.2 };
const MISSING = new Set(['2026-05-10', '2025-11-02']);

const days = new Map<string, Use>();
function dayUse(code: string, start: number): Use {
  const key = `${code}|${start}`;
  const known = days.get(key);
  if (known !== undefined) return known;
  const use = sumSlots(code, start, start + DAY_MS);
  days.set(key, use);
  return use;
}

function sumSlots(code: string, from: number, to: number): Use {
  let value = 0;
  let estimated = 0;
  let slots = 0;
  let seen = 0;
  let known = 0;
  for (let t = from; t < to; t += SLOT_MS) {
    slots += 1;
    const { date } = local(t);
    if (MISSING.has(date) || t < START || (code === 'M-AIR' && t >= SILENT_SINCE)) continue;
    const energy = powerAt(code, t) / 4;
    known += 1;
    value += energy;
    const part = ESTIMATED[date] ?? 0;
    const guessed = part > 0 && local(t).hour < 24 * part;
    if (guessed) estimated += energy;
    else seen += 1;
  }
  const coverage = slots === 0 ? 0 : seen / slots;
  const quality: Quality = known === 0 ? 'missing' : estimated > 0 ? 'estimated' : 'measured';
  return { value: known === 0 ? null : value, estimated, coverage, quality, readings: seen };
}

/** Consumption of a meter over [from, to), never beyond now. */
export function useOf(code: string, from: number, to: number): Use {
  const end = Math.min(to, Math.floor(NOW / SLOT_MS) * SLOT_MS);
  const parts: Use[] = [];
  let t = from;
  while (t < end) {
    const nextDay = (Math.floor((t + OFFSET_MS) / DAY_MS) + 1) * DAY_MS - OFFSET_MS;
    const stop = Math.min(nextDay, end);
    parts.push(stop - t === DAY_MS ? dayUse(code, t) : sumSlots(code, t, stop));
    t = stop;
  }
  const known = parts.filter((part) => part.value !== null);
  return {
    value: known.length === 0 ? null : known.reduce((sum, part) => sum + (part.value ?? 0), 0),
    estimated: parts.reduce((sum, part) => sum + part.estimated, 0),
    coverage: parts.length === 0 ? 0 : parts.reduce((sum, part) => sum + part.coverage, 0) / parts.length,
    quality:
      known.length === 0
        ? 'missing'
        : parts.some((p) => p.quality === 'estimated')
          ? 'estimated'
          : 'measured',
    readings: parts.reduce((sum, part) => sum + part.readings, 0),
  };
}

/** Raw counter of a meter at a time, before the multiplier; the furnace's gas meter wraps at 100 000. */
export function counterAt(code: string, t: number): number {
  const meter = meterOf(code);
  const base = 41_200 + (meter.code.charCodeAt(2) * 977) / 3;
  const raw = base + (useOf(code, START, t).value ?? 0) / meter.multiplier;
  return meter.code === 'M-GAS' ? raw % 100_000 : raw;
}

export const iso = (t: number): string => `${new Date(t + OFFSET_MS).toISOString().slice(0, 19)}+08:00`;
export const dateOf = (t: number): string => local(t).date;

/** A local date, month, year or instant of a query as epoch milliseconds. */
export function instantOf(text: string): number {
  if (text.includes('T')) return Date.parse(text.replace(' ', '+'));
  const full = text.length === 4 ? `${text}-01-01` : text.length === 7 ? `${text}-01` : text;
  return Date.parse(`${full}T00:00:00+08:00`);
}

export const stateOf = (code: string): Meter['state'] =>
  code === 'M-AIR' ? 'offline' : code === 'M-WATER' ? 'late' : 'online';
export const lastAt = (code: string): number =>
  code === 'M-AIR'
    ? SILENT_SINCE
    : code === 'M-WATER'
      ? NOW - 3_000_000
      : Math.floor(NOW / SLOT_MS) * SLOT_MS;

/** Meters as the API lists them. */
export function listMeters(): Meter[] {
  return METERS.map((meter) => {
    const ts = lastAt(meter.code);
    const last = (value: number): Meter['registers'][number]['last'] => ({
      ts: iso(ts),
      value: Number(value.toFixed(2)),
      receivedAt: iso(ts + 1400),
    });
    const isPower = meter.unit === 'kWh';
    return {
      code: meter.code,
      name: { zh: meter.zh, en: meter.en },
      carrier: meter.carrier,
      parent: meter.parent,
      unit: null,
      location: null,
      state: stateOf(meter.code),
      lastReadingAt: iso(ts),
      silentSeconds: Math.round((NOW - ts) / 1000),
      statusSince: iso(ts),
      hasCredentials: true,
      version: 1,
      registers: [
        {
          code: meter.register,
          name: isPower ? { zh: '有功电能', en: 'Active energy' } : { zh: '累计量', en: 'Total' },
          kind: 'counter' as const,
          unit: meter.unit,
          multiplier: meter.multiplier,
          rollover: meter.code === 'M-GAS' ? 100_000 : 1_000_000,
          interval: 'PT15M',
          maxRate: null,
          net: false,
          dailyReset: null,
          last: last(counterAt(meter.code, ts)),
        },
        ...(isPower
          ? [
              {
                code: 'active_power',
                name: { zh: '有功功率', en: 'Active power' },
                kind: 'gauge' as const,
                unit: 'kW',
                multiplier: 1,
                rollover: null,
                interval: 'PT1M',
                maxRate: null,
                net: false,
                dailyReset: null,
                last: last(powerAt(meter.code, ts)),
              },
            ]
          : []),
      ],
    };
  });
}
