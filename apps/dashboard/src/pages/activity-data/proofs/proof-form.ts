import type { PostProof } from '@zerofab/contracts';
import { ELECTRICITY_ATTRIBUTE_LABELS, type Labels, type ProofKind } from '@zerofab/vocabulary';

/** Kinds of proofs in words: an attribute each, and what proves none. */
export const PROOF_KIND_LABELS: Labels<ProofKind> = {
  ...ELECTRICITY_ATTRIBUTE_LABELS,
  other: { zh: '其他', en: 'other' },
};

/** What stands in the boxes of the form: text, as typed. */
export interface ProofForm {
  kind: ProofKind;
  mwh: string;
  from: string;
  to: string;
  generationMonth: string;
  plant: string;
  technology: string;
  province: string;
  contract: string;
  settlement: string;
  registry: string;
  serialFrom: string;
  serialTo: string;
  retiredOn: string;
  beneficiary: string;
}

export const emptyProof = (): ProofForm => ({
  kind: 'trade',
  mwh: '',
  from: '',
  to: '',
  generationMonth: '',
  plant: '',
  technology: '',
  province: '',
  contract: '',
  settlement: '',
  registry: '',
  serialFrom: '',
  serialTo: '',
  retiredOn: '',
  beneficiary: '',
});

const CERTIFICATE = ['registry', 'serialFrom', 'serialTo', 'retiredOn', 'beneficiary'] as const;
const CONTRACT = ['contract', 'settlement'] as const;
const PLANT = ['generationMonth', 'plant', 'technology', 'province'] as const;
type Detail = (typeof CERTIFICATE | typeof CONTRACT | typeof PLANT)[number];

/** The boxes that belong to a kind: a certificate has serials and a day of retirement, own generation a plant. */
export const detailsOf = (kind: ProofKind): readonly Detail[] => {
  if (kind === 'certificate') return [...PLANT, ...CERTIFICATE];
  if (kind === 'own') return PLANT;
  return kind === 'trade' ? [...PLANT, ...CONTRACT, ...CERTIFICATE] : [...PLANT, ...CONTRACT];
};

/** The body the server takes: what belongs to the kind and is filled in. */
export const bodyOfProof = (form: ProofForm, evidence: string): PostProof => ({
  kind: form.kind,
  mwh: form.mwh.trim(),
  from: form.from,
  to: form.to,
  ...Object.fromEntries(
    detailsOf(form.kind).flatMap((key) => (form[key].trim() === '' ? [] : [[key, form[key].trim()]])),
  ),
  ...(evidence === '' ? {} : { evidence }),
});
