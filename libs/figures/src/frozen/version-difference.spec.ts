import { describe, expect, it } from 'vitest';
import { dataOf, factsOf, GB, JAN, ofMeter, source, used } from '../../fixtures/planted-site.js';
import { siteFigures } from '../site/site-figures.js';
import {
  isSameVersion,
  versionDifference,
  type ComparedVersion,
  type VersionLine,
} from './version-difference.js';

const [from = 0, to = 0] = JAN;
/** 1000 kWh at 0.5306 kg/kWh are 0.5306 t. */
const line = (kWh: number, more: Partial<VersionLine> = {}): VersionLine => {
  const data = dataOf(source('grid', 'purchasedElectricity', ofMeter('main', 'e')), {
    sums: [used(1, from, to, kWh)],
  });
  const [result] = siteFigures(factsOf(), [data], GB);
  if (result === undefined) throw new Error('no figure');
  const { exact, factors, trace } = result.figure;
  const period = { label: '2026-01', value: String(kWh) };
  return {
    code: 'grid',
    name: { zh: '电', en: 'grid' },
    sourceVersion: 1,
    exact,
    activity: { exact: String(kWh), unit: 'kWh', periods: [period] },
    factors,
    trace,
    ...more,
  };
};
const version = (sources: VersionLine[], total: string | null, method = GB.id): ComparedVersion => ({
  method: { id: method },
  exact: { total },
  sources,
});

describe('the difference of two versions', () => {
  it('is none where every figure is the same in value', () => {
    const difference = versionDifference(
      version([line(1000)], '0.5306'),
      version([line(1000, { exact: '0.53060' })], '0.53060'),
    );
    expect(difference).toEqual({ before: '0.5306', after: '0.53060', deltaTco2e: '0', lines: [] });
    expect(isSameVersion(difference)).toBe(true);
  });

  it('names the months whose activity data moved, with the amounts', () => {
    const difference = versionDifference(version([line(1000)], '0.5306'), version([line(1500)], '0.7959'));
    expect(difference.deltaTco2e).toBe('0.2653');
    expect(difference.lines).toMatchObject([
      {
        code: 'grid',
        before: '0.5306',
        after: '0.7959',
        deltaTco2e: '0.2653',
        causes: [{ kind: 'activity', what: '2026-01', before: '1000 kWh', after: '1500 kWh' }],
      },
    ]);
    expect(isSameVersion(difference)).toBe(false);
  });

  it('names another factor, definition, formula and method of a line', () => {
    const was = line(1000);
    const [factor] = was.factors;
    if (factor === undefined || was.trace === null) throw new Error('no factor');
    const now = line(1000, {
      exact: '0.5',
      sourceVersion: 2,
      factors: [{ ...factor, value: '0.5', version: 'import 1' }, ...was.factors.slice(1)],
      trace: { ...was.trace, formula: { ...was.trace.formula, expression: 'activity * 2' } },
    });
    const [moved] = versionDifference(version([was], '0.5306'), version([now], '0.5', 'another')).lines;
    expect(moved?.causes.map(({ kind, what }) => [kind, what])).toEqual([
      ['method', 'method'],
      ['definition', 'grid'],
      ['factor', factor.role],
      ['formula', was.trace.formula.id],
    ]);
    expect(moved?.causes[2]?.after).toContain('0.5 ');
    expect(moved?.deltaTco2e).toBe('-0.0306');
  });

  it('tells a source that came or went, and a figure that was lost, from one of 0', () => {
    const lost = line(1000, { exact: null, trace: null });
    const gone = versionDifference(version([line(1000)], '0.5306'), version([], null));
    expect(gone.lines[0]).toMatchObject({
      after: null,
      deltaTco2e: '-0.5306',
      causes: [{ kind: 'removed' }],
    });
    const came = versionDifference(version([], null), version([line(1000)], '0.5306'));
    expect(came.lines[0]).toMatchObject({ before: null, causes: [{ kind: 'added', after: '0.5306' }] });
    const zero = versionDifference(version([lost], null), version([line(1000, { exact: '0' })], '0'));
    expect(zero.lines).toHaveLength(1);
    expect(isSameVersion(zero)).toBe(false);
  });

  it('says that something else moved a line whose parts are the same, such as a proof of green power', () => {
    const { lines } = versionDifference(
      version([line(1000)], '0.5306'),
      version([line(1000, { exact: '0.1' })], '0.1'),
    );
    expect(lines[0]?.causes).toEqual([{ kind: 'other', what: 'grid', before: '0.5306', after: '0.1' }]);
  });
});
