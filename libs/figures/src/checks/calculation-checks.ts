import { classOf, formulaById, type Formula, type FormulaInput } from '@zerofab/accounting';
import { lookupGwp, type FactorLibrary } from '@zerofab/factors';
import { findUnit } from '@zerofab/units';
import { countsAsCo2 } from '@zerofab/vocabulary';
import type { Calculation, InputBindings, SourceContent } from '../domain/source.js';
import { checkBinding } from './binding-checks.js';
import { checkInputLadder } from './factor-checks.js';
import { attempt, wrong, type Findings } from './findings.js';
import type { KnownToSource } from './known.js';
import { checkStatedInput } from './plausible-values.js';

/** Inputs that need no binding: the source's own activity, and what the method itself sets. */
const OWN_INPUTS = new Set(['activity', 'enthalpyBaseline']);

/** Every input of the formula is bound; `activity` is the source's own unless bound otherwise. */
function* checkBound(field: string, id: string, formula: Formula, inputs: InputBindings): Findings {
  const lacks = (input: FormulaInput): boolean =>
    input.optional === undefined && !OWN_INPUTS.has(input.name) && !Object.hasOwn(inputs, input.name);
  for (const missing of formula.inputs.filter(lacks))
    yield wrong(
      field,
      `${id} needs its input ${missing.name} [${missing.unit}] (${missing.description.en}); bind it in calculation.inputs`,
      `${id} 需要输入 ${missing.name} [${missing.unit}]（${missing.description.zh}）；请绑定`,
    );
  for (const group of formula.groups) {
    const rows = Object.keys(inputs).filter((name) => name.startsWith(`${group.name}.`));
    if (rows.length > 0 || group.optional !== undefined) continue;
    const example = `${group.name}.row1.${group.inputs[0]?.name ?? ''}`;
    yield wrong(
      field,
      `${id} needs rows of ${group.name}, e.g. ${example}`,
      `${id} 需要 ${group.name} 的行，例如 ${example}`,
    );
  }
}

function* checkInputs(known: KnownToSource, at: string, inputs: InputBindings): Findings {
  for (const [name, binding] of Object.entries(inputs)) {
    const field = `${at}.${name}`;
    switch (binding.kind) {
      case 'meters':
      case 'manual':
      case 'stock':
        yield* checkBinding(known.meters, field, binding);
        break;
      case 'factor':
        if (!known.library.byId.has(binding.id))
          yield wrong(
            `${field}.id`,
            `there is no factor "${binding.id}" in the library; see GET /factors`,
            `因子库没有因子“${binding.id}”；见因子库页面`,
          );
        break;
      case 'value':
        if (findUnit(binding.unit) === undefined)
          yield wrong(
            `${field}.unit`,
            `"${binding.unit}" is not a known unit`,
            `“${binding.unit}”不是已知单位`,
          );
        yield* checkStatedInput(field, name, binding, known.library);
        break;
      case 'formula':
        yield* checkNested(known, field, binding.id, binding.inputs);
        break;
      case 'ladder':
        yield* checkInputLadder(field, binding.steps, known.library);
        for (const [index, step] of binding.steps.entries()) {
          // The step is known by its place; what its value may be, by the input it serves.
          if (step.kind === 'value')
            yield* checkStatedInput(`${field}.steps.${String(index)}`, name, step, known.library);
          yield* checkInputs(known, `${field}.steps`, { [String(index)]: step });
        }
        break;
      case 'activity':
      case 'parameter':
        break;
    }
  }
}

function* checkNested(known: KnownToSource, field: string, id: string, inputs: InputBindings): Findings {
  const formula = attempt(() => formulaById(id));
  if ('text' in formula) yield wrong(`${field}.id`, formula.text.en, formula.text.zh);
  else yield* checkBound(`${field}.id`, id, formula.found, inputs);
  yield* checkInputs(known, `${field}.inputs`, inputs);
}

/**
 * Calorific value, carbon content and oxidation of one fuel come from one set; sets differ by up to 19 %. A measured
 * value (site parameter, or a value with its source) may stand beside a set.
 */
