import type { SiteMeter } from './use-energy';

interface MeterRow {
  readonly meter: SiteMeter;
  readonly depth: number;
}

/** Meters below their parents, by code; what stands in a loop or below nothing known stands at the top. */
export function meterRows(meters: readonly SiteMeter[]): readonly MeterRow[] {
  const codes = new Set(meters.map(({ meter }) => meter));
  const placed = new Set<string>();
  const rows: MeterRow[] = [];
  const place = (meter: SiteMeter, depth: number): void => {
    if (placed.has(meter.meter)) return;
    placed.add(meter.meter);
    rows.push({ meter, depth });
    for (const child of meters.filter(({ parent }) => parent === meter.meter)) place(child, depth + 1);
  };
  for (const meter of meters) if (meter.parent === null || !codes.has(meter.parent)) place(meter, 0);
  for (const meter of meters) place(meter, 0);
  return rows;
}
