import type { PutScoringInput, SiteScore, SiteScoreInput } from '@zerofab/contracts';
import type { ScoreFact, ScoreFacts, ScoringInput } from '@zerofab/inventory';
import {
  indicatorsOf,
  inputNamesOf,
  nameOf,
  type AcceptedInput,
  type Evaluation,
  type GivenInput,
  type Scheme,
} from '@zerofab/scoring';
import type { Bilingual } from '@zerofab/vocabulary';

type Facts = ReadonlyMap<string, ScoreFact>;
type Entered = ReadonlyMap<string, ScoringInput>;

const NO_EVIDENCE: Bilingual = {
  zh: '答为满足，但无证据材料；补充证据后方可通过',
  en: 'said to be met, without evidence; it is passed once evidence is named',
};
const NOT_TOLD: Bilingual = { zh: '尚未录入', en: 'not told yet' };

const same = (text: string): Bilingual => ({ zh: text, en: text });

/** What a person told, as the engine takes it. A gate is passed with evidence only. */
const givenOf = (accepted: AcceptedInput, input: ScoringInput): GivenInput => {
  if (input.state === 'na') return { notApplicable: true, reason: input.reason ?? '' };
  if (input.state === 'missing' || input.value === null) return { missing: true };
  if (accepted.kind === 'gate' && input.value === 'true' && input.evidence === null) {
    return { missing: true, why: NO_EVIDENCE };
  }
  const source = [input.reason, input.evidence].filter((text) => text !== null && text !== '').join(' · ');
  return {
    value: input.value,
    ...(input.unit === null ? {} : { unit: input.unit }),
    ...(source === '' ? {} : { source }),
    ref: `scoring-input:${input.name}@${String(input.version)}`,
  };
};

const measuredOf = (name: string, found: ScoreFact): GivenInput =>
  found.state === 'missing'
    ? { missing: true, why: found.why }
    : {
        value: found.value,
        unit: found.unit,
        origin: 'activity',
        ref: `platform:${name}`,
        trace: found.trace,
      };

/**
 * What the platform knows, by the names of a scheme: main products with a limit standard become rows of the indicator
 * that scores energy by product.
 */
export const factsFor = (
  scheme: Scheme,
  { byName, products }: Pick<ScoreFacts, 'byName' | 'products'>,
): Facts => {
  const indicators = indicatorsOf(scheme).filter((each) => each.products?.amount.field === 'energy');
  const rows = indicators.flatMap(({ name }) =>
    products.flatMap(({ code, fields }) =>
      [...fields].map(([field, fact]) => [`${name}.${code}.${field}`, fact] as const),
    ),
  );
  return new Map([...byName, ...rows]);
};

/** Names of products' fields that are told or known, as inputs of their own beside those of the scheme. */
const withProducts = (scheme: Scheme, facts: Facts, entered: Entered): readonly AcceptedInput[] => {
  const names = inputNamesOf(scheme);
  const listed = [...names.byName.values()].filter(({ name }) => !name.includes('<product>'));
  const known = [...facts.keys()].filter((name) => name.includes('.'));
  const own = [...new Set([...known, ...entered.keys()])]
    .filter((name) => !names.byName.has(name))
    .map((name) => nameOf(names, name));
  return [...listed, ...own];
};

/** Inputs that the platform may know: amounts, fields of products, and values of indicators that it counts itself. */
const knownOf = (facts: Facts, { name, kind }: AcceptedInput): ScoreFact | undefined =>
  kind === 'quantity' || kind === 'product' || kind === 'own' ? facts.get(name) : undefined;

/** Inputs of an evaluation: what people told comes before what the platform knows. */
export const givenInputs = (scheme: Scheme, facts: Facts, entered: Entered): Record<string, GivenInput> =>
  Object.fromEntries(
    withProducts(scheme, facts, entered).flatMap((accepted): (readonly [string, GivenInput])[] => {
      const { name } = accepted;
      const told = entered.get(name);
      if (told !== undefined && told.state !== 'missing') return [[name, givenOf(accepted, told)]];
      const known = knownOf(facts, accepted);
      return known === undefined ? [] : [[name, measuredOf(name, known)]];
    }),
  );

