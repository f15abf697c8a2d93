import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SLOT_MS, SLOTS_A_DAY } from './local-time.js';
import { PlantModel } from './model.js';
import { readPlant } from './plant.js';

const plant = readPlant(fileURLToPath(new URL('../../../../deploy/demo/plant.json', import.meta.url)));
const anchorMs = Date.parse('2025-10-24T00:00:00+08:00');
const model = new PlantModel(plant, anchorMs);
const meter = (code: string) => {
  const found = plant.meters.find((candidate) => candidate.code === code);
  if (found === undefined) throw new Error(code);
  return found;
};
const days = 366;
const endMs = anchorMs + days * SLOTS_A_DAY * SLOT_MS;

describe('the demo plant', () => {
  it('closes its balance in every quarter hour: import = units × (1 + loss) − PV, never negative', () => {
    const units = plant.meters
      .filter((candidate) => candidate.parent === 'incomer')
      .map((candidate) => candidate.code);
    const used = (code: string, fromMs: number): number =>
      model.amount(code, fromMs + SLOT_MS) - model.amount(code, fromMs);
    for (let ts = anchorMs; ts < endMs; ts += 37 * SLOT_MS) {
      const demand = units.reduce((total, code) => total + used(code, ts), 0) * 1.02;
      expect(used('incomer', ts)).toBeCloseTo(demand - used('pv', ts), 6);
      expect(used('incomer', ts)).toBeGreaterThan(0);
    }
  });

  it('is of a believable size: 8 to 13 GWh a year, PV below a tenth of it', () => {
    const year = (code: string): number => model.amount(code, endMs) - model.amount(code, anchorMs);
    expect(year('incomer')).toBeGreaterThan(8e6);
    expect(year('incomer')).toBeLessThan(13e6);
    expect(year('pv')).toBeGreaterThan(4e5);
    expect(year('pv')).toBeLessThan(year('incomer') / 10);
  });

  it('rests on Sundays and works by day', () => {
    const mean = (code: string, iso: string): number => {
      const from = Date.parse(iso);
      return (model.amount(code, from + 4 * SLOT_MS) - model.amount(code, from)) / 1;
    };
    expect(mean('forging', '2026-05-12T10:00:00+08:00')).toBeGreaterThan(
      5 * mean('forging', '2026-05-10T10:00:00+08:00'),
    );
    expect(mean('pv', '2026-05-12T00:30:00+08:00')).toBe(0);
  });

  it('has counters that rise from tick to tick and agree with the quarter hours', () => {
    const incomer = meter('incomer');
    let before = -1;
    for (let ts = anchorMs + 50 * SLOT_MS; ts < anchorMs + 54 * SLOT_MS; ts += 10_000) {
      const value = model.reading(incomer, ts).values['active_energy'] ?? 0;
      expect(value).toBeGreaterThanOrEqual(before);
      before = value;
    }
  });

  it('has counters that never fall but where they wrap, and then differ by the energy in between', () => {
    const instant = fc.integer({ min: 0, max: days * 86_400 - 1 }).map((second) => anchorMs + second * 1000);
    fc.assert(
      fc.property(fc.constantFrom(...plant.meters), instant, instant, (of, one, two) => {
        const [from, to] = [Math.min(one, two), Math.max(one, two)];
        const [counter] = of.registers;
        const rollover = counter?.rollover ?? Infinity;
        const multiplier = counter?.multiplier ?? 1;
        const shown = (ts: number): number => model.reading(of, ts).values[counter?.code ?? ''] ?? Number.NaN;
        const used = model.amount(of.code, to) - model.amount(of.code, from);
        const steps = shown(to) - shown(from);
        const wraps = Math.max(0, Math.round((used / multiplier - steps) / rollover));
        expect(used).toBeGreaterThanOrEqual(0);
        expect(shown(from)).toBeLessThan(rollover);
        const told = steps + (wraps === 0 ? 0 : wraps * rollover);
        expect(told).toBeGreaterThanOrEqual(0);
        expect(Math.abs(told - used / multiplier)).toBeLessThan(2 * of.sim.resolution);
      }),
      { numRuns: 500 },
    );
  });

  it('keeps gauge and counter consistent: the gauge is the mean power of the quarter hour, give or take 2 %', () => {
    const slots = fc.integer({ min: 1, max: days * SLOTS_A_DAY - 1 });
    fc.assert(
      fc.property(fc.constantFrom(...plant.meters), slots, (of, slot) => {
        const ts = anchorMs + slot * SLOT_MS;
        const gauge = model.reading(of, ts).values[of.registers[1]?.code ?? ''] ?? Number.NaN;
        const mean = (model.amount(of.code, ts) - model.amount(of.code, ts - SLOT_MS)) * 4;
        expect(Math.abs(gauge - mean)).toBeLessThanOrEqual(mean * 0.02 + 0.06);
      }),
    );
  });

  it('gives the same reading for the same instant, in any order and whenever the simulator was started', () => {
    const other = new PlantModel(plant, anchorMs - 100 * SLOTS_A_DAY * SLOT_MS);
    const later = new PlantModel(plant, anchorMs + 9000 * SLOT_MS);
    const late = anchorMs + 9000 * SLOT_MS;
    expect(later.reading(meter('incomer'), late)).toEqual(model.reading(meter('incomer'), late));
    for (const code of ['incomer', 'pv', 'canteen', 'heat']) {
      for (const slot of [9000, 3, 1234]) {
        const ts = anchorMs + slot * SLOT_MS + 30_000;
        expect(other.reading(meter(code), ts)).toEqual(model.reading(meter(code), ts));
      }
    }
  });

  it('wraps the canteen counter several times a year', () => {
    const canteen = meter('canteen');
    let falls = 0;
    let before = 0;
    for (let day = 0; day < days; day += 1) {
      const value =
        model.reading(canteen, anchorMs + day * SLOTS_A_DAY * SLOT_MS).values['active_energy'] ?? 0;
      if (value < before) falls += 1;
      expect(value).toBeLessThan(10_000);
      before = value;
    }
    expect(falls).toBeGreaterThanOrEqual(4);
  });
});
