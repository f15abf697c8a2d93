import type { Checklist } from '@zerofab/contracts';
import { CHECK_STEPS, type CheckStep } from '@zerofab/vocabulary';
import { describe, expect, it } from 'vitest';
import { after, before, nextStep, stateOfStep, STEPS } from './steps';

const text = { zh: '', en: '' };
const list = (done: readonly CheckStep[]): Checklist => ({
  done: done.length,
  total: CHECK_STEPS.length,
  items: CHECK_STEPS.map((step) => ({
    step,
    state: done.includes(step) ? 'done' : 'missing',
    title: text,
    detail: text,
    count: null,
    roles: [],
  })),
});

describe('steps of the set-up', () => {
  it('are at most seven', () => {
    expect(STEPS.length).toBeLessThanOrEqual(7);
  });
  it('begin with the site, and go on where nothing is yet', () => {
    expect(nextStep(null)).toBe('site');
    expect(nextStep(list(['site']))).toBe('units');
    expect(nextStep(list(['units', 'meters']))).toBe('connection');
    expect(nextStep(list([...CHECK_STEPS]))).toBe('figure');
  });
  it('take the site as done once it is there, whatever it still lacks', () => {
    expect(stateOfStep('site', list([]))).toBe('done');
    expect(stateOfStep('site', null)).toBe('missing');
  });
  it('follow each other and end at both ends', () => {
    expect([after('site'), after('figure'), before('site'), before('units')]).toEqual([
      'units',
      'figure',
      'site',
      'site',
    ]);
  });
});
