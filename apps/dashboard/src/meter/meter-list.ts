import type { Meter, Register } from '@zerofab/contracts';
import { formatFixed, MISSING, NNBSP } from '../format/number';
import { screenUnit } from '../format/quantity';

const RANK: Readonly<Record<Meter['state'], number>> = { offline: 0, late: 1, never: 2, online: 3 };

/** Offline, late, never seen, online; in one state the longest silence first, then by code. */
export function worstFirst(meters: readonly Meter[]): Meter[] {
  return [...meters].sort(
    (a, b) =>
      RANK[a.state] - RANK[b.state] ||
      (a.state === 'online' ? 0 : (b.silentSeconds ?? 0) - (a.silentSeconds ?? 0)) ||
      a.code.localeCompare(b.code),
  );
}

/** The register whose reading stands for a meter: its power gauge, else the first that was ever read. */
export function mainRegister(meter: Meter): Register | undefined {
  return (
    meter.registers.find((register) => register.kind === 'gauge' && register.last !== null) ??
    meter.registers.find((register) => register.last !== null) ??
    meter.registers[0]
  );
}

/** The register whose differences are the meter's consumption; undefined for a meter with gauges alone. */
export function energyRegister(meter: Meter): Register | undefined {
  return meter.registers.find((register) => register.kind !== 'gauge');
}

/** Latest reading in words, as the register has it: `812.4 kW`. Raw, before the multiplier. */
export function readingText(meter: Meter): string {
  const register = mainRegister(meter);
  if (register === undefined || register.last === null) return MISSING;
  const decimals = register.kind === 'gauge' ? 1 : register.kind === 'counter' ? 0 : 2;
  return `${formatFixed(register.last.value, decimals)}${NNBSP}${screenUnit(register.unit)}`;
}

/** One row of the meter tree. */
export interface TreeRow {
  readonly meter: Meter;
  /** 0 for a meter without parent. */
  readonly depth: number;
}

/** Meters below their parents, by code; a meter whose parent is unknown or part of a loop stands at the top. */
export function meterTree(meters: readonly Meter[]): readonly TreeRow[] {
  const codes = new Set(meters.map((meter) => meter.code));
  const children = new Map<string | null, Meter[]>();
  for (const meter of [...meters].sort((a, b) => a.code.localeCompare(b.code))) {
    const parent = meter.parent !== null && codes.has(meter.parent) ? meter.parent : null;
    children.set(parent, [...(children.get(parent) ?? []), meter]);
  }
  const rows: TreeRow[] = [];
  const placed = new Set<string>();
  const place = (meter: Meter, depth: number): void => {
    if (placed.has(meter.code)) return;
    placed.add(meter.code);
    rows.push({ meter, depth });
    for (const child of children.get(meter.code) ?? []) place(child, depth + 1);
  };
  for (const top of children.get(null) ?? []) place(top, 0);
  for (const meter of meters) place(meter, 0);
  return rows;
}

/** Rows whose name or code holds the text; their depth is kept, so that the tree stays readable. */
export function filterRows(rows: readonly TreeRow[], text: string): readonly TreeRow[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return rows;
  return rows.filter(({ meter }) =>
    [meter.code, meter.name.zh, meter.name.en].some((word) => word.toLowerCase().includes(wanted)),
  );
}

/** The meter to show when none is chosen: the first that has others below it, else the first of the tree. */
export function firstMeter(meters: readonly Meter[]): Meter | null {
  const parents = new Set(meters.map((meter) => meter.parent));
  const rows = meterTree(meters);
  return (rows.find((row) => parents.has(row.meter.code)) ?? rows[0])?.meter ?? null;
}
