import { postProofSchema } from '@zerofab/contracts';
import { PROOF_KINDS } from '@zerofab/vocabulary';
import { expect, it } from 'vitest';
import { bodyOfProof, detailsOf, emptyProof } from './proof-form';

it('sends what belongs to the kind, in the words of the contract', () => {
  const form = {
    ...emptyProof(),
    kind: 'certificate' as const,
    mwh: ' 100 ',
    from: '2026-01-01',
    to: '2026-02-01',
    serialFrom: 'GEC-000001',
    serialTo: 'GEC-000100',
    retiredOn: '2026-03-02',
    generationMonth: '2025-12',
    contract: 'left over from another kind',
  };
  expect(postProofSchema.parse(bodyOfProof(form, 'evidence:4'))).toEqual({
    kind: 'certificate',
    mwh: '100',
    from: '2026-01-01',
    to: '2026-02-01',
    generationMonth: '2025-12',
    serialFrom: 'GEC-000001',
    serialTo: 'GEC-000100',
    retiredOn: '2026-03-02',
    evidence: 'evidence:4',
  });
});

it('asks for a plant of every kind, for serials only where there are any', () => {
  for (const kind of PROOF_KINDS) expect(detailsOf(kind)).toContain('plant');
  expect(detailsOf('own')).not.toContain('serialFrom');
});
