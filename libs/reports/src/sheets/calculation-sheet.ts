import type { CalculationPart, Inventory, InventorySource } from '@zerofab/contracts';
import type { Scope, UsedFactor } from '@zerofab/vocabulary';
import { factorKey } from '../factor-list.js';
import { localSpan } from '../instant.js';
import type { Labels } from '../labels.js';
import { productOf, stepsExpression, stepsValue, type Product, type Step } from '../product.js';
import {
  BLANK,
  DASH,
  FORMATS,
  formula,
  number,
  text,
  withUnit,
  type Cell,
  type SheetWriter,
} from '../sheet.js';
import type { ActivityCells } from './activity-sheet.js';
import type { FactorCells } from './factors-sheet.js';
import { traceKey, type TraceCells } from './trace-sheet.js';

export const CALCULATION_WIDTHS = [13, 18, 13, 24, 16, 9, 20, 18, 15, 9, 21, 11, 12, 13, 36];

/** Columns H to K hold the factors by role; the rest is fixed. */
const FACTOR_COLUMNS: readonly (readonly [column: string, roles: readonly string[]])[] = [
  ['H', ['netCalorificValue']],
  ['I', ['carbonContent']],
  ['J', ['oxidationFactor']],
  ['K', ['emissionFactor', 'energyCoefficient', 'gwp']],
];
const SCOPES: readonly Scope[] = ['direct', 'energyIndirect', 'otherIndirect', 'biogenic', 'removal'];

export interface CalculationContext {
  readonly inventory: Inventory;
  readonly labels: Labels;
  readonly factorCells: FactorCells;
  readonly activityCells: ActivityCells;
  readonly traceCells: TraceCells;
}
/** Cells of results, for the summary. */
export interface CalculationCells {
  readonly sources: ReadonlyMap<string, string>;
  readonly energy: ReadonlyMap<string, string>;
  readonly scopes: ReadonlyMap<Scope, string>;
  readonly total: string | null;
  readonly totalEnergy: string | null;
}

/** One figure of one source to be shown as a live product. */
interface Line {
  readonly source: InventorySource;
  readonly from: string;
  readonly to: string;
  readonly part: Pick<CalculationPart, 'activity' | 'activityUnit' | 'factors' | 'trace'>;
  readonly result: string;
  /** −1 where the total subtracts it. */
  readonly sign: number;
  /** Cell of the trace that works the figure out, for formulas that are no product. */
  readonly trace: string | undefined;
}

const stepsCell = (steps: readonly Step[], format: string = FORMATS.plain): Cell =>
  steps.length === 0 ? text(null) : formula(stepsExpression(steps), stepsValue(steps), format);

const activityCell = (line: Line, context: CalculationContext): Cell => {
  const months = context.activityCells.sumFor(line.source.code, line.from, line.to, line.part.activity);
  return months === null
    ? number(line.part.activity)
    : formula(months, Number(line.part.activity), FORMATS.amount);
};

const factorCell = (
  product: Product,
  roles: readonly string[],
  factors: readonly UsedFactor[],
  cells: FactorCells,
): Cell => {
  const role = roles.find((candidate) => product.factors.has(candidate));
  const used = role === undefined ? undefined : product.factors.get(role);
  if (used === undefined) return text(null);
  const factor = factors.find((candidate) => candidate.id === used.ref && candidate.role === role);
  const cell = factor?.value === used.value ? cells.get(factorKey(factor)) : undefined;
  return cell === undefined
    ? number(used.value, withUnit(used.unit))
    : formula(cell, Number(used.value), withUnit(used.unit));
};

/** A product whose factors all have a column, one each; any other figure is worked out in the trace. */
const placeable = (product: Product | null): Product | null => {
  if (product === null) return null;
  const columns = [...product.factors.keys()].map(
    (role) => FACTOR_COLUMNS.find(([, roles]) => roles.includes(role))?.[0],
  );
  return columns.includes(undefined) || new Set(columns).size < columns.length ? null : product;
};

