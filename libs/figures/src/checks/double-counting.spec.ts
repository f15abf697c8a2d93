import { describe, expect, it } from 'vitest';
import { source } from '../../fixtures/planted-site.js';
import type { MeterInfo } from '../domain/record.js';
import type { RegisterBinding, SourceDefinition } from '../domain/source.js';
import { doubleCounts } from './double-counting.js';

const meter = (
  id: number,
  code: string,
  parentId: number | null,
  carrier = 'electricity',
  unit = 'kWh',
): MeterInfo => ({
  id,
  code,
  nameZh: code,
  nameEn: code,
  carrier,
  parentId,
  registers: [{ id, code: 'e', kind: 'counter', unit, multiplier: 1, rollover: null }],
});
/** main ← hall ← line; pv stands below main as another carrier. */
const METERS = [meter(1, 'main', null), meter(2, 'hall', 1), meter(3, 'line', 2), meter(4, 'pv', 1, 'pv')];
const bind = (code: string, sign: 1 | -1 = 1, share?: string): RegisterBinding => ({
  meter: code,
  register: 'e',
  sign,
  share,
});
const of = (code: string, registers: RegisterBinding[], more: Partial<SourceDefinition> = {}) =>
  ({ ...source(code, 'purchasedElectricity', { kind: 'meters', registers }), ...more }) as SourceDefinition;
const said = (...sources: SourceDefinition[]) => doubleCounts(sources, METERS).map((found) => found.source);

describe('one register in two sources', () => {
  it('is said of both', () => {
    const found = doubleCounts([of('a', [bind('main')]), of('b', [bind('main')])], METERS);
    expect(found.map(({ source: code }) => code)).toEqual(['a', 'b']);
    expect(found[0]?.text.en).toContain('Register main/e is bound by b too and counts 2 times');
    expect(found[0]?.text.zh).toContain('main/e 也绑定在排放源 b，合计计入 2 次');
  });

  it('is right by shares of one whole, wrong beyond it', () => {
    expect(said(of('a', [bind('main', 1, '0.4')]), of('b', [bind('main', 1, '0.6')]))).toEqual([]);
    expect(said(of('a', [bind('main', 1, '0.4')]), of('b', [bind('main', 1, '0.61')]))).toEqual(['a', 'b']);
    expect(said(of('a', [bind('main')]), of('b', [bind('hall'), bind('main', -1)]))).toEqual(['b']);
  });

  it('is none where the class, the time or the inventory is another', () => {
    const b = of('b', [bind('main')]);
    expect(said(of('a', [bind('main')], { category: 'exportedElectricity' }), b)).toEqual([]);
    expect(said(of('a', [bind('main')], { included: false }), b)).toEqual([]);
    expect(
      said(of('a', [bind('main')], { validTo: '2026-03-01' }), { ...b, validFrom: '2026-03-01' }),
    ).toEqual([]);
    expect(
      said(of('a', [bind('main')], { validTo: '2026-03-02' }), { ...b, validFrom: '2026-03-01' }),
    ).toEqual(['a', 'b']);
  });
});

describe('a meter beside its parent', () => {
  it('is said of the lower one, over any number of levels and within one source too', () => {
    const [found] = doubleCounts([of('a', [bind('main')]), of('b', [bind('line')])], METERS);
    expect(found?.source).toBe('b');
    expect(found?.text.en).toContain('Meter line lies below main (source a)');
    expect(found?.text.zh).toContain('line 位于 main（排放源 a）之下');
    expect(said(of('a', [bind('main'), bind('hall')]))).toEqual(['a']);
  });

  it('is right where the parent takes it, or a meter between them, off again', () => {
    expect(said(of('a', [bind('main'), bind('hall', -1)]), of('b', [bind('hall')]))).toEqual([]);
    expect(said(of('a', [bind('main'), bind('hall', -1)]), of('b', [bind('line')]))).toEqual([]);
    expect(said(of('a', [bind('main'), bind('line', -1)]), of('b', [bind('hall')]))).toEqual(['b']);
  });

  it('is right of another carrier or dimension, and of siblings', () => {
    expect(said(of('a', [bind('main')]), of('b', [bind('pv')]))).toEqual([]);
    const heat = [meter(1, 'main', null), meter(2, 'hall', 1, 'electricity', 't')];
    expect(doubleCounts([of('a', [bind('main')]), of('b', [bind('hall')])], heat)).toEqual([]);
    const siblings = [meter(1, 'main', null), meter(2, 'hall', 1), meter(3, 'line', 1)];
    expect(doubleCounts([of('a', [bind('hall')]), of('b', [bind('line')])], siblings)).toEqual([]);
  });

  it('ends on a ring of parents, and where a meter is not known', () => {
    const ring = [meter(1, 'main', 2), meter(2, 'hall', 1)];
    expect(doubleCounts([of('a', [bind('main')])], ring)).toEqual([]);
    expect(doubleCounts([of('a', [bind('gone')]), of('b', [bind('main')])], METERS)).toEqual([]);
  });
});
