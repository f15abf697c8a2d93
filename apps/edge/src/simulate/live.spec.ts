import { describe, expect, it } from 'vitest';
import type { Gateway } from './gateways.js';
import { LiveMeter } from './live.js';
import { PlantModel, type SimReading } from './model.js';
import type { Plant, SimMeter } from './plant.js';

const away = { everyDays: 1, fromHour: 9.5, hours: 3 };
const plantOf = (sim: Partial<SimMeter['sim']>): Plant => ({
  site: { code: 'demo', timezone: 'Asia/Shanghai' },
  seed: 1,
  since: '2026-06-01T00:00:00+08:00',
  meters: [
    {
      code: 'compressor',
      registers: [
        { code: 'active_energy', kind: 'counter', multiplier: 1 },
        { code: 'active_power', kind: 'gauge', multiplier: 1 },
      ],
      sim: { model: 'pv', peakKw: 100, latitude: 31, start: 0, resolution: 0.01, sendsTwice: false, ...sim },
    } as SimMeter,
  ],
});
const at = (time: string): number => Date.parse(`2026-06-02T${time}+08:00`);

/** A gateway that keeps what it is given; what happens to it afterwards is the broker tests' matter. */
const recording = (plant: Plant) => {
  const messages: (readonly SimReading[])[] = [];
  const states: string[] = [];
  const [meter] = plant.meters;
  if (meter === undefined) throw new Error('no meter');
  const gateway: Gateway = {
    meter,
    connected: true,
    send: async (readings) => {
      messages.push(readings);
      return Promise.resolve();
    },
    status: async (state) => {
      states.push(state);
      return Promise.resolve();
    },
    close: async () => Promise.resolve(),
  };
  return { gateway, messages, states };
};
const run = async (live: LiveMeter, from: number, to: number, everyMs: number): Promise<void> => {
  for (let ts = from; ts <= to; ts += everyMs) await live.tick(ts);
};

describe('a live meter', () => {
  it('whose gateway drops out is silent for three hours, then sends its backlog as one array', async () => {
    const plant = plantOf({ dropsOut: away });
    const { gateway, messages, states } = recording(plant);
    const live = new LiveMeter(new PlantModel(plant, at('00:00:00')), gateway);
    await run(live, at('09:29:30'), at('12:29:30'), 10_000);
    expect(states).toEqual(['offline']);
    expect(messages.flat().at(-1)?.ts).toBe(at('09:30:00'));
    // A restart in the middle would begin at what was not acknowledged.
    expect(live.acknowledgedUntil(at('12:29:30'))).toBe(at('09:31:00'));
    const before = messages.length;
    await live.tick(at('12:30:00'));
    expect(states).toEqual(['offline', 'online']);
    expect(messages).toHaveLength(before + 1);
    const backlog = messages.at(-1) ?? [];
    expect(backlog.map(({ ts }) => ts)).toEqual(
      Array.from({ length: 180 }, (_, minute) => at('09:31:00') + minute * 60_000),
    );
    expect(live.acknowledgedUntil(at('12:30:00'))).toBe(at('12:30:00'));
  });

  it('whose gateway loses hours never sends them, and its counter goes on from where it then stands', async () => {
    const plant = plantOf({ loses: away });
    const { gateway, messages } = recording(plant);
    const model = new PlantModel(plant, at('00:00:00'));
    await run(new LiveMeter(model, gateway), at('09:00:00'), at('13:00:00'), 60_000);
    const readings = messages.flat();
    expect(readings.filter(({ ts }) => ts > at('09:30:00') && ts < at('12:30:00'))).toEqual([]);
    const after = readings.find(({ ts }) => ts === at('12:30:00'));
    expect(after).toEqual(model.reading(gateway.meter, at('12:30:00')));
  });

  it('sends the gauge at every tick and the counter once a minute, on the quarter hour in any case', async () => {
    const plant = plantOf({});
    const { gateway, messages } = recording(plant);
    await run(
      new LiveMeter(new PlantModel(plant, at('00:00:00')), gateway),
      at('10:13:58'),
      at('10:16:08'),
      7000,
    );
    const readings = messages.flat();
    const withCounter = readings.filter(({ values }) => 'active_energy' in values).map(({ ts }) => ts);
    expect(readings.every(({ values }) => 'active_power' in values)).toBe(true);
    expect(withCounter).toEqual(
      ['10:13:58', '10:14:05', '10:15:00', '10:15:01', '10:16:04'].map((time) => at(time)),
    );
  });
});
