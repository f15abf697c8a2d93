import { dimensionProblem, readyFormula } from '@zerofab/accounting';
import { ExactDecimal, findUnit } from '@zerofab/units';
import type { Bilingual } from '@zerofab/vocabulary';
import { asGoodAs } from './curve.js';
import { recordOf, unitOfName, usesOf } from './formulas.js';
import { groupsOf, indicatorsOf } from './scheme-walk.js';
import type { Indicator, Scheme, SchemeFormula } from './scheme.js';

export type SchemeProblemCode =
  | 'weights-not-100'
  | 'weights-not-of-group'
  | 'baseline-better'
  | 'no-source'
  | 'unknown-name'
  | 'unknown-unit'
  | 'wrong-dimension'
  | 'bad-formula'
  | 'twice'
  | 'bad-years';

/** What is wrong with a scheme: a stable code, where, and what to do. */
export interface SchemeProblem {
  readonly code: SchemeProblemCode;
  /** Id or name of the entry. */
  readonly at: string;
  readonly text: Bilingual;
}

const problem = (code: SchemeProblemCode, at: string, zh: string, en: string): SchemeProblem => ({
  code,
  at,
  text: { zh: `${at}：${zh}`, en: `${at}: ${en}` },
});

const weightProblems = (scheme: Scheme): SchemeProblem[] => {
  const sum = (values: readonly string[]) =>
    values.reduce((total, value) => total.plus(value), new ExactDecimal(0));
  const whole = sum(scheme.tree.map(({ weight }) => weight.value));
  const found: SchemeProblem[] = [];
  if (scheme.tree.length > 0 && !whole.eq(100)) {
    found.push(
      problem(
        'weights-not-100',
        scheme.id,
        `维度权重之和为 ${whole.toFixed()}，应为 100`,
        `the weights of its dimensions sum to ${whole.toFixed()}, not to 100`,
      ),
    );
  }
  for (const group of groupsOf(scheme.tree)) {
    const weights = group.children.map(({ weight }) => weight.value);
    const fits =
      group.count === 'one'
        ? weights.every((weight) => new ExactDecimal(weight).eq(group.weight.value))
        : sum(weights).eq(group.weight.value);
    if (fits) continue;
    const own = group.weight.value;
    found.push(
      problem(
        'weights-not-of-group',
        group.id,
        `下级权重 ${weights.join('、')} 与本级 ${own} 不符`,
        `the weights ${weights.join(', ')} below it do not make its ${own}`,
      ),
    );
  }
  return found;
};

const referenceProblems = ({ id, direction, benchmarks }: Indicator): SchemeProblem[] =>
  benchmarks.rows.flatMap(({ baseline, leading }) =>
    baseline === null ||
    leading === null ||
    asGoodAs(new ExactDecimal(leading.value), new ExactDecimal(baseline.value), direction)
      ? []
      : [
          problem(
            'baseline-better',
            id,
            `基准值 ${baseline.value} 优于引领值 ${leading.value}`,
            `the baseline ${baseline.value} is better than the leading value ${leading.value}`,
          ),
        ],
  );

const isSourced = (value: unknown): value is { readonly value: string; readonly source: string } =>
  typeof value === 'object' && value !== null && 'source' in value && 'value' in value;

/** Every `source` below an entry, with the entry it stands in. */
const sourcesIn = (value: unknown, at: string): readonly (readonly [string, unknown])[] => {
  if (Array.isArray(value)) return value.flatMap((each) => sourcesIn(each, at));
  if (typeof value !== 'object' || value === null) return [];
  const here =
    'id' in value && typeof value.id === 'string'
      ? value.id
      : 'name' in value && typeof value.name === 'string'
        ? value.name
        : at;
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'source' ? [[here, inner] as const] : sourcesIn(inner, isSourced(inner) ? here : here),
  );
};

const sourceProblems = (scheme: Scheme): SchemeProblem[] => {
  const keys = new Set(scheme.sources.map(({ key }) => key));
  return sourcesIn({ ...scheme, sources: [] }, scheme.id)
    .filter(([, key]) => typeof key !== 'string' || !keys.has(key))
    .map(([at, key]) =>
      problem(
        'no-source',
        at,
        `来源“${String(key)}”未列出；每个数都须有来源`,
        `the source "${String(key)}" is not listed; every number needs one`,
      ),
    );
};

