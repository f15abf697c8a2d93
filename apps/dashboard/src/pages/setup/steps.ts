import type { Checklist } from '@zerofab/contracts';
import type { CheckStep } from '@zerofab/vocabulary';

/** The screens of the guided set-up, in their order. */
export const STEPS = ['site', 'units', 'meters', 'connection', 'history', 'sources', 'figure'] as const;
export type Step = (typeof STEPS)[number];

/** What of the check list a screen is about. */
const CHECKS: Readonly<Record<Step, CheckStep>> = {
  site: 'site',
  units: 'units',
  meters: 'meters',
  connection: 'readings',
  history: 'history',
  sources: 'sources',
  figure: 'factors',
};

export type StepState = 'done' | 'partly' | 'missing';

/** Where a screen stands, from what is on the server; a site that does not exist yet has nothing. */
export const stateOfStep = (step: Step, checklist: Checklist | null): StepState => {
  if (checklist === null) return 'missing';
  if (step === 'site') return 'done';
  return checklist.items.find((item) => item.step === CHECKS[step])?.state ?? 'missing';
};

/** The screen on which a person goes on: the first that has nothing yet. */
export const nextStep = (checklist: Checklist | null): Step =>
  STEPS.find((step) => stateOfStep(step, checklist) === 'missing') ?? 'figure';

export const after = (step: Step): Step => STEPS[STEPS.indexOf(step) + 1] ?? 'figure';
export const before = (step: Step): Step => STEPS[STEPS.indexOf(step) - 1] ?? 'site';
