import type { Bilingual } from '@zerofab/vocabulary';
import { DateTime, IANAZone } from 'luxon';
import { offsetMinutes } from './zone-offset.js';

export interface TimeRule {
  /** luxon tokens (`dd/MM/yyyy HH:mm`), `iso` or `epoch-ms`. */
  readonly format: string;
  /** IANA zone of local times; undefined: the text must carry its offset. */
  readonly zone: string | undefined;
  /** A row stamped 00:00 closes its day: it stands for 24:00 of its date. */
  readonly midnightClosesDay: boolean;
  /** Newest first: of a time that occurs twice, the row before is then the later one. */
  readonly descending?: boolean;
}

/** Zone of a text without offset while it is parsed: it never shifts the clock. A text with offset gets its own. */
const AS_WRITTEN = 'Africa/Abidjan';
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const PLAIN = /^\d{4}-\d{2}-\d{2}T[01]?\d:\d{2}:\d{2}$|^\d{4}-\d{2}-\d{2}T2[0-3]:\d{2}:\d{2}$/;

/** luxon takes today's date where a text has none; only a format that names day, month and year is read. */
const hasDate = (format: string): boolean => {
  const tokens = format.replaceAll(/'[^']*'/g, '');
  const year = /[yk]/.test(tokens);
  return (
    format === 'iso' ||
    format === 'epoch-ms' ||
    /[DfFxX]/.test(tokens) ||
    (year && /[ML]/.test(tokens) && tokens.includes('d')) ||
    (year && /[oW]/.test(tokens))
  );
};

type Parser = (text: string) => DateTime;

const parserOf = (format: string): Parser => {
  if (format === 'iso')
    return (text) =>
      /^T|^\d\d?(?:$|:)/.test(text)
        ? DateTime.invalid('no date')
        : DateTime.fromISO(text, { zone: AS_WRITTEN, setZone: true });
  const parser = DateTime.buildFormatParser(format);
  return (text) => DateTime.fromFormatParser(text, parser, { zone: AS_WRITTEN, setZone: true });
};

/**
 * Reads the times of rows, one after the other.
 * An offset in the text wins over the zone. A local time that does not exist (clocks set forward) is refused: the file
 * then was not written in this zone. One that occurs twice (clocks set back) is the first of the two, unless the row
 * before it has reached that instant already: then it is the second. Newest first, the other way round.
 */
export class RowClock {
  private readonly parse: Parser;
  private previousMs: number | undefined;

  /** @throws Error that says which flag is wrong */
  constructor(private readonly rule: TimeRule) {
    const { format, zone, midnightClosesDay } = rule;
    if (zone !== undefined && !IANAZone.isValidZone(zone))
      throw new Error(`--zone ${zone}: give an IANA time zone such as Asia/Seoul`);
    if (format === 'epoch-ms' && midnightClosesDay)
      throw new Error('--midnight-closes-day needs local times; epoch-ms has none');
    if (!hasDate(format))
      throw new Error(
        `No date in the time format ${format}: times alone cannot be stored; give the column of the date too`,
      );
    this.parse = parserOf(format);
  }

  /** @returns epoch milliseconds, or what is wrong with the text. */
  read(text: string): number | Bilingual {
    const at =
      this.rule.format === 'epoch-ms' ? epoch(text) : (this.plain(text) ?? this.instant(text.trim()));
    if (typeof at === 'number') this.previousMs = at;
    return at;
  }

  /** A local time far from any change of the clocks, which nearly all are: told without asking the zone each time. */
  private plain(text: string): number | undefined {
    const { format, zone, midnightClosesDay } = this.rule;
    if (format !== 'iso' || zone === undefined || !PLAIN.test(text)) return undefined;
    const written = Date.parse(`${text}Z`);
    // A day that does not exist (30 February) would be read as the one after.
    if (Number.isNaN(written) || new Date(written).getUTCDate() !== Number(text.slice(8, 10)))
      return undefined;
    const wall = midnightClosesDay && written % DAY_MS === 0 ? written + DAY_MS : written;
    const offset = offsetMinutes(wall - DAY_MS, zone);
    return offset === offsetMinutes(wall + DAY_MS, zone) ? wall - offset * 60_000 : undefined;
  }

  private instant(text: string): number | Bilingual {
    const { format, zone } = this.rule;
    const written = this.parse(text);
    if (!written.isValid)
      return {
        zh: `“${text}”与时间格式 ${format} 不符`,
        en: `"${text}" does not match the time format ${format}`,
      };
    const meant = this.closesDay(text, written) ? written.plus({ days: 1 }) : written;
    if (written.zoneName !== AS_WRITTEN) return meant.toMillis();
    if (zone === undefined)
      return { zh: `“${text}”没有时区偏移；请选择时区`, en: `"${text}" has no offset; give --zone` };
    const local = meant.setZone(zone, { keepLocalTime: true });
    if (local.hour !== meant.hour || local.minute !== meant.minute)
      return {
        zh: `“${text}”在时区 ${zone} 不存在（时钟拨快）`,
        en: `"${text}" does not exist in ${zone} (clocks were set forward)`,
      };
    return this.firstOrSecond(local.getPossibleOffsets().map((possible) => possible.toMillis()));
  }

  private closesDay(text: string, written: DateTime): boolean {
    // 24:00 closes its day by itself.
    return (
      this.rule.midnightClosesDay && +written === +written.startOf('day') && !/(?:^|\D)24:?00/.test(text)
    );
  }

  private firstOrSecond(instants: readonly number[]): number {
    const [first, second] = [Math.min(...instants), Math.max(...instants)];
    const previous = this.previousMs;
    if (this.rule.descending === true)
      return previous !== undefined && previous <= second && previous > first - HOUR_MS ? first : second;
    return previous !== undefined && previous >= first && previous < second + HOUR_MS ? second : first;
  }
}

const epoch = (text: string): number | Bilingual => {
  const ms = Number(text);
  return text.trim() !== '' && Number.isFinite(ms)
    ? ms
    : { zh: `“${text}”不是毫秒时间戳`, en: `"${text}" is not epoch milliseconds` };
};
