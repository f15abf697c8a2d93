import type { CsvRecord } from './csv-records.js';
import type { BadRow, FileFormat, FileReading } from './file-format.js';
import { RowTime } from './row-time.js';
import type { RecordReader } from './table-rows.js';

/**
 * AEMO Meter Data File Format NEM12: 200 names a channel (NMI, suffix, unit, interval in minutes), 300 is a day of it,
 * 400 the quality of parts of a day whose quality is V. Times are market time, UTC+10 all year.
 */
export const NEM12_ZONE = 'Etc/GMT-10';

export interface Nem12Channel {
  /** `NMI suffix`, as a person chooses it. */
  readonly name: string;
  readonly unit: string;
  readonly minutes: number;
}

export const isNem12 = (records: readonly CsvRecord[]): boolean => {
  const [first, second] = records.map(({ cells }) => cells);
  if (first?.[0] === '100') return first[1] === 'NEM12';
  return first?.[0] === '200' && first.length >= 9 && second?.[0] === '300';
};

export const channelOf = (cells: readonly string[]): Nem12Channel => ({
  name: `${cells[1] ?? ''} ${cells[4] ?? ''}`.trim(),
  unit: cells[7] ?? '',
  minutes: Number(cells[8]),
});

interface Day {
  readonly line: number;
  readonly midnight: number;
  readonly values: readonly string[];
  readonly quality: string;
  readonly missing: Set<number>;
}

/** Reads the channel that the filter names, or all when it names none. */
export class Nem12Rows implements RecordReader {
  private readonly time: RowTime;
  private minutes = 30;
  private chosen = false;
  private day: Day | undefined;

  constructor(private readonly format: FileFormat) {
    this.time = new RowTime({ ...format.time, columns: [1], format: 'ymd' });
  }

  read({ line, cells }: CsvRecord): (FileReading | BadRow)[] {
    switch (cells[0]) {
      case '400':
        this.quality(cells);
        return [];
      case '300': {
        const done = this.close();
        return [...done, ...this.open(line, cells)];
      }
      case '200': {
        const done = this.close();
        const channel = channelOf(cells);
        this.minutes = channel.minutes;
        this.chosen = this.format.where.every(({ value }) => value === channel.name);
        return done;
      }
      default:
        return this.close();
    }
  }

  /** @returns the readings of the last day, which no further record closed */
  end(): (FileReading | BadRow)[] {
    return this.close();
  }

  private open(line: number, cells: readonly string[]): BadRow[] {
    if (!this.chosen) return [];
    const count = 1440 / this.minutes;
    const midnight = this.time.readMidnight(cells);
    if (typeof midnight !== 'number') return [{ line, reason: midnight }];
    if (!Number.isInteger(count) || cells.length < count + 3)
      return [
        {
          line,
          reason: {
            zh: `一天应有 ${String(count)} 个值，该行只有 ${String(cells.length - 2)} 列`,
            en: `a day has ${String(count)} values, the record ${String(cells.length - 2)} columns`,
          },
        },
      ];
    const quality = cells[2 + count] ?? '';
    this.day = { line, midnight, values: cells.slice(2, 2 + count), quality, missing: new Set() };
    return [];
  }

  private quality(cells: readonly string[]): void {
    if (!cells[3]?.startsWith('N')) return;
    for (let at = Number(cells[1]); at <= Math.min(Number(cells[2]), 1440); at += 1)
      this.day?.missing.add(at - 1);
  }

  private close(): (FileReading | BadRow)[] {
    const { day } = this;
    this.day = undefined;
    const [mapping] = this.format.mappings;
    if (day === undefined || mapping === undefined) return [];
    return day.values.map((text, index): FileReading | BadRow => {
      const value = text === '' ? Number.NaN : Number(text);
      const ts = day.midnight + (index + 1) * this.minutes * 60_000;
      if (day.quality.startsWith('N') || day.missing.has(index) || !Number.isFinite(value))
        return {
          line: day.line,
          reason: {
            zh: `第 ${String(index + 1)} 个时段没有值（质量标志 N）`,
            en: `interval ${String(index + 1)} has no value (quality N)`,
          },
        };
      return { ts, values: { [mapping.register]: Number((value * mapping.scale).toPrecision(15)) } };
    });
  }
}
