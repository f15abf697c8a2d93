import type { FrozenInputs } from '@zerofab/figures';

/** What a reference to evidence supports. */
export interface EvidenceUse {
  readonly kind: 'activity-data' | 'parameter' | 'proof';
  /** Id of the record, or code of the parameter. */
  readonly id: string;
  /** Code of the source; null for what belongs to none. */
  readonly source: string | null;
}

const REFERENCE = /\bevidence:(\d+)\b/g;

type Amount = FrozenInputs['sources'][number] | NonNullable<FrozenInputs['sources'][number]['crossCheck']>;

const told = ({
  sources,
  facts,
}: Pick<FrozenInputs, 'sources' | 'facts'>): [string | null, EvidenceUse][] => {
  const ofAmount = (source: string, { records }: Amount): [string | null, EvidenceUse][] =>
    records.map(({ id, evidence }) => [evidence, { kind: 'activity-data', id, source }]);
  return [
    ...sources.flatMap((entry) =>
      [
        entry,
        ...Object.values(entry.inputs),
        ...(entry.crossCheck === null ? [] : [entry.crossCheck]),
      ].flatMap((amount) => ofAmount(entry.source.code, amount)),
    ),
    ...facts.parameters.map(({ id, evidence }): [string | null, EvidenceUse] => [
      evidence,
      { kind: 'parameter', id, source: null },
    ]),
    ...facts.supply.proofs.map(({ id, evidence }): [string | null, EvidenceUse] => [
      evidence,
      { kind: 'proof', id, source: null },
    ]),
  ];
};

/** Ids of the evidence files that frozen records name as `evidence:<id>`, each with what it supports. */
export const evidenceUses = (
  frozen: Pick<FrozenInputs, 'sources' | 'facts'>,
): ReadonlyMap<string, readonly EvidenceUse[]> => {
  const uses = new Map<string, Map<string, EvidenceUse>>();
  for (const [text, use] of told(frozen))
    for (const [, id = ''] of (text ?? '').matchAll(REFERENCE)) {
      const own = uses.get(id) ?? new Map<string, EvidenceUse>();
      uses.set(id, own.set(`${use.kind} ${use.id} ${use.source ?? ''}`, use));
    }
  return new Map([...uses].map(([id, own]) => [id, [...own.values()]]));
};
