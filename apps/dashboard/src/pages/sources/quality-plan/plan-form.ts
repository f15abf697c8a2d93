import type { PlanItem, QualityPlan } from '@zerofab/contracts';

export const PLAN_TEXTS = [
  'parameter',
  'facility',
  'monitoringPoint',
  'frequency',
  'method',
  'missingDataRule',
  'recordForm',
  'department',
] as const;
export const DEVICE_TEXTS = ['name', 'number', 'place', 'accuracy'] as const;

/** An entry of the plan as the form holds it; empty text means: not given. */
export interface PlanForm extends Record<(typeof PLAN_TEXTS)[number], string> {
  source: string;
  input: string;
  /** Off where nothing is metered. */
  metered: boolean;
  device: Record<(typeof DEVICE_TEXTS)[number] | 'calibrationMonths' | 'lastCalibratedOn', string>;
}
export type StoredItem = QualityPlan['items'][number];

const noDevice = (): PlanForm['device'] => ({
  name: '',
  number: '',
  place: '',
  accuracy: '',
  calibrationMonths: '12',
  lastCalibratedOn: '',
});

/** A new entry for a datum. */
export const emptyEntry = (datum: { readonly source: string; readonly input: string }): PlanForm => ({
  ...datum,
  parameter: '',
  facility: '',
  monitoringPoint: '',
  frequency: '',
  method: '',
  missingDataRule: '',
  recordForm: '',
  department: '',
  metered: true,
  device: noDevice(),
});

export const formOfItem = ({ device, ...item }: PlanItem): PlanForm => ({
  ...item,
  metered: device !== null && device !== undefined,
  device:
    device === null || device === undefined
      ? noDevice()
      : {
          ...device,
          calibrationMonths: device.calibrationMonths === null ? '' : String(device.calibrationMonths),
          lastCalibratedOn: device.lastCalibratedOn ?? '',
        },
});

/** An entry as the server takes it; the server checks it. */
export const itemOfForm = ({ metered, device, source, input, ...texts }: PlanForm): PlanItem => {
  const { calibrationMonths, lastCalibratedOn, name, number, place, accuracy } = device;
  return {
    source,
    input: input.trim(),
    parameter: texts.parameter.trim(),
    facility: texts.facility.trim(),
    monitoringPoint: texts.monitoringPoint.trim(),
    frequency: texts.frequency.trim(),
    method: texts.method.trim(),
    missingDataRule: texts.missingDataRule.trim(),
    recordForm: texts.recordForm.trim(),
    department: texts.department.trim(),
    device: metered
      ? {
          name: name.trim(),
          number: number.trim(),
          place: place.trim(),
          accuracy: accuracy.trim(),
          calibrationMonths: calibrationMonths.trim() === '' ? null : Number(calibrationMonths),
          lastCalibratedOn: lastCalibratedOn === '' ? null : lastCalibratedOn,
        }
      : null,
  };
};

/** What is stored, without what the server adds to it. */
export const plainItem = ({ calibration: _calibration, ...item }: StoredItem): PlanItem => item;

interface Datum {
  readonly source: string;
  readonly input: string;
}
const same = (one: Datum, other: Datum): boolean => one.source === other.source && one.input === other.input;

/**
 * The plan with one entry changed (`replaces` names its datum), added (`replaces` null) or taken out (`entry` null).
 * Entries that others changed meanwhile stay theirs. `at` is where the entry stands, as a refusal of the server counts.
 */
export const withEntry = (
  items: readonly PlanItem[],
  replaces: Datum | null,
  entry: PlanItem | null,
): { readonly items: PlanItem[]; readonly at: number } => {
  const found = replaces === null ? -1 : items.findIndex((item) => same(item, replaces));
  if (entry === null) return { items: items.filter((_, index) => index !== found), at: -1 };
  if (found < 0) return { items: [...items, entry], at: items.length };
  return { items: items.map((item, index) => (index === found ? entry : item)), at: found };
};
