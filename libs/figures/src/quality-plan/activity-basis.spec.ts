import { activityGrade } from '@zerofab/accounting';
import { putQualityPlanSchema } from '@zerofab/contracts';
import { describe, expect, it } from 'vitest';
import { activityBasis } from './activity-basis.js';

const TODAY = '2026-01-10';
const planned = (device: object | null) =>
  putQualityPlanSchema.parse({
    items: [
      {
        source: 'coal',
        parameter: 'mass of coal',
        facility: 'boiler',
        monitoringPoint: 'belt 1',
        device,
        frequency: 'each batch',
        method: 'JJG 195',
        missingDataRule: 'highest neighbour',
        recordForm: 'F-1',
        department: 'energy',
      },
    ],
  }).items[0];
const scale = (lastCalibratedOn?: string, calibrationMonths: number | null = 12) =>
  planned({
    name: 'scale',
    number: '1',
    place: 'yard',
    accuracy: '0.5',
    calibrationMonths,
    lastCalibratedOn,
  });

describe('what a grade rests on', () => {
  it.each([
    ['a meter without a plan', 'meters', undefined, 'continuous', 'high'],
    ['a meter past due', 'meters', scale('2024-01-01'), 'continuous', 'medium'],
    ['a meter never calibrated', 'meters', scale(), 'continuous', 'medium'],
    ['a weighing record of a calibrated scale', 'manual', scale('2025-06-01'), 'calibrated-meter', 'high'],
    ['a weighing record of a scale past due', 'manual', scale('2024-01-01'), 'records', 'low'],
    ['an invoice', 'manual', planned(null), 'records', 'medium'],
    ['a record the plan does not cover', 'manual', undefined, 'records', 'medium'],
    ['a stock balance', 'stock', scale('2025-06-01'), 'records', 'medium'],
    ['a device that needs no calibration', 'manual', scale(undefined, null), 'records', 'medium'],
  ] as const)('%s', (_what, kind, plan, origin, grade) => {
    const basis = activityBasis(kind, '0', plan, TODAY);
    expect([basis.origin, activityGrade(basis).grade]).toEqual([origin, grade]);
  });
});
