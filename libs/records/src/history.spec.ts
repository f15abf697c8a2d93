import { describe, expect, it } from 'vitest';
import { regionsOf } from './history.js';

const ever = Number.NEGATIVE_INFINITY;
const [APRIL, JUNE] = ['2026-04-01T00:00:00.000Z', '2026-06-01T00:00:00.000Z'];
const said = (gridRegion: string | null, effectiveFrom: string | null = null) => ({
  gridRegion,
  effectiveFrom,
});

describe('grid regions over time', () => {
  it('hold from their instant on; the first, and one without an instant, always', () => {
    expect(regionsOf([])).toEqual([]);
    expect(regionsOf([said('CN')])).toEqual([{ fromMs: ever, gridRegion: 'CN' }]);
    expect(regionsOf([said('CN', APRIL)])).toEqual([{ fromMs: ever, gridRegion: 'CN' }]);
    expect(regionsOf([said('CN'), said('CN-SC', APRIL)])).toEqual([
      { fromMs: ever, gridRegion: 'CN' },
      { fromMs: Date.parse(APRIL), gridRegion: 'CN-SC' },
    ]);
    expect(regionsOf([said('CN'), said('CN-SC')])).toEqual([{ fromMs: ever, gridRegion: 'CN-SC' }]);
  });

  it('of an earlier instant replace what was said for later before', () => {
    expect(regionsOf([said('CN'), said('CN-SC', JUNE), said('CN-YN', APRIL)])).toEqual([
      { fromMs: ever, gridRegion: 'CN' },
      { fromMs: Date.parse(APRIL), gridRegion: 'CN-YN' },
    ]);
  });

  it('stay where a change repeats them, as one of the name alone does', () => {
    const regions = regionsOf([said('CN'), said('CN-SC', APRIL), said('CN-SC', APRIL)]);
    expect(regions).toHaveLength(2);
    expect(regionsOf([said(null), said(null, APRIL)])).toEqual([{ fromMs: ever, gridRegion: null }]);
  });
});
