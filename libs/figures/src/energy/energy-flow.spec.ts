import { ExactDecimal } from '@zerofab/units';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { energyFlow, type EnergyFlow, type FlowMeter } from './energy-flow.js';

const meter = (
  code: string,
  carrier: FlowMeter['carrier'],
  parent: string | null,
  kwh: string | null,
): FlowMeter => ({ code, carrier, parent, kwh, expected: true });

const total = (texts: readonly string[]): string =>
  texts.reduce((sum, text) => sum.plus(text), new ExactDecimal(0)).toFixed();
const into = ({ links }: EnergyFlow, id: string): string =>
  total(links.filter(({ to }) => to === id).map(({ kwh }) => kwh));
const outOf = ({ links }: EnergyFlow, id: string): string =>
  total(links.filter(({ from }) => from === id).map(({ kwh }) => kwh));
const nodeOf = (flow: EnergyFlow, id: string) => flow.nodes.find((node) => node.id === id);

describe('where energy goes', () => {
  const plant = [
    meter('IN', 'electricity', null, '1000'),
    meter('PV', 'pv', null, '200.5'),
    meter('FORGE', 'electricity', 'IN', '700.25'),
    meter('AIR', 'electricity', 'IN', '300'),
    meter('GAS', 'naturalGas', null, '500'),
    meter('STEAM', 'steam', 'GAS', '430'),
  ];

  it('brings purchase and own generation together and names what is left, by hand', () => {
    const flow = energyFlow(plant, '50');
    expect(nodeOf(flow, 'site')?.kwh).toBe('1200.5');
    // 1000 + 200.5 − 50 − 700.25 − 300
    expect(nodeOf(flow, 'unallocated:site')?.kwh).toBe('150.25');
    expect(flow.links).toContainEqual({ from: 'site', to: 'exported:electricity', kwh: '50' });
    expect(flow.links).toContainEqual({ from: 'generated:pv', to: 'site', kwh: '200.5' });
    expect(flow.missing).toEqual([]);
  });

  it('calls the difference of a conversion a loss', () => {
    expect(nodeOf(energyFlow(plant), 'loss:meter:GAS')).toMatchObject({
      kind: 'loss',
      kwh: '70',
      meter: 'GAS',
    });
  });

  it('shows meters below that measured more as a surplus, not as a negative flow', () => {
    const flow = energyFlow([meter('A', 'heat', null, '10'), meter('B', 'heat', 'A', '12.5')]);
    expect(flow.links).toContainEqual({ from: 'surplus:meter:A', to: 'meter:A', kwh: '2.5' });
    expect(flow.nodes.some(({ kind }) => kind === 'unallocated')).toBe(false);
  });

  it('hangs what is below a silent meter on the next above, and says whose use the rest holds', () => {
    const flow = energyFlow([
      meter('A', 'heat', null, '10'),
      meter('B', 'heat', 'A', null),
      meter('C', 'heat', 'B', '4'),
    ]);
    expect(flow.links).toContainEqual({ from: 'meter:A', to: 'meter:C', kwh: '4' });
    expect(nodeOf(flow, 'unallocated:meter:A')).toMatchObject({ kwh: '6', includes: ['B'] });
    expect(flow.missing).toEqual(['B']);
  });

  it('takes generation below an incomer as generation, and inverters of a field once', () => {
    const flow = energyFlow([
      meter('IN', 'electricity', null, '10'),
      meter('PV', 'pv', 'IN', '5'),
      meter('INV', 'pv', 'PV', '5'),
    ]);
    expect(nodeOf(flow, 'site')?.kwh).toBe('15');
    expect(flow.links).toContainEqual({ from: 'site', to: 'meter:IN', kwh: '10' });
    expect(nodeOf(flow, 'unallocated:site')?.kwh).toBe('5');
  });

  it('survives parents that are not there or go in circles, and is empty without meters', () => {
    expect(energyFlow([])).toEqual({ nodes: [], links: [], missing: [] });
    const flow = energyFlow([meter('A', 'heat', 'GONE', '1')]);
    expect(flow.links).toEqual([{ from: 'purchased:heat', to: 'meter:A', kwh: '1' }]);
    expect(energyFlow([meter('A', 'heat', 'B', null), meter('B', 'heat', 'A', null)]).missing).toEqual([
      'A',
      'B',
    ]);
  });

  it('balances every node to the digit', () => {
    const amount = fc.option(
      fc.integer({ min: -5, max: 1_000_000 }).map((n) => new ExactDecimal(n).div(1000).toFixed()),
    );
    const carriers = fc.constantFrom<FlowMeter['carrier']>('electricity', 'pv', 'naturalGas', 'steam');
    const meters = fc
      .array(fc.record({ carrier: carriers, kwh: amount, parent: fc.nat() }), { maxLength: 14 })
      .map((drawn) =>
        drawn.map(({ carrier, kwh, parent }, n) =>
          // A parent is an earlier meter, or none.
          meter(`M${n}`, carrier, parent % (n + 1) === n ? null : `M${parent % (n + 1)}`, kwh),
        ),
      );
    fc.assert(
      fc.property(meters, fc.integer({ min: 0, max: 1000 }), (drawn, exported) => {
        const flow = energyFlow(drawn, String(exported));
        // What a node carries: what comes in, or what goes out where it is a beginning.
        const begins = new Set<string>(['purchased', 'generated', 'surplus']);
        for (const { id, kwh, kind } of flow.nodes) {
          const [inflow, outflow] = [into(flow, id), outOf(flow, id)];
          const carried = begins.has(kind) ? outflow : inflow;
          // A surplus comes in beside what the meter itself measured.
          const surplus = nodeOf(flow, `surplus:${id}`)?.kwh ?? '0';
          expect(carried).toBe(total([kwh, surplus]));
          const passes = kind === 'site' || (kind === 'meter' && outflow !== '0');
          expect(passes ? outflow : carried).toBe(carried);
        }
        const ends = (kinds: readonly string[]): string =>
          total(flow.nodes.filter(({ kind }) => kinds.includes(kind)).map(({ kwh }) => kwh));
        const used = total(
          flow.nodes
            .filter(({ id, kind }) => kind === 'meter' && outOf(flow, id) === '0')
            .map(({ kwh }) => kwh),
        );
        expect(ends(['purchased', 'generated', 'surplus'])).toBe(
          total([used, ends(['unallocated', 'loss', 'exported'])]),
        );
      }),
    );
  });
});