/** Activity × conversions × factors × constants over the cells of the row, leaving out what the equation has not. */
const writeLine = (sheet: SheetWriter, line: Line, context: CalculationContext, format: string): number => {
  const { inventory, labels, factorCells } = context;
  const { source, part } = line;
  const product = placeable(productOf(part.trace));
  const minus = line.sign < 0 ? '-' : '';
  const result = Number(line.result) * (line.sign < 0 ? -1 : 1);
  const before: Cell[] = [
    text(source.code),
    text(labels.of(source.name)),
    text(labels.category(source.category)),
    text(localSpan(line.from, line.to, inventory.timezone)),
  ];
  const equation = text(
    `${part.trace.formula.text}\n${part.trace.formula.standard} ${part.trace.formula.clause}`,
  );
  if (product === null) {
    const blank = Array.from({ length: 7 }, () => text(null));
    return sheet.row([
      ...before,
      number(part.activity),
      text(part.activityUnit),
      ...blank,
      line.trace === undefined ? number(result, format) : formula(`${minus}${line.trace}`, result, format),
      equation,
    ]);
  }
  const factors = FACTOR_COLUMNS.map(([column, roles]) => ({
    column,
    cell: factorCell(product, roles, part.factors, factorCells),
  }));
  const steps = [
    { column: 'G', cell: stepsCell(product.activitySteps) },
    ...factors,
    { column: 'L', cell: stepsCell(product.factorSteps) },
    { column: 'M', cell: stepsCell(product.constants, FORMATS.ratio) },
  ];
  const row = sheet.nextRow;
  const multiplied = ['E', ...steps.filter(({ cell }) => cell.kind !== 'text').map(({ column }) => column)];
  return sheet.row([
    ...before,
    activityCell(line, context),
    text(part.activityUnit),
    ...steps.map(({ cell }) => cell),
    formula(`${minus}${multiplied.map((column) => `${column}${row}`).join('*')}`, result, format),
    equation,
  ]);
};

const missingRow = (
  sheet: SheetWriter,
  source: InventorySource,
  { inventory, labels }: CalculationContext,
): void => {
  const blank = Array.from({ length: 7 }, () => text(null));
  const reason = source.reason === null ? DASH : labels.of(source.reason);
  sheet.row([
    text(source.code),
    text(labels.of(source.name)),
    text(labels.category(source.category)),
    text(localSpan(inventory.from, inventory.to, inventory.timezone)),
    number(source.activity.exact),
    text(source.activity.unit),
    ...blank,
    text(null),
    text(`${labels.say('无结果：', 'No figure: ')}${reason}`),
  ]);
};

const totalRow = (
  sheet: SheetWriter,
  label: string,
  expression: string | null,
  result: string | null,
  format: string,
): number => {
  const blank = Array.from({ length: 12 }, () => BLANK);
  const figure =
    expression === null || result === null ? text(null) : formula(expression, Number(result), format);
  return sheet.row([text(label), ...blank, figure, BLANK], 'total');
};

const header = (sheet: SheetWriter, labels: Labels, result: string, freeze: boolean): void => {
  const say = labels.say.bind(labels);
  sheet.header(
    [
      say('排放源', 'Source'),
      say('名称', 'Name'),
      say('类别', 'Category'),
      say('时段 [起, 止)', 'Span [from, to)'),
      say('活动数据 AD', 'Activity AD'),
      say('单位', 'Unit'),
      say('活动数据换算', 'Conversion of AD'),
      say('低位发热量 NCV', 'NCV'),
      say('含碳量 CC', 'Carbon content CC'),
      say('氧化率 OF', 'Oxidation OF'),
      say('因子 EF / 系数 p', 'Factor EF / p'),
      say('因子换算', 'Conversion of factors'),
      say('常数', 'Constant'),
      result,
      say('公式与依据', 'Equation and source'),
    ],
    freeze,
  );
};

/** The total of a scope as the inventory states it. */
const exactOf = (inventory: Inventory, scope: Scope): string | null => {
  const text = (value: number | null | undefined): string | null =>
    value === null || value === undefined ? null : String(value);
  switch (scope) {
    case 'direct':
      return inventory.exact.direct;
    case 'energyIndirect':
      return inventory.exact.indirect;
    case 'otherIndirect':
      return text(inventory.otherIndirectTco2e);
    case 'biogenic':
      return text(inventory.biogenicTco2);
    case 'removal':
      return text(inventory.removalTco2e);
  }
};

