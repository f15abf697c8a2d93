import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AccountingError } from '../errors.js';
import { checkProof, proofProblems } from './check-proof.js';
import type { Proof } from './proof.js';
import { serialOverlap, serialRange } from './serial.js';

const certificate: Proof = {
  id: '1',
  kind: 'certificate',
  mwh: '100',
  fromMs: 0,
  toMs: 1,
  generationMonth: '2025-05',
  plant: 'Wind farm 3',
  technology: 'wind',
  province: 'CN-NM',
  contract: null,
  settlement: null,
  registry: 'GEC',
  serialFrom: '1001',
  serialTo: '1100',
  retiredOn: '2026-02-01',
  beneficiary: 'Works',
  fileHash: null,
  evidence: null,
};
const trade: Partial<Proof> = {
  kind: 'trade',
  contract: 'GT-17',
  settlement: 'S-5',
  registry: null,
  serialFrom: null,
  serialTo: null,
  retiredOn: null,
};
const fieldsOf = (more: Partial<Proof>) =>
  proofProblems({ ...certificate, ...more }).map(({ field }) => field);

describe('a proof', () => {
  it('is taken when it carries what its kind needs', () => {
    expect(fieldsOf({})).toEqual([]);
    expect(fieldsOf(trade)).toEqual([]);
    expect(fieldsOf({ ...trade, kind: 'direct' })).toEqual([]);
    expect(fieldsOf({ ...trade, kind: 'own', evidence: 'meter pv-1, monthly records' })).toEqual([]);
    expect(fieldsOf({ ...trade, kind: 'other', evidence: 'statement' })).toEqual([]);
  });

  it.each<[string, Partial<Proof>, string[]]>([
    [
      'certificates without retirement and beneficiary',
      { retiredOn: null, beneficiary: ' ' },
      ['retiredOn', 'beneficiary'],
    ],
    [
      'a trade without contract and settlement',
      { ...trade, contract: null, settlement: null },
      ['contract', 'settlement'],
    ],
    ['a direct line without settlement', { ...trade, kind: 'direct', settlement: null }, ['settlement']],
    ['own generation without records', { ...trade, kind: 'own' }, ['evidence']],
    ['certificates without serials', { serialFrom: null, serialTo: null }, ['serialFrom', 'serialTo']],
    ['a range of another size', { serialTo: '1099' }, ['mwh']],
    ['a range that runs backwards', { serialTo: '1000' }, ['serialTo']],
    ['serials of two series', { serialFrom: 'A1001', serialTo: 'B1100' }, ['serialTo']],
    ['serials without digits at their end', { serialFrom: '12-a', serialTo: '12-b' }, ['serialTo']],
    ['retirement before generation', { retiredOn: '2025-04-30' }, ['retiredOn']],
    [
      'months and days that are none',
      { generationMonth: '2025-13', retiredOn: '2026-02' },
      ['generationMonth', 'retiredOn'],
    ],
    ['nothing', { mwh: '0' }, ['mwh', 'mwh']],
    ['a period that ends before it begins', { toMs: -1 }, ['toMs']],
    ['a hash that is none', { fileHash: 'abc' }, ['fileHash']],
    [
      'a trade with more certificates than MWh',
      { ...trade, mwh: '99.2', registry: 'GEC', serialFrom: '1', serialTo: '101' },
      ['mwh'],
    ],
    ['a trade with half a serial range', { ...trade, serialFrom: '1' }, ['registry']],
  ])('%s is refused', (_title, more, fields) => {
    expect(fieldsOf(more)).toEqual(fields);
  });

  it('may come with the whole certificates of a trade: 99.2 MWh, 100 certificates', () => {
    expect(fieldsOf({ ...trade, mwh: '99.2', registry: 'GEC', serialFrom: '1', serialTo: '100' })).toEqual(
      [],
    );
  });

  it('says in one refusal all that is missing', () => {
    const refused = (): unknown => {
      try {
        checkProof({ ...certificate, retiredOn: null, beneficiary: null });
        return 'taken';
      } catch (error) {
        return error;
      }
    };
    expect(refused()).toBeInstanceOf(AccountingError);
    expect(refused()).toMatchObject({
      code: 'bad-proof',
      data: { field: 'retiredOn', fields: 'retiredOn,beneficiary' },
      text: {
        en: expect.stringMatching(/day of retirement.*beneficiary/) as string,
        zh: expect.stringMatching(/核销日期.*核销受益人/) as string,
      },
    });
    expect(() => {
      checkProof(certificate);
    }).not.toThrow();
  });
});

describe('serial numbers', () => {
  const range = (registry: string, serialFrom: string, serialTo: string) => ({
    registry,
    serialFrom,
    serialTo,
  });

  it('are the same however they and their register are written', () => {
    const plain = range('GEC', 'GEC20250000901', 'GEC20250001000');
    for (const other of [
      range('gec', 'gec 2025-0000950', 'gec 2025-0000951'),
      range('国家绿证核发交易系统', 'ＧＥＣ20250000901', 'ＧＥＣ20250000901'),
      range('National green electricity certificate register', 'GEC-2025-0000001', 'GEC-2025-0000901'),
    ])
      expect(serialOverlap(plain, other)).not.toBeNull();
    expect(serialOverlap(plain, range('I-REC', 'GEC20250000901', 'GEC20250001000'))).toBeNull();
    expect(serialOverlap(plain, range('GEC', 'HEC20250000901', 'HEC20250001000'))).toBeNull();
    expect(serialOverlap(range('I-REC(E)', '7', '9'), range('IREC', '09', '12'))).toMatchObject({
      first: 9n,
      last: 9n,
    });
  });

  it('overlap by what both hold: 901500…902000 of 900001…902000 and 901500…903499', () => {
    expect(serialOverlap(range('GEC', '900001', '902000'), range('GEC', '901500', '903499'))).toEqual({
      series: 'CNGEC:',
      first: 901500n,
      last: 902000n,
    });
    expect(serialOverlap(range('GEC', '1', '10'), range('GEC', '11', '20'))).toBeNull();
    expect(
      serialOverlap(range('GEC', '1', '10'), { registry: null, serialFrom: '1', serialTo: '10' }),
    ).toBeNull();
  });

  it('keep all their digits beyond 2^53', () => {
    expect(serialRange(range('GEC', '90071992547409930001', '90071992547409930003'))).toMatchObject({
      first: 90071992547409930001n,
      last: 90071992547409930003n,
    });
  });

  it('overlap exactly where a number lies in both, and both ways round', () => {
    const number = fc.nat({ max: 60 });
    fc.assert(
      fc.property(number, number, number, number, (a, n, b, m) => {
        const [one, other] = [range('GEC', String(a), String(a + n)), range('GEC', String(b), String(b + m))];
        const shared = Array.from({ length: n + 1 }, (_, i) => a + i).filter((i) => i >= b && i <= b + m);
        const overlap = serialOverlap(one, other);
        expect(serialOverlap(other, one)).toEqual(overlap);
        expect(overlap === null ? 0 : Number(overlap.last - overlap.first) + 1).toBe(shared.length);
      }),
    );
  });
});
