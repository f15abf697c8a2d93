import { describe, expect, it } from 'vitest';
import { likeForLike } from './like-for-like.js';
import type { SpanFigure } from './span-figures.js';

const figure = (code: string, counted: number | null, coverage = 1, weight = 1): SpanFigure => ({
  code,
  name: { zh: `源${code}`, en: code },
  weight,
  status: counted === null ? 'missing' : 'ok',
  exact: counted === null ? null : String(Math.abs(counted)),
  counted,
  estimated: 0,
  tce: null,
  kwh: null,
  activity: { coverage, quality: 'measured' },
});
const compare = (now: SpanFigure[], before: SpanFigure[]) =>
  likeForLike(now, before, ({ counted }) => counted);

describe('like for like', () => {
  it('compares all that is there in both: (66 − 60)/60', () => {
    const found = compare([figure('a', 60), figure('b', 6)], [figure('a', 50), figure('b', 10)]);
    expect(found).toEqual({ previous: 60, change: 0.1, reason: null });
  });

  it('leaves out what is missing now, so that a missing receipt is no fall', () => {
    const found = compare([figure('a', 66), figure('b', null)], [figure('a', 60), figure('b', 40)]);
    expect(found.previous).toBe(60);
    expect(found.change).toBeCloseTo(0.1, 12);
    expect(found.reason).toEqual({ zh: '不含 源b', en: 'without b' });
  });

  it('leaves out what is new', () => {
    const found = compare([figure('a', 66), figure('b', 20)], [figure('a', 60)]);
    expect(found).toMatchObject({ previous: 60, reason: { en: 'without b' } });
    expect(found.change).toBeCloseTo(0.1, 12);
  });

  it('names a source once, and its Chinese name where it has no English one', () => {
    const nameless = { ...figure('b', 1, 0.5), name: { zh: '锅炉', en: '' } };
    expect(compare([figure('a', 9), nameless], [figure('a', 9), nameless]).reason).toEqual({
      zh: '不含 锅炉',
      en: 'without 锅炉',
    });
  });

  it.each([
    ['exactly enough in both', 0.95, 0.95, true],
    ['too little now', 0.949, 0.95, false],
    ['too little before', 0.95, 0.949, false],
    ['the difference it may have', 0.96, 0.98, true],
    ['more difference', 0.96, 0.981, false],
    ['more difference the other way', 0.981, 0.96, false],
  ])('takes a source by its coverage: %s', (_what, now, before, fair) => {
    const { change } = compare([figure('a', 2, now)], [figure('a', 1, before)]);
    expect(change).toBe(fair ? 1 : null);
  });

  it.each([
    ['half of now is left out', [figure('a', 5), figure('b', 5)], [figure('a', 5)]],
    ['half of before is left out', [figure('a', 5)], [figure('a', 5), figure('b', 5)]],
    ['nothing is in both', [figure('a', 5)], [figure('b', 5)]],
  ])('gives no percentage where %s', (_what, now, before) => {
    const found = compare(now, before);
    expect(found).toMatchObject({ previous: null, change: null });
    expect(found.reason?.en).toContain('not comparable');
    expect(found.reason?.zh).toContain('源b');
  });

  it('says that there is no data in one of the spans', () => {
    expect(compare([figure('a', null)], [figure('a', 1)]).reason?.en).toBe('no data in this span yet');
    expect(compare([figure('a', 1)], []).reason?.zh).toBe('对比期无数据');
  });

  it('divides by nothing never', () => {
    expect(compare([figure('a', 1)], [figure('a', 0)])).toMatchObject({ previous: null, change: null });
    const cancelled = compare(
      [figure('a', 2), figure('out', -1, 1, -1)],
      [figure('a', 3), figure('out', -3, 1, -1)],
    );
    expect(cancelled).toMatchObject({ previous: 0, change: null, reason: { zh: '对比期为 0' } });
  });

  it('does not name what stands beside the total', () => {
    const found = compare([figure('a', 2), figure('bio', null, 1, 0)], [figure('a', 1)]);
    expect(found).toEqual({ previous: 1, change: 1, reason: null });
  });
});
