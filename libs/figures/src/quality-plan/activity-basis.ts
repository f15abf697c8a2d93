import type { ActivityKind } from '@zerofab/vocabulary';
import type { ActivityBasis, ActivityOrigin } from '@zerofab/accounting';
import type { PlannedDatum } from '../domain/plan.js';
import { calibrationOf } from './calibration.js';

const LATE: ReadonlySet<string> = new Set(['overdue', 'never']);

/**
 * What the grade of a datum rests on: how it is bound, and what the approved plan says of its device. Meters measure
 * continuously; a record counts as read from a calibrated meter when the plan names a device whose calibration is
 * valid; other records, and stock balances, are derived. That a calibration asked for but never recorded counts as
 * past due is ours.
 * @param kind of the activity data
 * @param estimatedShare decimal text, 0 to 1
 * @param planned entry of the approved data quality control plan; undefined where it covers the datum not
 * @param today YYYY-MM-DD in the time zone of the site
 */
export const activityBasis = (
  kind: ActivityKind,
  estimatedShare: string,
  planned: PlannedDatum | undefined,
  today: string,
): ActivityBasis => {
  const { state } = calibrationOf(planned?.device, today);
  const origin = ((): ActivityOrigin => {
    if (kind === 'meters') return 'continuous';
    return kind === 'manual' && state === 'valid' ? 'calibrated-meter' : 'records';
  })();
  // Records without a device of their own (invoices) have no calibration to miss.
  return { origin, estimatedShare, calibrationOverdue: LATE.has(state) };
};
