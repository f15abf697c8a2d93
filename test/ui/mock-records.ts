/** Site parameters and proofs of the mock: what is written is kept, and checked by the real contract. */
import {
  postParameterSchema,
  postProofSchema,
  type ElectricityAttributes,
  type Parameter,
  type Problem,
  type ProofRecord,
} from '@zerofab/contracts';
import { iso, NOW } from './mock-factory.js';

/** What was recorded; a test that writes brings its own. */
export interface RecordState {
  readonly parameters: Parameter[];
  readonly proofs: ProofRecord[];
}
export const freshRecords = (): RecordState => ({ parameters: [], proofs: [] });

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: () => Promise<unknown>;
}
interface Answer {
  readonly status: number;
  readonly body: unknown;
}

const refused = (field: string, detail: string): Answer => ({
  status: 422,
  body: {
    type: '/problems/validation',
    title: 'Cannot be processed',
    status: 422,
    detail: `${field}: ${detail}`,
    errors: [{ field, detail }],
  } satisfies Problem,
});
const ok = (body: unknown): Answer => ({ status: 200, body });
const local = (day: string): string => `${day}T00:00:00+08:00`;

const addParameter = (state: RecordState, body: unknown): Answer => {
  const parsed = postParameterSchema.safeParse(body);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return refused(issue?.path.join('.') ?? '', issue?.message ?? '');
  }
  const { replaces, name, ...given } = parsed.data;
  const record: Parameter = {
    ...given,
    testMethod: given.testMethod ?? null,
    batch: given.batch ?? null,
    tonnage: given.tonnage ?? null,
    tonnageUnit: given.tonnageUnit ?? null,
    evidence: given.evidence ?? null,
    confirmed: given.confirmed ?? null,
    name: typeof name === 'string' ? { zh: name, en: name } : name,
    id: String(state.parameters.length + 1),
    validFrom: local(given.validFrom),
    validTo: local(given.validTo),
    recordedAt: iso(NOW),
    recordedBy: 'manager',
    replacedBy: null,
  };
  const old = state.parameters.findIndex(({ id }) => id === replaces);
  if (old >= 0) state.parameters[old] = { ...state.parameters[old]!, replacedBy: record.id };
  state.parameters.push(record);
  return { status: 201, body: record };
};

const addProof = (state: RecordState, body: unknown): Answer => {
  const parsed = postProofSchema.safeParse(body);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return refused(issue?.path.join('.') ?? '', issue?.message ?? '');
  }
  const taken = state.proofs.find(
    ({ serialFrom, status }) =>
      status === 'active' && serialFrom !== null && serialFrom === parsed.data.serialFrom,
  );
  if (taken !== undefined) return refused('serialFrom', `is claimed by proof ${taken.id} already`);
  const { from, to, ...given } = parsed.data;
  const proof: ProofRecord = {
    ...given,
    generationMonth: given.generationMonth ?? null,
    plant: given.plant ?? null,
    technology: given.technology ?? null,
    province: given.province ?? null,
    contract: given.contract ?? null,
    settlement: given.settlement ?? null,
    registry: given.registry ?? null,
    serialFrom: given.serialFrom ?? null,
    serialTo: given.serialTo ?? null,
    retiredOn: given.retiredOn ?? null,
    beneficiary: given.beneficiary ?? null,
    fileHash: given.fileHash ?? null,
    evidence: given.evidence ?? null,
    id: String(state.proofs.length + 1),
    from: local(from),
    to: local(to),
    recordedAt: iso(NOW),
    recordedBy: 'manager',
    status: 'active',
    withdrawnAt: null,
    withdrawnBy: null,
    withdrawal: null,
  };
  state.proofs.push(proof);
  return { status: 201, body: proof };
};

const withdraw = (state: RecordState, id: string, body: unknown): Answer => {
  const index = state.proofs.findIndex((proof) => proof.id === id);
  state.proofs[index] = {
    ...state.proofs[index]!,
    status: 'withdrawn',
    withdrawnAt: iso(NOW),
    withdrawnBy: 'manager',
    withdrawal: (body as { reason: string }).reason,
  };
  return ok(state.proofs[index]);
};

/** 100 MWh a month; what is proven in January comes off the rest of the grid. */
const attributes = ({ proofs }: RecordState): ElectricityAttributes => {
  const proven = proofs
    .filter(({ status }) => status === 'active')
    .reduce((sum, { mwh }) => sum + Number(mwh), 0);
  const why = { zh: '凭证', en: 'proof' };
  const part = (months: number, own: number): Omit<ElectricityAttributes['total'], 'from' | 'to'> => ({
    purchasedMwh: String(100 * months),
    ownMwh: null,
    lines: [
      { attribute: 'trade', mwh: String(own), factorRule: 'average', reason: why },
      { attribute: 'grid', mwh: String(100 * months - own), factorRule: 'average', reason: why },
    ],
    missing: null,
  });
  const span = { from: local('2026-01-01'), to: local('2026-03-01') };
  return {
    site: 'hm1',
    timezone: 'Asia/Shanghai',
    method: 'GB/T 32150-2025',
    treatment: {
      own: 'zero',
      direct: 'zero',
      trade: 'average',
      certificate: 'average',
      restOfGrid: 'average',
    },
    total: { ...span, ...part(2, proven) },
    months: [
      { month: '2026-01', ...span, ...part(1, proven) },
      { month: '2026-02', ...span, ...part(1, 0) },
    ],
    uncounted: [],
  };
};

/** Answers of parameters and proofs; undefined where the path is another's. */
export const recordsAnswer = async (
  state: RecordState,
  { method, path, query, body }: Asked,
): Promise<Answer | undefined> => {
  const posted = method === 'POST';
  if (path === '/parameters') {
    if (posted) return addParameter(state, await body());
    // As of today nothing but what counts was known; the history comes without a day.
    return ok({
      items: query.has('knownAt') ? state.parameters.filter(({ id }) => id === '1') : state.parameters,
    });
  }
  if (path === '/energy-proofs') return posted ? addProof(state, await body()) : ok({ items: state.proofs });
  const [, id] = /^\/energy-proofs\/(\d+)\/withdraw$/.exec(path) ?? [];
  if (id !== undefined) return withdraw(state, id, await body());
  return path === '/electricity-attributes' ? ok(attributes(state)) : undefined;
};
