import type { PutTarget, Target } from '@zerofab/contracts';

export interface PointForm {
  year: string;
  value: string;
}

/** What stands in the boxes of the form: text, as typed. */
export interface TargetForm {
  indicator: string;
  baseYear: string;
  baseValue: string;
  unit: string;
  source: string;
  targetYear: string;
  path: PutTarget['path'];
  targetValue: string;
  /** Percent of the base value a year. */
  rate: string;
  points: PointForm[];
  note: string;
}

/** 4.2 % of the base year's value a year: the absolute contraction of SBTi for 1.5 °C. */
const USUAL_RATE = '4.2';

export const emptyTarget = (indicator: string, unit: string, baseYear: number): TargetForm => ({
  indicator,
  baseYear: String(baseYear),
  baseValue: '',
  unit,
  source: '',
  targetYear: '2030',
  path: 'linear',
  targetValue: '',
  rate: USUAL_RATE,
  points: [],
  note: '',
});

export const formOfTarget = (target: Target): TargetForm => ({
  indicator: target.indicator,
  baseYear: String(target.baseYear),
  baseValue: target.baseValue,
  unit: target.unit,
  source: target.source,
  targetYear: String(target.targetYear),
  path: target.path,
  targetValue: target.targetValue ?? '',
  rate:
    target.yearlyRate === null ? USUAL_RATE : String(Number((Number(target.yearlyRate) * 100).toFixed(6))),
  points: target.points.map(({ year, value }) => ({ year: String(year), value })),
  note: '',
});

const shareOf = (typed: string): string => {
  const value = Number(typed);
  return Number.isFinite(value) ? String(Number((value / 100).toFixed(9))) : typed.trim();
};

/** The body the server takes: of the fields of the three paths those of the chosen one. */
export const bodyOfTarget = (form: TargetForm, version: number): PutTarget => ({
  baseYear: Number(form.baseYear),
  baseValue: form.baseValue.trim(),
  unit: form.unit.trim(),
  source: form.source.trim(),
  targetYear: Number(form.targetYear),
  path: form.path,
  targetValue: form.path === 'linear' ? form.targetValue.trim() : null,
  yearlyRate: form.path === 'rate' ? shareOf(form.rate) : null,
  points:
    form.path === 'own'
      ? form.points.map(({ year, value }) => ({ year: Number(year), value: value.trim() }))
      : [],
  ...(form.note.trim() === '' ? {} : { note: form.note.trim() }),
  expectedVersion: version,
});