interface Computed {
  readonly value: string;
  readonly unit: string;
}
const COMPUTED: Bilingual = { zh: '由其他数据算得', en: 'worked out from other data' };

/** What the engine worked out: totals, and values of indicators. */
const computedOf = ({ quantities, indicators }: Evaluation): ReadonlyMap<string, Computed> =>
  new Map(
    [...quantities, ...indicators.map((each) => ({ ...each, unit: each.valueUnit }))].flatMap(
      ({ name, value, unit, origin }) =>
        value === null || origin !== 'computed' ? [] : [[name, { value, unit }] as const],
    ),
  );

const gradesOf = (scheme: Scheme, { kind, indicator }: AcceptedInput): SiteScoreInput['grades'] => {
  const curve = indicatorsOf(scheme).find(({ id }) => id === indicator)?.curve;
  return kind !== 'own' || curve?.kind !== 'grades'
    ? []
    : curve.steps.map(({ value, name }) => ({ value, name }));
};

const inputOf = (
  scheme: Scheme,
  accepted: AcceptedInput,
  facts: Facts,
  told: ScoringInput | undefined,
  computed: Computed | undefined,
): SiteScoreInput => {
  const known = knownOf(facts, accepted);
  const measured =
    known === undefined
      ? null
      : known.state === 'value'
        ? { value: known.value, unit: known.unit, note: known.note }
        : { value: null, unit: null, note: known.why };
  const record = {
    ...accepted,
    evidence: told?.evidence ?? null,
    recordedBy: told?.recordedBy ?? null,
    recordedAt: told?.recordedAt.toISOString() ?? null,
    version: told?.version ?? 0,
    measured,
    grades: gradesOf(scheme, accepted),
  };
  if (told !== undefined && told.state !== 'missing') {
    const note = told.reason === null ? null : same(told.reason);
    const from = told.state === 'na' ? 'na' : 'entered';
    return { ...record, from, value: told.value, enteredUnit: told.unit, note };
  }
  if (known?.state === 'value') {
    return { ...record, from: 'measured', value: known.value, enteredUnit: known.unit, note: known.note };
  }
  if (computed !== undefined) {
    return { ...record, from: 'computed', value: computed.value, enteredUnit: computed.unit, note: COMPUTED };
  }
  const note = told?.reason === null || told?.reason === undefined ? NOT_TOLD : same(told.reason);
  return { ...record, from: 'missing', value: null, enteredUnit: null, note: known?.why ?? note };
};

/** Every input of a scheme at a site, with where its value comes from. */
export const siteInputs = (
  scheme: Scheme,
  facts: Facts,
  entered: Entered,
  found: Evaluation,
): SiteScoreInput[] => {
  const computed = computedOf(found);
  return withProducts(scheme, facts, entered).map((accepted) =>
    inputOf(scheme, accepted, facts, entered.get(accepted.name), computed.get(accepted.name)),
  );
};

/** Where the value of each indicator comes from. */
export const originsOf = (
  { indicators }: Evaluation,
  inputs: readonly SiteScoreInput[],
): SiteScore['origins'] => {
  const from = new Map(inputs.map((input) => [input.name, input.from]));
  return Object.fromEntries(
    indicators.map(({ id, value, uses }) => {
      const origins = new Set(uses.map((name) => from.get(name)).filter((each) => each !== 'na'));
      if (value === null) return [id, 'missing'];
      if (origins.size > 1) return [id, 'mixed'];
      return [id, origins.has('measured') ? 'measured' : 'entered'];
    }),
  );
};

/** A request as it is kept. */
export const storedOf = (
  at: { readonly scheme: string; readonly year: number; readonly name: string },
  body: PutScoringInput,
): Pick<ScoringInput, 'scheme' | 'year' | 'name' | 'state' | 'value' | 'unit' | 'reason' | 'evidence'> => {
  const evidence = body.evidence === undefined || body.evidence === '' ? null : body.evidence;
  const reason = body.reason === undefined || body.reason === '' ? null : body.reason;
  const none = { ...at, value: null, unit: null, reason, evidence };
  if ('missing' in body) return { ...none, state: 'missing' };
  if ('notApplicable' in body) return { ...none, state: 'na' };
  return { ...none, state: 'value', value: String(body.value), unit: body.unit ?? null };
};
