import { monthLabel } from '@zerofab/calendar';
import type { BadRow, FileReading } from './file-format.js';
import { isBad } from './file-rows.js';

interface MonthTotal {
  /** Local month, e.g. 2026-05. */
  readonly month: string;
  readonly readings: number;
  /** Use by register: the rise of a counter, the sum of intervals, in the register's reading unit. */
  readonly totals: Readonly<Record<string, number>>;
}

interface Month {
  readings: number;
  readonly sums: Map<string, number>;
  /** Last value of each register by time, so that the order of rows does not matter. */
  readonly lasts: Map<string, { ts: number; value: number }>;
  readonly firsts: Map<string, { ts: number; value: number }>;
}

const SHOWN = 1000;

/** What a whole file holds as it would be stored: span, rows, refused rows and totals by month. */
export class Survey {
  readings = 0;
  badCount = 0;
  firstMs: number | undefined;
  lastMs: number | undefined;
  readonly bad: BadRow[] = [];
  private readonly months = new Map<string, Month>();

  /** @param counters registers that count up; of others values are summed */
  constructor(
    private readonly zone: string,
    private readonly counters: ReadonlySet<string>,
  ) {}

  add(row: FileReading | BadRow): void {
    if (isBad(row)) {
      this.badCount += 1;
      if (this.bad.length < SHOWN) this.bad.push(row);
      return;
    }
    const { ts, values } = row;
    this.readings += 1;
    this.firstMs = Math.min(this.firstMs ?? ts, ts);
    this.lastMs = Math.max(this.lastMs ?? ts, ts);
    // The reading of midnight closes the month before.
    const label = monthLabel(ts - 1, this.zone);
    const month = this.months.get(label) ?? {
      readings: 0,
      sums: new Map(),
      lasts: new Map(),
      firsts: new Map(),
    };
    this.months.set(label, month);
    month.readings += 1;
    for (const [register, value] of Object.entries(values)) {
      month.sums.set(register, (month.sums.get(register) ?? 0) + value);
      const last = month.lasts.get(register);
      if (last === undefined || ts >= last.ts) month.lasts.set(register, { ts, value });
      const first = month.firsts.get(register);
      if (first === undefined || ts < first.ts) month.firsts.set(register, { ts, value });
    }
  }

  totals(): MonthTotal[] {
    const before = new Map<string, number>();
    return [...this.months]
      .toSorted(([one], [other]) => one.localeCompare(other))
      .map(([month, { readings, sums, lasts, firsts }]) => {
        const totals: Record<string, number> = {};
        for (const [register, sum] of sums) {
          const last = lasts.get(register)?.value ?? 0;
          const opening = before.get(register) ?? firsts.get(register)?.value ?? last;
          totals[register] = Number((this.counters.has(register) ? last - opening : sum).toFixed(9));
          before.set(register, last);
        }
        return { month, readings, totals };
      });
  }
}
