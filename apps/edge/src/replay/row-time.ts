import { DateTime } from 'luxon';

export interface TimeRule {
  /** luxon tokens (`dd/MM/yyyy HH:mm`), `iso` or `epoch-ms`. */
  readonly format: string;
  /** IANA zone of local times; undefined: the text must carry its offset. */
  readonly zone: string | undefined;
  /** A row stamped 00:00 closes its day: it stands for 24:00 of its date. */
  readonly midnightClosesDay: boolean;
}

/**
 * Reads the time of a row.
 * A local time that occurs twice (clocks set back) is taken as the first of the two; one that does not exist (clocks
 * set forward) is refused: the file then was not written in this zone.
 * @returns epoch milliseconds, or what is wrong.
 */
export const rowTime = (text: string, rule: TimeRule): number | string => {
  const trimmed = text.trim();
  if (rule.format === 'epoch-ms') {
    const ms = Number(trimmed);
    return trimmed !== '' && Number.isFinite(ms) ? ms : `"${text}" is not epoch milliseconds`;
  }
  const zone = rule.zone ?? 'UTC';
  const time =
    rule.format === 'iso'
      ? DateTime.fromISO(trimmed, { zone, setZone: false })
      : DateTime.fromFormat(trimmed, rule.format, { zone });
  if (!time.isValid) return `"${text}" does not match the time format ${rule.format}`;
  const carriesOffset = rule.format === 'iso' && /([zZ]|[+-]\d{2}:?\d{2})$/.test(trimmed);
  if (carriesOffset) return time.toMillis();
  if (rule.format === 'iso' && rule.zone === undefined) {
    return `"${text}" has no offset; give --zone`;
  }
  const written = DateTime.fromFormat(trimmed, rule.format, { zone: 'UTC' });
  if (
    rule.format !== 'iso' &&
    written.isValid &&
    (written.hour !== time.hour || written.minute !== time.minute)
  ) {
    return `"${text}" does not exist in ${zone} (clocks were set forward)`;
  }
  const closes = rule.midnightClosesDay && time.hour === 0 && time.minute === 0 && time.second === 0;
  const meant = closes ? time.plus({ days: 1 }) : time;
  return rule.zone === undefined
    ? meant.toMillis()
    : Math.min(...meant.getPossibleOffsets().map((possible) => possible.toMillis()));
};
