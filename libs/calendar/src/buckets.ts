import { RefusedError, type BucketSize } from '@zerofab/vocabulary';
import { DateTime } from 'luxon';
import { QUARTER_MS } from './quarter.js';
import type { Span } from './span.js';
import { offsetMinutes } from './zone-offset.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
/** More stretches than this are not answered at once. */
const MAX_BORDERS = 50_000;

const nextBorder = (ms: number, bucket: 'day' | 'month', zone: string): number =>
  DateTime.fromMillis(ms, { zone })
    .startOf(bucket)
    .plus({ [bucket]: 1 })
    .startOf(bucket)
    .toMillis();

/** Local hours keep step with the zone's offset: where it is no whole hour, they start at :15, :30 or :45 UTC. */
const nextHour = (ms: number, zone: string): number => {
  const offsetMs = offsetMinutes(ms, zone) * 60_000;
  return (Math.floor((ms + offsetMs) / HOUR_MS) + 1) * HOUR_MS - offsetMs;
};

/**
 * Borders that divide [fromMs, toMs) into buckets of the zone: days of 23 and 25 hours where summer time changes,
 * months of their real length. The first and the last bucket are cut where the span begins and ends.
 * @throws RefusedError span-too-long when there would be too many
 */
export const bucketBorders = (span: Span, bucket: BucketSize, zone: string): number[] => {
  const length = { '15m': QUARTER_MS, hour: HOUR_MS, day: DAY_MS, month: 28 * DAY_MS }[bucket];
  if ((span.toMs - span.fromMs) / length > MAX_BORDERS) {
    throw new RefusedError({
      code: 'span-too-long',
      text: {
        zh: `该时段的分段超过 ${String(MAX_BORDERS)} 个；请缩短时段或选用更大的分段`,
        en: `This span has more than ${String(MAX_BORDERS)} buckets; ask for a shorter one or a larger bucket`,
      },
    });
  }
  const borders = [span.fromMs];
  let at = span.fromMs;
  while (at < span.toMs) {
    if (bucket === '15m') at += QUARTER_MS;
    else if (bucket === 'hour') at = nextHour(at, zone);
    else at = nextBorder(at, bucket, zone);
    borders.push(Math.min(at, span.toMs));
  }
  return borders;
};
