import { describe, expect, it } from 'vitest';
import { at, DAY_MS, METERS, NOW_MS, used } from '../../fixtures/planted-site.js';
import { energyBetween, generationRegisters } from './own-generation.js';

const HOUR = 3_600_000;
const borders = [0, 1, 2].map((n) => at('2026-01-01') + n * HOUR);
const [first = 0, second = 0, third = 0] = borders;
const sums = (...all: ReturnType<typeof used>[]) => {
  const byRegister = new Map<number, Map<number, (typeof all)[number]>>();
  for (const sum of all)
    byRegister.set(sum.registerId, (byRegister.get(sum.registerId) ?? new Map()).set(sum.startMs, sum));
  return byRegister;
};
const texts = (values: ReturnType<typeof energyBetween>) => values.map((value) => value?.toFixed() ?? null);
const kwh = { register: { id: 1, unit: 'kWh' }, sign: 1 as const };

describe('registers of own generation', () => {
  it('are those of PV meters that lie below no other, if they count energy', () => {
    expect(generationRegisters(METERS).map(({ id }) => id)).toEqual([6]);
    // Below a meter of another carrier it stands for itself.
    expect(generationRegisters(METERS.filter(({ id }) => id !== 4)).map(({ id }) => id)).toEqual([7]);
    const odd = METERS.filter(({ id }) => id === 4).map((meter) => ({
      ...meter,
      registers: meter.registers.map((register) => ({ ...register, unit: 't' })),
    }));
    expect(generationRegisters(odd)).toEqual([]);
    expect(generationRegisters(odd.map((meter) => ({ ...meter, registers: [] })))).toEqual([]);
  });
});

describe('energy by stretch', () => {
  it('takes sign and share, in MWh: 3000 kWh − 25 % of 4 MWh', () => {
    const registers = [kwh, { register: { id: 2, unit: 'MWh' }, sign: -1 as const, share: '0.25' }];
    const values = energyBetween(
      () => registers,
      sums(
        used(1, first, second, 3000),
        used(2, first, second, 4),
        used(1, second, third, 1),
        used(2, second, third, 0),
      ),
      borders,
    );
    expect(texts(values)).toEqual(['2', '0.001']);
  });

  it('is not known where one register is not', () => {
    const registers = [kwh, { ...kwh, register: { id: 2, unit: 'kWh' } }];
    expect(texts(energyBetween(() => registers, sums(used(1, first, second, 5)), borders))).toEqual([
      null,
      null,
    ]);
    expect(
      texts(
        energyBetween(
          () => registers,
          sums(used(1, first, second, 5), used(2, first, second, null)),
          borders,
        ),
      ),
    ).toEqual([null, null]);
    expect(texts(energyBetween(() => [], sums(), borders))).toEqual([null, null]);
    expect(energyBetween(() => [kwh], sums(), [first])).toEqual([]);
  });

  it('takes the registers of each stretch', () => {
    const other = { ...kwh, register: { id: 2, unit: 'kWh' } };
    const values = energyBetween(
      (fromMs) => (fromMs === first ? [kwh] : [kwh, other]),
      sums(used(1, first, second, 1000), used(1, second, third, 2000), used(2, second, third, 500)),
      borders,
    );
    expect(texts(values)).toEqual(['1', '2.5']);
  });

  it('is known by the hour from 99 % of the hour on, where that is asked for', () => {
    const of = (covered: number, nowMs?: number) =>
      texts(
        energyBetween(() => [kwh], sums(used(1, first, second, 1000, { covered })), [first, second], nowMs),
      );
    expect(of(4 * 0.99, NOW_MS)).toEqual(['1']);
    expect(of(4 * 0.98, NOW_MS)).toEqual([null]);
    expect(of(0)).toEqual(['1']);
    // Half the hour has passed a quarter of an hour ago, and is covered.
    expect(of(2, first + DAY_MS / 48 + 900_000)).toEqual(['1']);
  });
});
