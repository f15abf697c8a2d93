import { AccountingError, formulaById, standardParts, type FormulaInput } from '@zerofab/accounting';
import type { ActivityBinding, InputBinding, PutSource } from '@zerofab/contracts';
import { FactorError, lookupGwp, type FactorLibrary } from '@zerofab/factors';
import type { MeterEntity } from '@zerofab/telemetry';
import { findUnit } from '@zerofab/units';
import { checkFactor, checkInputLadder, type KnownToSource } from './factor-checks.js';
import { refuse } from './refuse.js';

/** Runs a check of the pure libs; what they refuse is told with the field it is about. */
const asField = <T>(field: string, run: () => T): T => {
  try {
    return run();
  } catch (error) {
    if (error instanceof FactorError || error instanceof AccountingError)
      return refuse(field, error.text.en, error.text.zh);
    throw error;
  }
};

/**
 * Checks the definition of a source before it is kept: its bindings exist, its factor and formulas serve its class,
 * its inputs are all bound.
 */
export const checkSource = (known: KnownToSource, code: string, body: PutSource): void => {
  const { meters, library } = known;
  checkBinding(meters, 'activity', body.activity);
  if (body.crossCheck !== undefined) checkBinding(meters, 'crossCheck', body.crossCheck);
  if (body.gas !== undefined && !body.gas.startsWith('CO2')) {
    const { gas } = body;
    asField('gas', () => lookupGwp({ gas, set: 'AR5' }, library));
  }
  checkPart(body);
  if (body.calculation === undefined) checkFactor(known, code, body);
  else checkCalculation(known, body, body.calculation);
};

const checkPart = ({ part: id, category }: PutSource): void => {
  if (id === undefined) return;
  const part = standardParts().find((known) => known.id === id);
  if (part === undefined) {
    const known = standardParts().map((entry) => entry.id);
    return refuse(
      'part',
      `there is no sector part "${id}"; there are: ${known.join(', ')}`,
      `没有行业部分“${id}”；现有：${known.join('、')}`,
    );
  }
  if (!part.classes.includes(category))
    refuse(
      'part',
      `${part.standard} has no class ${category}; it has: ${part.classes.join(', ')}`,
      `${part.standard} 没有类别 ${category}；它有：${part.classes.join('、')}`,
    );
};

const checkBinding = (meters: readonly MeterEntity[], at: string, binding: ActivityBinding): void => {
  if (binding.kind !== 'meters') {
    if (findUnit(binding.unit) === undefined)
      refuse(
        `${at}.unit`,
        `"${binding.unit}" is not a known unit; use t, kg, Nm3, kWh, GJ …`,
        `“${binding.unit}”不是已知单位；请用 t、kg、Nm3、kWh、GJ …`,
      );
    return;
  }
  const seen = new Set<string>();
  for (const [index, bound] of binding.registers.entries()) {
    const field = `${at}.registers.${String(index)}`;
    const meter = meters.find((candidate) => candidate.code === bound.meter);
    if (meter === undefined)
      return refuse(
        `${field}.meter`,
        `there is no meter "${bound.meter}" at this site; create it first`,
        `本厂区没有计量表“${bound.meter}”；请先创建`,
      );
    const register = meter.registers.find((candidate) => candidate.code === bound.register);
    if (register === undefined) {
      return refuse(
        `${field}.register`,
        `meter "${meter.code}" has no register "${bound.register}"; it has: ${meter.registers.map((r) => r.code).join(', ')}`,
        `计量表“${meter.code}”没有寄存器“${bound.register}”；它有：${meter.registers.map((r) => r.code).join('、')}`,
      );
    }
    if (seen.has(`${meter.code}/${register.code}`))
      return refuse(
        field,
        `"${meter.code}/${register.code}" is bound twice; it would count twice`,
        `“${meter.code}/${register.code}”绑定了两次，会重复计算`,
      );
    seen.add(`${meter.code}/${register.code}`);
    if (register.kind === 'gauge')
      return refuse(
        `${field}.register`,
        `"${register.code}" is a gauge; activity data comes from a counter or interval register`,
        `“${register.code}”是瞬时量；活动数据须取自累计或区间寄存器`,
      );
  }
};

