import { describe, expect, it } from 'vitest';
import {
  at,
  dataOf,
  factsOf,
  GB,
  JAN_FEB,
  MARKET,
  METERS,
  ofMeter,
  record,
  source,
  used,
} from '../../fixtures/planted-site.js';
import { siteFigures } from '../site/site-figures.js';
import { freezeInputs, type FrozenInputs } from './frozen-inputs.js';
import { thawInputs } from './thaw.js';

const [jan = 0, feb = 0, march = 0] = JAN_FEB;
const grid = source('grid', 'purchasedElectricity', ofMeter('main', 'e', 1, '0.9'), {
  crossCheck: { kind: 'manual', unit: 'kWh' },
});
const boiler = source(
  'boiler',
  'stationaryCombustion',
  { kind: 'manual', unit: 't' },
  {
    factor: { kind: 'fuel', fuel: 'diesel' },
  },
);
const data = [
  dataOf(grid, {
    borders: JAN_FEB,
    sums: [used(1, jan, feb, 1000.5, { estimated: 12.25 }), used(1, feb, march, 900)],
    records: [record('grid', '2026-01-01', '2026-02-01', '905', 'kWh', 'crossCheck')],
  }),
  dataOf(boiler, {
    borders: JAN_FEB,
    records: [record('boiler', '2026-01-10', '2026-02-10', '3.25', 't')],
  }),
];
const facts = factsOf([], { gridRegions: [{ fromMs: Number.NEGATIVE_INFINITY, gridRegion: 'CN' }] });

/** What a store of JSON gives back. */
const stored = (frozen: FrozenInputs): FrozenInputs => JSON.parse(JSON.stringify(frozen)) as FrozenInputs;

describe('frozen inputs', () => {
  it('give the same figures again, to the last digit, from their JSON alone', () => {
    const frozen = stored(freezeInputs(facts, data, []));
    const again = thawInputs(frozen);
    for (const method of [GB, MARKET]) {
      const figures = siteFigures(facts, data, method).map(({ figure }) => figure);
      expect(figures.every(({ status }) => status === 'ok')).toBe(true);
      expect(siteFigures(again.facts, again.data, method).map(({ figure }) => figure)).toEqual(figures);
    }
  });

  it('are the same when they are frozen again', () => {
    const frozen = stored(freezeInputs(facts, data, []));
    const again = thawInputs(frozen);
    expect(stored(freezeInputs(again.facts, again.data, []))).toEqual(frozen);
    expect(frozen.sources[0]).toMatchObject({
      unit: 'kWh',
      periods: [
        { fromMs: at('2026-01-01'), toMs: at('2026-02-01'), value: '900.45', estimated: '11.025' },
        { value: '810' },
      ],
      registers: [{ meter: { code: 'main' }, register: { code: 'e' }, sign: 1, share: '0.9' }],
      crossCheck: { periods: [{ value: '905' }, { value: null }] },
    });
  });

  it('hold nothing of a meter but what figures need', () => {
    const secret = METERS.map((meter) => ({ ...meter, passwordSha256: 'never-to-be-seen' }));
    const bound = data.map((entry) => ({
      ...entry,
      bound: entry.bound.map((one) => ({ ...one, meter: secret[0] ?? one.meter })),
    }));
    expect(JSON.stringify(freezeInputs(facts, bound, []))).not.toContain('never-to-be-seen');
  });
});
