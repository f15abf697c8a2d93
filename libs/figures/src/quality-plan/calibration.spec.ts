import { describe, expect, it } from 'vitest';
import { calibrationOf } from './calibration.js';

const device = (calibrationMonths: number | null, lastCalibratedOn?: string) => ({
  name: 'belt scale',
  number: 'BS-1',
  place: 'coal yard',
  accuracy: '0.5 %',
  calibrationMonths,
  lastCalibratedOn,
});

describe('calibrationOf', () => {
  it.each([
    ['2025-03-01', 12, '2026-02-28', { state: 'valid', dueOn: '2026-03-01', daysOverdue: null }],
    ['2025-03-01', 12, '2026-03-01', { state: 'overdue', dueOn: '2026-03-01', daysOverdue: 0 }],
    ['2025-03-01', 12, '2026-03-11', { state: 'overdue', dueOn: '2026-03-01', daysOverdue: 10 }],
    // There is no 31 February: the last day of the month counts.
    ['2025-08-31', 6, '2026-02-27', { state: 'valid', dueOn: '2026-02-28', daysOverdue: null }],
    ['2024-02-29', 12, '2025-02-28', { state: 'overdue', dueOn: '2025-02-28', daysOverdue: 0 }],
  ])('last on %s, every %i months, on %s', (last, months, today, expected) => {
    expect(calibrationOf(device(months, last), today)).toEqual(expected);
  });

  it('tells a device never calibrated from one that needs none', () => {
    expect(calibrationOf(device(12), '2026-01-01').state).toBe('never');
    expect(calibrationOf(device(null, '2020-01-01'), '2026-01-01').state).toBe('none');
    expect(calibrationOf(null, '2026-01-01').state).toBe('none');
  });
});