const checkCalculation = (
  known: KnownToSource,
  body: PutSource,
  { formulas, inputs }: NonNullable<PutSource['calculation']>,
): void => {
  const { library } = known;
  checkInputs(known, 'calculation.inputs', inputs);
  const wanted = new Set<string>();
  for (const [index, { id, gas }] of formulas.entries()) {
    const field = `calculation.formulas.${String(index)}`;
    const formula = asField(`${field}.id`, () => formulaById(id));
    if (!formula.classes.includes(body.category))
      refuse(
        `${field}.id`,
        `${id} is not for class ${body.category}; it serves: ${formula.classes.join(', ') || 'no emission'}`,
        `${id} 不适用于类别 ${body.category}；适用于：${formula.classes.join('、') || '无排放类别'}`,
      );
    if (formula.gas === 'any' && gas === undefined)
      refuse(
        `${field}.gas`,
        `${id} serves several gases; name the gas, e.g. HFC-134a`,
        `${id} 适用于多种气体；请指明气体，例如 HFC-134a`,
      );
    const named = formula.gas === 'any' ? gas : formula.gas;
    if (named !== undefined && named !== null && !named.startsWith('CO2'))
      asField(`${field}.gas`, () => lookupGwp({ gas: named, set: 'AR5' }, library));
    checkBound(`${field}.id`, id, formula, inputs);
    for (const input of formula.inputs) wanted.add(input.name);
    for (const group of formula.groups) wanted.add(`${group.name}.`);
  }
  refuseMixedSets(inputs, library);
  const stray = Object.keys(inputs).find(
    (name) => !wanted.has(name) && !wanted.has(`${name.split('.')[0] ?? ''}.`),
  );
  if (stray !== undefined)
    refuse(`calculation.inputs.${stray}`, 'none of the formulas takes this input', '所选公式都不使用该输入');
};

/**
 * Calorific value, carbon content and oxidation of one fuel come from one set; sets differ by up to 19 %. A measured
 * value (site parameter, or a value with its source) may stand beside a set.
 */
const refuseMixedSets = (inputs: Readonly<Record<string, InputBinding>>, library: FactorLibrary): void => {
  const chosen = ['netCalorificValue', 'carbonContent', 'oxidationFactor'].flatMap((name) => {
    const binding = inputs[name];
    const row = binding?.kind === 'factor' ? library.byId.get(binding.id) : undefined;
    const { fuel = null, set = null } = row ?? {};
    return fuel === null || set === null ? [] : [{ name, from: `${fuel}, set ${set}` }];
  });
  const [first] = chosen;
  const other = chosen.find(({ from }) => from !== first?.from);
  if (first === undefined || other === undefined) return;
  refuse(
    `calculation.inputs.${other.name}`,
    `it comes from ${other.from}, ${first.name} from ${first.from}; take both from one set, or a measured value`,
    `它取自 ${other.from}，而 ${first.name} 取自 ${first.from}；请取自同一参数集，或采用实测值`,
  );
};

/** Every input of the formula is bound; `activity` is the source's own unless bound otherwise. */
const checkBound = (
  field: string,
  id: string,
  formula: ReturnType<typeof formulaById>,
  inputs: Readonly<Record<string, InputBinding>>,
): void => {
  const lacks = (input: FormulaInput): boolean =>
    input.optional === undefined &&
    input.name !== 'activity' &&
    input.name !== 'enthalpyBaseline' &&
    !Object.hasOwn(inputs, input.name);
  const missing = formula.inputs.find(lacks);
  if (missing !== undefined)
    refuse(
      field,
      `${id} needs its input ${missing.name} [${missing.unit}] (${missing.description.en}); bind it in calculation.inputs`,
      `${id} 需要输入 ${missing.name} [${missing.unit}]（${missing.description.zh}）；请绑定`,
    );
  for (const group of formula.groups) {
    const rows = Object.keys(inputs).filter((name) => name.startsWith(`${group.name}.`));
    if (rows.length === 0 && group.optional === undefined)
      refuse(
        field,
        `${id} needs rows of ${group.name}, e.g. ${group.name}.row1.${group.inputs[0]?.name ?? ''}`,
        `${id} 需要 ${group.name} 的行，例如 ${group.name}.row1.${group.inputs[0]?.name ?? ''}`,
      );
  }
};

const checkInputs = (
  known: KnownToSource,
  at: string,
  inputs: Readonly<Record<string, InputBinding>>,
): void => {
  for (const [name, binding] of Object.entries(inputs)) {
    const field = `${at}.${name}`;
    switch (binding.kind) {
      case 'meters':
      case 'manual':
      case 'stock':
        checkBinding(known.meters, field, binding);
        break;
      case 'factor':
        if (!known.library.byId.has(binding.id))
          refuse(
            `${field}.id`,
            `there is no factor "${binding.id}" in the library; see GET /factors`,
            `因子库没有因子“${binding.id}”；见因子库页面`,
          );
        break;
      case 'value':
        if (findUnit(binding.unit) === undefined)
          refuse(`${field}.unit`, `"${binding.unit}" is not a known unit`, `“${binding.unit}”不是已知单位`);
        break;
      case 'formula': {
        const formula = asField(`${field}.id`, () => formulaById(binding.id));
        checkBound(`${field}.id`, binding.id, formula, { activity: { kind: 'activity' }, ...binding.inputs });
        checkInputs(known, `${field}.inputs`, binding.inputs);
        break;
      }
      case 'ladder':
        checkInputLadder(field, binding.steps, known.library);
        for (const [index, step] of binding.steps.entries())
          checkInputs(known, `${field}.steps`, { [String(index)]: step });
        break;
      case 'activity':
      case 'parameter':
        break;
    }
  }
};
