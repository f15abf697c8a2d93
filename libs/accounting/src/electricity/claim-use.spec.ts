import { describe, expect, it } from 'vitest';
import { foreignBeneficiary, useProblems, type ClaimSituation } from './claim-use.js';
import type { Proof } from './proof.js';

const ZONE = 'Asia/Shanghai';
const certificate = (more: Partial<Proof> = {}): Proof => ({
  id: '1',
  kind: 'certificate',
  mwh: '20',
  // January and February 2026 in Shanghai.
  fromMs: Date.UTC(2025, 11, 31, 16),
  toMs: Date.UTC(2026, 1, 28, 16),
  generationMonth: '2026-01',
  plant: null,
  technology: null,
  province: null,
  contract: null,
  settlement: null,
  registry: 'GEC',
  serialFrom: 'A1',
  serialTo: 'A20',
  retiredOn: '2026-03-31',
  beneficiary: '示范钢铁有限公司',
  fileHash: null,
  evidence: null,
  ...more,
});
const situation: ClaimSituation = { day: '2026-06-30', zone: ZONE };
const NAMES = ['示范钢铁有限公司', 'Model Steel'];
const fields = (more: Partial<Proof>, of: Partial<ClaimSituation> = {}) =>
  useProblems(certificate(more), { ...situation, ...of }).map(({ field }) => field);

describe('a certificate', () => {
  it('may serve from the day of its retirement', () => {
    expect(fields({})).toEqual([]);
    expect(fields({}, { day: '2026-03-31' })).toEqual([]);
    expect(fields({}, { day: '2026-03-30' })).toEqual(['retiredOn']);
  });

  it('serves the two years after its generation, and nothing before it', () => {
    expect(fields({ generationMonth: '2026-02' })).toEqual([]);
    expect(fields({ generationMonth: '2026-03' })).toEqual(['generationMonth']);
    expect(fields({ generationMonth: '2024-02' })).toEqual([]);
    expect(fields({ generationMonth: '2024-01' })).toEqual(['generationMonth']);
  });

  it('names months of the site, not of Greenwich', () => {
    expect(fields({ generationMonth: '2024-01' }, { zone: 'UTC' })).toEqual([]);
  });

  it('serves its beneficiary, however the register writes the name', () => {
    const foreign = (beneficiary: string | null, names: readonly string[] = NAMES) =>
      foreignBeneficiary(certificate({ beneficiary }), names)?.field;
    expect(foreign(' 示范钢铁 有限公司')).toBeUndefined();
    expect(foreign('ｍodel steel')).toBeUndefined();
    expect(foreign('别家公司')).toBe('beneficiary');
    expect(foreign('别家公司', [])).toBeUndefined();
    expect(foreign(null)).toBeUndefined();
    expect(
      foreignBeneficiary(certificate({ kind: 'trade', beneficiary: '别家公司' }), NAMES),
    ).toBeUndefined();
  });

  it('may lack several things at once, each said in both languages', () => {
    const problems = useProblems(
      certificate({ retiredOn: '2027-01-01', generationMonth: '2026-03' }),
      situation,
    );
    expect(problems.map(({ field }) => field)).toEqual(['retiredOn', 'generationMonth']);
    for (const { text } of problems) expect([text.zh.length > 5, text.en.length > 5]).toEqual([true, true]);
  });
});

describe('other proofs', () => {
  it('know no month of generation to doubt', () => {
    expect(fields({ kind: 'trade', generationMonth: '2030-01' })).toEqual([]);
    expect(fields({ kind: 'direct', retiredOn: null })).toEqual([]);
  });
});