const writeScope = (
  sheet: SheetWriter,
  scope: Scope,
  context: CalculationContext,
  cells: Map<string, string>,
): string | null => {
  const { inventory, labels } = context;
  const rows: number[] = [];
  const own = inventory.sources.filter((source) => (source.methodScope ?? source.scope) === scope);
  if (own.length === 0) return null;
  for (const source of own) {
    if (source.parts.length === 0 || source.exact === null) {
      missingRow(sheet, source, context);
      continue;
    }
    const sign = source.weight ?? 1;
    const written = source.parts.map((part, index) =>
      writeLine(
        sheet,
        {
          source,
          from: part.from,
          to: part.to,
          part,
          result: part.tco2e,
          sign,
          trace: context.traceCells.get(traceKey(source.code, index + 1)),
        },
        context,
        FORMATS.tonnes,
      ),
    );
    rows.push(...written);
    const sum = `SUM('${sheet.name}'!$N$${written[0] ?? 0}:$N$${written.at(-1) ?? 0})`;
    cells.set(source.code, sign < 0 ? `-${sum}` : sum);
  }
  const exact = exactOf(inventory, scope);
  const range = rows.length === 0 ? null : `SUM(N${Math.min(...rows)}:N${Math.max(...rows)})`;
  const row = totalRow(
    sheet,
    `${labels.scope(scope)} ${labels.say('小计', 'subtotal')}`,
    range,
    exact,
    FORMATS.tonnes,
  );
  return range === null || exact === null ? null : sheet.ref('N', row);
};

const writeEnergy = (
  sheet: SheetWriter,
  context: CalculationContext,
): Pick<CalculationCells, 'energy' | 'totalEnergy'> => {
  const { inventory, labels } = context;
  const energy = new Map<string, string>();
  const counted = inventory.sources.filter((source) => source.energy !== null);
  if (counted.length === 0 || inventory.comprehensiveEnergyTce === null) return { energy, totalEnergy: null };
  sheet.heading(
    labels.both(
      '综合能耗（当量值，GB/T 2589-2020）',
      'Comprehensive energy, calorific value, GB/T 2589-2020',
    ),
  );
  header(sheet, labels, 'tce', false);
  const rows = counted.flatMap((source) => {
    if (source.energy === null) return [];
    const written = source.energy.parts.map(({ from, to, tce, coefficient, ...rest }) => {
      const part = { ...rest, factors: [coefficient] };
      const line = { source, from, to, part, result: tce, sign: 1, trace: undefined };
      return writeLine(sheet, line, context, FORMATS.tonnes);
    });
    const [only] = written;
    energy.set(
      source.code,
      written.length === 1 && only !== undefined
        ? sheet.ref('N', only)
        : `SUM('${sheet.name}'!$N$${only ?? 0}:N$${written.at(-1) ?? 0})`,
    );
    return written;
  });
  const range = `SUM(N${rows[0] ?? 0}:N${rows.at(-1) ?? 0})`;
  const label = labels.say('综合能耗合计', 'Comprehensive energy, total');
  const row = totalRow(sheet, label, range, String(inventory.comprehensiveEnergyTce), FORMATS.tonnes);
  return { energy, totalEnergy: sheet.ref('N', row) };
};

/** Activity × factor for every source and part, as live formulas; the totals below are sums of those cells. */
export const writeCalculation = (sheet: SheetWriter, context: CalculationContext): CalculationCells => {
  const { inventory, labels } = context;
  sheet.title(labels.both('排放核算', 'Calculation of emissions'));
  sheet.note(
    labels.say(
      '每行为一个排放源在一段时间内的计算：E = AD × 换算 × 因子 × 换算 × 常数，均为可重算的公式；非乘积形式的公式（碳平衡等）引用“溯源”表逐项重算的结果。输出与回收为负。OF 以 % 存储，其换算（÷100）列于“因子换算”。',
      'Each row is one source over one span: E = AD × conversion × factors × conversion × constant, all live formulas; a formula that is no product (a carbon balance) refers to the trace, where it is worked out step by step. Exports and recovery are negative. OF is stored in %, its conversion (÷100) stands under "Conversion of factors".',
    ),
  );
  header(sheet, labels, 'tCO2e', true);
  const sources = new Map<string, string>();
  const scopes = new Map<Scope, string>();
  for (const scope of SCOPES) {
    const cell = writeScope(sheet, scope, context, sources);
    if (cell !== null) scopes.set(scope, cell);
  }
  const counted = inventory.method.total ?? ['direct', 'energyIndirect'];
  const own = [...scopes]
    .filter(([scope]) => counted.includes(scope))
    .map(([, cell]) => cell.slice(cell.indexOf('!') + 1).replaceAll('$', ''));
  const expression = own.length === 0 ? null : `SUM(${own.join(',')})`;
  const label = labels.say('排放总量', 'Total emissions');
  const row = totalRow(sheet, label, expression, inventory.exact.total, FORMATS.tonnes);
  const total = expression === null || inventory.exact.total === null ? null : sheet.ref('N', row);
  return { sources, scopes, total, ...writeEnergy(sheet, context) };
};
