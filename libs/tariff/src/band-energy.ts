import type { ExactDecimal } from '@zerofab/units';
import type { Band } from '@zerofab/vocabulary';
import type { BandCalendar } from './band-calendar.js';
import { placeOf } from './intervals.js';

/** Bands of an interval with the minutes of each: an interval across a border is split by time. */
export const minutesByBand = (
  calendar: BandCalendar,
  startMs: number,
  { zone, stepMinutes }: { readonly zone: string; readonly stepMinutes: number },
): ReadonlyMap<Band, number> => {
  const { day, minute } = placeOf(startMs, zone);
  const bands = calendar.bandsOn(day, zone);
  const minutes = new Map<Band, number>();
  for (let at = minute; at < minute + stepMinutes; at += 1) {
    const band = bands[at];
    if (band !== undefined) minutes.set(band, (minutes.get(band) ?? 0) + 1);
  }
  return minutes;
};

/** Adds the energy of an interval to its bands. */
export const addByBand = (
  into: Map<Band, ExactDecimal>,
  minutes: ReadonlyMap<Band, number>,
  quantity: ExactDecimal,
): void => {
  let whole = 0;
  for (const part of minutes.values()) whole += part;
  for (const [band, part] of minutes) {
    const share = part === whole ? quantity : quantity.times(part).div(whole);
    into.set(band, into.get(band)?.plus(share) ?? share);
  }
};
