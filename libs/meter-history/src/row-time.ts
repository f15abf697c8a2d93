import { RowClock, startOfDay } from '@zerofab/calendar';
import type { Bilingual } from '@zerofab/vocabulary';
import type { FileTime } from './file-format.js';
import { clockOf, isoOf, isTimeStyle, rangeOf } from './written-time.js';

const MINUTE_MS = 60_000;

/** Times of the rows of a file, one after the other. */
export class RowTime {
  private readonly clock: RowClock;

  /** @throws Error for a rule that cannot be */
  constructor(private readonly time: FileTime) {
    const { format, zone, midnightClosesDay, descending } = time;
    this.clock = new RowClock({
      format: isTimeStyle(format) ? 'iso' : format,
      zone,
      midnightClosesDay: midnightClosesDay && !format.startsWith('epoch'),
      descending,
    });
  }

  /** @returns epoch milliseconds, or what is wrong with the text */
  read(cells: readonly string[]): number | Bilingual {
    const text = this.time.columns
      .map((place) => cells[place] ?? '')
      .join(' ')
      .trim();
    const written = this.time.range ? endOfRange(text) : text;
    const at = this.instant(written);
    if (typeof at !== 'number') return at;
    return (
      (this.time.inclusiveEnd ? Math.floor(at / MINUTE_MS) * MINUTE_MS + MINUTE_MS : at) + this.time.shiftMs
    );
  }

  /** Instant some minutes after the midnight of the date that the row holds, by the clock on the wall. */
  readSlot(cells: readonly string[], minutes: number): number | Bilingual {
    const day = this.dayOf(cells);
    if (typeof day !== 'string') return day;
    const clock = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
    const at = this.clock.read(`${day}T${clock}:00`);
    return typeof at === 'number' ? at + this.time.shiftMs : at;
  }

  /** Midnight of the date that the row holds, for rows that count the time that went by. */
  readMidnight(cells: readonly string[]): number | Bilingual {
    const day = this.dayOf(cells);
    if (typeof day !== 'string') return day;
    return startOfDay(day, this.time.zone ?? 'UTC');
  }

  private dayOf(cells: readonly string[]): string | Bilingual {
    const { columns, format } = this.time;
    const text = columns.map((place) => cells[place] ?? '').join(' ');
    const iso = isTimeStyle(format) ? isoOf(text, format) : undefined;
    return iso?.slice(0, 10) ?? noTime(text, format);
  }

  private instant(text: string): number | Bilingual {
    const { format } = this.time;
    if (!isTimeStyle(format)) return this.clock.read(text);
    const iso = isoOf(text, format);
    return iso === undefined ? noTime(text, format) : this.clock.read(iso);
  }
}

const noTime = (text: string, format: string): Bilingual => ({
  zh: `“${text.slice(0, 60)}”与时间格式 ${format} 不符`,
  en: `"${text.slice(0, 60)}" does not match the time format ${format}`,
});

/** The end of a range; of one whose end has no date, with the date of its begin. */
const endOfRange = (text: string): string => {
  const [from, to] = rangeOf(text) ?? [text, text];
  if (clockOf(to) === undefined) return to;
  const date = /^\S+/.exec(from)?.[0] ?? '';
  return `${date} ${to}`;
};