const formulaProblems = (
  scheme: Scheme,
  id: string,
  title: Bilingual,
  formula: SchemeFormula | null,
  unit: string,
): SchemeProblem[] => {
  if (formula === null) return [];
  const unknown = usesOf(formula).filter((name) => unitOfName(scheme, name) === undefined);
  if (unknown.length > 0) {
    const names = unknown.join(', ');
    return [
      problem(
        'unknown-name',
        id,
        `公式用到未定义的 ${names}`,
        `its formula uses ${names}, which the scheme does not define`,
      ),
    ];
  }
  const record = recordOf(scheme, id, title, formula, unit);
  try {
    readyFormula(record);
    const wrong = dimensionProblem(record);
    return wrong === null
      ? []
      : [
          problem(
            'wrong-dimension',
            id,
            `公式的单位不符：${wrong}`,
            `the units of its formula do not work out: ${wrong}`,
          ),
        ];
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return [
      problem(
        'bad-formula',
        id,
        `公式无法读取：${error.message}`,
        `its formula cannot be read: ${error.message}`,
      ),
    ];
  }
};

const unitProblems = (scheme: Scheme): SchemeProblem[] =>
  [...scheme.inputs, ...indicatorsOf(scheme)]
    .filter(({ unit }) => findUnit(unit)?.symbol !== unit)
    .map(({ name, unit }) =>
      problem('unknown-unit', name, `单位“${unit}”无法识别`, `the unit "${unit}" is not known`),
    );

const namedProblems = (scheme: Scheme): SchemeProblem[] => {
  const indicators = indicatorsOf(scheme);
  const known = new Set([...scheme.inputs.map(({ name }) => name), ...indicators.map(({ name }) => name)]);
  const used = [
    ...indicators.flatMap(({ id, benchmarks, applies }) =>
      [benchmarks.by?.quantity, applies?.quantity].flatMap((name) =>
        name === undefined ? [] : [[id, name] as const],
      ),
    ),
    ...scheme.gates.flatMap(({ id, needs }) =>
      needs.flatMap((need) => (need.kind === 'bound' ? [[id, need.quantity] as const] : [])),
    ),
    ...scheme.levels.flatMap(({ id, bounds }) => bounds.map(({ quantity }) => [id, quantity] as const)),
  ];
  return used
    .filter(([, name]) => !known.has(name))
    .map(([at, name]) => problem('unknown-name', at, `没有定义 ${name}`, `${name} is not defined`));
};

const twiceProblems = (scheme: Scheme): SchemeProblem[] => {
  const indicators = indicatorsOf(scheme);
  const names = [...scheme.inputs, ...indicators].map(({ name }) => name);
  const ids = [
    ...groupsOf(scheme.tree).map(({ id }) => id),
    ...indicators.map(({ id }) => id),
    ...scheme.gates.map(({ id }) => id),
    ...scheme.paths.flatMap(({ items }) => items.map(({ id }) => id)),
  ];
  return [names, ids].flatMap((all) =>
    all
      .filter((each, at) => all.indexOf(each) !== at)
      .map((each) => problem('twice', each, '重复出现', 'stands twice; give each its own')),
  );
};

/** Everything that is wrong with a scheme; empty for one that can be used. */
export const checkScheme = (scheme: Scheme): readonly SchemeProblem[] => [
  ...weightProblems(scheme),
  ...indicatorsOf(scheme).flatMap(referenceProblems),
  ...sourceProblems(scheme),
  ...unitProblems(scheme),
  ...[
    ...scheme.inputs.map((input) => ({ ...input, title: input.description })),
    ...indicatorsOf(scheme),
  ].flatMap(({ name, title, formula, unit }) => formulaProblems(scheme, name, title, formula, unit)),
  ...namedProblems(scheme),
  ...twiceProblems(scheme),
  ...(scheme.lastYear !== null && scheme.lastYear < scheme.firstYear
    ? [problem('bad-years', scheme.id, '末年早于首年', 'its last year lies before its first')]
    : []),
];
