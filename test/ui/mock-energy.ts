/** Energy of the mock factory, and its waterfall between two spans, worked out by the product's own pure functions. */
import type { SiteEnergy, Waterfall } from '@zerofab/contracts';
import { energyFlow, meterEnergy, waterfallOf } from '@zerofab/figures';
import { detailedInventory } from './mock-inventory.js';
import { iso, METERS, useOf, ZONE } from './mock-factory.js';

export function energyOf(from: number, to: number): SiteEnergy {
  const meters = METERS.map((meter): SiteEnergy['meters'][number] => {
    const use = useOf(meter.code, from, to);
    const energy =
      use.value === null
        ? {
            kwh: null,
            tce: null,
            coefficient: null,
            reason: { zh: '该时段没有读数', en: 'No readings in this span' },
          }
        : meterEnergy(meter.carrier, use.value.toFixed(6), meter.unit);
    return {
      meter: meter.code,
      name: { zh: meter.zh, en: meter.en },
      carrier: meter.carrier,
      parent: meter.parent,
      register: meter.register,
      unit: meter.unit,
      value: use.value,
      estimated: use.estimated,
      coverage: use.coverage,
      quality: use.quality,
      ...energy,
    };
  }).toSorted((a, b) => a.meter.localeCompare(b.meter));
  const { nodes, links, missing } = energyFlow(
    meters.map(({ meter, value, kwh, carrier, parent }) => ({
      code: meter,
      carrier,
      parent,
      kwh,
      expected: value === null,
    })),
  );
  const flow = {
    nodes: nodes.map((node) => ({ ...node, includes: [...node.includes] })),
    links: [...links],
    missing: [...missing],
  };
  return { from: iso(from), to: iso(to), timezone: ZONE, settled: true, meters, flow };
}

export const noEnergy = (from: number, to: number): SiteEnergy => ({
  ...energyOf(from, from + 1),
  from: iso(from),
  to: iso(to),
  meters: [],
  flow: { nodes: [], links: [], missing: [] },
});

const sideOf = (from: number, to: number, method: string | null) =>
  detailedInventory(from, to, method).sources.map(({ code, name, exact, activity }) => ({
    code,
    name,
    tco2e: exact,
    activity: activity.exact,
    unit: activity.unit,
    coverage: 1,
    within: true,
  }));

export function waterfall(
  now: readonly [number, number],
  before: readonly [number, number],
  method: string | null,
): Waterfall {
  const { steps, ...totals } = waterfallOf(
    // The forklifts were bought this year: a source that came.
    sideOf(...before, method).map((side) =>
      side.code === 'diesel' ? { ...side, tco2e: null, within: false } : side,
    ),
    sideOf(...now, method),
  );
  const { id, name } = detailedInventory(...now, method).method;
  return {
    method: { id, name },
    from: iso(now[0]),
    to: iso(now[1]),
    comparedFrom: iso(before[0]),
    comparedTo: iso(before[1]),
    ...totals,
    steps: steps.map(({ lines, ...step }) => ({ ...step, lines: [...lines] })),
  };
}