function* checkOneSet(
  at: string,
  inputs: InputBindings,
  named: InputBindings,
  library: FactorLibrary,
): Findings {
  const chosen = ['netCalorificValue', 'carbonContent', 'oxidationFactor'].flatMap((name) => {
    const binding = inputs[name];
    const row = binding?.kind === 'factor' ? library.byId.get(binding.id) : undefined;
    const { fuel = null, set = null } = row ?? {};
    return fuel === null || set === null ? [] : [{ name, from: `${fuel}, set ${set}` }];
  });
  const [first] = chosen;
  const other = chosen.find(({ from }) => from !== first?.from);
  // Of the inputs of one formula only what it names itself is said there; the shared ones are said once.
  if (first === undefined || other === undefined || !Object.hasOwn(named, other.name)) return;
  yield wrong(
    `${at}.${other.name}`,
    `it comes from ${other.from}, ${first.name} from ${first.from}; take both from one set, or a measured value`,
    `它取自 ${other.from}，而 ${first.name} 取自 ${first.from}；请取自同一参数集，或采用实测值`,
  );
}

function* checkFormula(
  { library }: KnownToSource,
  { category }: SourceContent,
  field: string,
  { id, gas }: Calculation['formulas'][number],
  inputs: InputBindings,
): Findings {
  const looked = attempt(() => formulaById(id));
  if ('text' in looked) {
    yield wrong(`${field}.id`, looked.text.en, looked.text.zh);
    return;
  }
  const formula = looked.found;
  if (classOf(formula, category) === undefined)
    yield wrong(
      `${field}.id`,
      `${id} is not for class ${category}; it serves: ${formula.classes.join(', ') || 'no emission'}`,
      `${id} 不适用于类别 ${category}；适用于：${formula.classes.join('、') || '无排放类别'}`,
    );
  if (formula.gas === 'any' && gas === undefined)
    yield wrong(
      `${field}.gas`,
      `${id} serves several gases; name the gas, e.g. HFC-134a`,
      `${id} 适用于多种气体；请指明气体，例如 HFC-134a`,
    );
  yield* checkGas(`${field}.gas`, (formula.gas === 'any' ? gas : formula.gas) ?? undefined, library);
  yield* checkBound(`${field}.id`, id, formula, inputs);
}

/** Whether the library has a global warming potential for the gas; CO2 needs none. */
export function* checkGas(
  field: string,
  gas: string | undefined,
  library: KnownToSource['library'],
): Findings {
  if (gas === undefined || countsAsCo2(gas)) return;
  const gwp = attempt(() => lookupGwp({ gas, set: 'AR5' }, library));
  if ('text' in gwp) yield wrong(field, gwp.text.en, gwp.text.zh);
}

/** Whether a source can be worked out by its formulas: they serve its class, and every input is bound. */
export function* checkCalculation(
  known: KnownToSource,
  body: SourceContent,
  { formulas, inputs }: Calculation,
): Findings {
  yield* checkInputs(known, 'calculation.inputs', inputs);
  for (const [index, formula] of formulas.entries()) {
    const field = `calculation.formulas.${String(index)}`;
    const own = formula.inputs ?? {};
    yield* checkInputs(known, `${field}.inputs`, own);
    yield* checkFormula(known, body, field, formula, { ...inputs, ...own });
    yield* checkOneSet(`${field}.inputs`, { ...inputs, ...own }, own, known.library);
    yield* checkStray(`${field}.inputs`, [formula], own);
  }
  yield* checkOneSet('calculation.inputs', inputs, inputs, known.library);
  yield* checkStray('calculation.inputs', formulas, inputs);
}

/** Inputs that none of the formulas takes. */
function* checkStray(at: string, formulas: Calculation['formulas'], inputs: InputBindings): Findings {
  const wanted = new Set<string>();
  for (const { id } of formulas) {
    const looked = attempt(() => formulaById(id));
    if ('text' in looked) return;
    for (const input of looked.found.inputs) wanted.add(input.name);
    for (const group of looked.found.groups) wanted.add(`${group.name}.`);
  }
  for (const name of Object.keys(inputs))
    if (!wanted.has(name) && !wanted.has(`${name.split('.')[0] ?? ''}.`))
      yield wrong(`${at}.${name}`, 'none of the formulas takes this input', '所选公式都不使用该输入');
}
