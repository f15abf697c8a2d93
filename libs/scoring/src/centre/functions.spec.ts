import { describe, expect, it } from 'vitest';
import type { CentreFacts } from './facts.js';
import { liveCount, liveTests } from './functions.js';

const FULL: CentreFacts = {
  firstLevel: [
    { meter: 'main', known: true },
    { meter: 'gas', known: true },
  ],
  month: '2026-05',
  monthState: 'closed',
  energyTce: { value: '155.7' },
  intensities: 2,
  comparedLevels: 3,
  recordedLevels: 3,
  flow: { nodes: 12, missing: [], differenceKwh: '0' },
  balance: { parents: 2, known: 2, largestShare: 0.031, meter: 'main' },
  budget: { year: 2026, approvedVersion: 2, items: 3, withActual: 3 },
  lockedMonth: '2026-04',
  bundleAt: '2026-03-02',
  registerEntries: 1,
  simulations: 1,
};
const verdictOf = (no: number, facts: Partial<CentreFacts> = {}) => {
  const found = liveTests({ ...FULL, ...facts }).find((each) => each.no === no);
  if (found === undefined) throw new Error(`no function ${String(no)}`);
  return found;
};
const LIVE = [1, 2, 4, 5, 7, 8, 11, 12, 13];

describe('live tests of the energy-carbon centre', () => {
  it('are thirteen, in the order of the guide', () => {
    expect(liveTests(FULL).map(({ no }) => no)).toEqual(Array.from({ length: 13 }, (_, at) => at + 1));
  });
  it.each(LIVE)('function %s is live on whole data', (no) => {
    expect(verdictOf(no)).toMatchObject({ state: 'live', mend: null });
  });
  it.each([3, 9, 10])('function %s is not offered, and no data makes it live', (no) => {
    expect(verdictOf(no)).toMatchObject({ state: 'notOffered', mend: null });
  });
  it('a balance without a kept run of the optimiser is not live, and says so with its figure', () => {
    const { state, found } = verdictOf(6);
    expect(state).toBe('notLive');
    expect(found.en).toBe(
      '2026-05: 2 of 2 balances worked out, largest 3.1 % (main); runs of the optimiser are not kept, so that none can be shown',
    );
  });
  it.each<[string, number, Partial<CentreFacts>, string]>([
    [
      'a silent first-level meter',
      1,
      { firstLevel: [...FULL.firstLevel, { meter: 'steam', known: false }] },
      '2 of 3 first-level meters have data of yesterday; without: steam',
    ],
    ['no first-level meter', 1, { firstLevel: [] }, 'there is no meter of the first level'],
    ['an open month', 2, { monthState: 'open' }, '2026-05: 155.7 tce, 2 intensities, period open'],
    ['no intensity', 2, { intensities: 0 }, '2026-05: 155.7 tce, 0 intensities, period closed'],
    [
      'energy that lacks',
      2,
      { energyTce: { missing: { zh: '缺数据', en: 'the source gas lacks data' } } },
      'comprehensive energy of 2026-05 is missing: the source gas lacks data',
    ],
    [
      'no level compared',
      4,
      { comparedLevels: 0 },
      '2026-05: held against 0 levels of limit standards (3 recorded)',
    ],
    [
      'a meter without figure in the flow',
      5,
      { flow: { nodes: 12, missing: ['m7'], differenceKwh: '0' } },
      '2026-05: 12 nodes, largest difference 0 kWh; without figure: m7',
    ],
    [
      'a flow that does not balance',
      5,
      { flow: { nodes: 12, missing: [], differenceKwh: '0.0011' } },
      '2026-05: 12 nodes, largest difference 0.0011 kWh',
    ],
    [
      'no flow',
      5,
      { flow: { nodes: 0, missing: [], differenceKwh: '0' } },
      'there is no energy flow of 2026-05',
    ],
    [
      'a budget nobody approved',
      7,
      { budget: { year: 2026, approvedVersion: null, items: 0, withActual: 0 } },
      'no budget of 2026 is approved',
    ],
    [
      'a budget without actuals',
      7,
      { budget: { year: 2026, approvedVersion: 1, items: 2, withActual: 0 } },
      'budget of 2026, version 1, is approved; 0 of 2 items have actuals',
    ],
    ['no locked month', 8, { lockedMonth: null }, 'no month is locked'],
    ['no bundle', 11, { bundleAt: null }, 'no audit bundle was handed out yet'],
    [
      'an empty register',
      12,
      { registerEntries: 0 },
      '0 entries of green electricity and certificates; allowances and CCER have no register',
    ],
    ['no scenario', 13, { simulations: 0 }, '0 scenarios are saved'],
  ])('%s is not live, with the figure found and where to mend it', (_, no, facts, text) => {
    const found = verdictOf(no, facts);
    expect([found.state, found.found.en]).toEqual(['notLive', text]);
    expect(found.mend).not.toBeNull();
  });
  it('a flow is balanced at its tolerance exactly', () => {
    expect(verdictOf(5, { flow: { nodes: 2, missing: [], differenceKwh: '0.001' } }).state).toBe('live');
  });
  it('names five meters at most', () => {
    const firstLevel = Array.from({ length: 7 }, (_, at) => ({ meter: `m${String(at)}`, known: false }));
    expect(verdictOf(1, { firstLevel }).found.en).toBe(
      '0 of 7 first-level meters have data of yesterday; without: m0, m1, m2, m3, m4 …',
    );
  });
  it('the guide counts 12, the form of the zero-carbon factory 13', () => {
    const verdicts = liveTests(FULL);
    expect([liveCount(verdicts, 12), liveCount(verdicts, 13)]).toEqual([8, 9]);
  });
});
