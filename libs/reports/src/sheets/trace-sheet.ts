import { spreadsheetFormula } from '@zerofab/accounting';
import type { Inventory, InventorySource } from '@zerofab/contracts';
import type { Trace } from '@zerofab/vocabulary';
import { localInstant, localSpan } from '../instant.js';
import type { Labels } from '../labels.js';
import { DASH, FORMATS, formula, number, text, type Cell, type SheetWriter } from '../sheet.js';

export const TRACE_WIDTHS = [14, 6, 7, 11, 38, 12, 30, 16, 12, 26, 40, 18];

/** Column of the live figures: every formula worked out again over the cells of its inputs. */
const LIVE = 'L';

/** Cells of the live results by source and part (from 1), for the calculation sheet. */
export type TraceCells = ReadonlyMap<string, string>;
export const traceKey = (source: string, part: number): string => `${source} ${String(part)}`;

interface Place {
  readonly source: string;
  readonly part: number | null;
}

const line = (place: Place, level: number, kind: string, name: string, rest: readonly Cell[]): Cell[] => [
  text(place.source),
  number(place.part, FORMATS.count),
  number(level, FORMATS.count),
  text(kind),
  text(name, Math.min(level, 12)),
  ...rest,
];

/** Rows a trace takes: its formula, its inputs, and the traces that made them. */
const rowsIn = (trace: Trace): number =>
  trace.inputs.reduce((rows, input) => rows + 1 + (input.trace === null ? 0 : rowsIn(input.trace)), 1);

/** The row of each input, where the formula stands in `first`. */
const inputRows = (trace: Trace, first: number): ReadonlyMap<string, number> => {
  const rows = new Map<string, number>();
  let row = first + 1;
  for (const input of trace.inputs) {
    rows.set(input.name, row);
    row += 1 + (input.trace === null ? 0 : rowsIn(input.trace));
  }
  return rows;
};

const liveCell = (trace: Trace, first: number): Cell => {
  const rows = inputRows(trace, first);
  const names = trace.inputs.filter(({ origin }) => origin !== 'constant').map(({ name }) => name);
  const expression = spreadsheetFormula(
    trace.formula.expression,
    names,
    (name) => (rows.has(name) ? `${LIVE}${String(rows.get(name))}` : undefined),
    trace.formula.id === 'unit-conversion',
  );
  return expression === null || expression.length > 8000
    ? number(trace.result.value, FORMATS.plain)
    : formula(expression, Number(trace.result.value), FORMATS.plain);
};

/** A formula, its inputs (those that were computed with the formula that made them), its result. */
const writeTrace = (
  sheet: SheetWriter,
  trace: Trace,
  place: Place,
  level: number,
  labels: Labels,
): number => {
  const { formula: record, result } = trace;
  const clause = `${record.standard} ${record.clause} (${record.id}, ${record.edition})`;
  const kind = labels.say('公式', 'formula');
  const first = sheet.row(
    line(place, level, kind, labels.of(record.name), [
      text('='),
      text(result.value),
      text(result.unit),
      text(null),
      text(record.id),
      text(`${record.text}; ${clause}`),
      liveCell(trace, sheet.nextRow),
    ]),
    level === 0 ? 'total' : 'plain',
  );
  for (const input of trace.inputs) {
    const below = `${LIVE}${String(sheet.nextRow + 1)}`;
    sheet.row(
      line(place, level + 1, labels.say('输入', 'input'), labels.role(input.name), [
        text(input.symbol),
        text(input.value),
        text(input.unit),
        text(labels.origin(input.origin)),
        text(input.ref),
        text(null),
        input.trace === null
          ? number(input.value, FORMATS.plain)
          : formula(below, Number(input.value), FORMATS.plain),
      ]),
    );
    if (input.trace !== null) writeTrace(sheet, input.trace, place, level + 2, labels);
  }
  return first;
};

const writeEvidence = (
  sheet: SheetWriter,
  source: InventorySource,
  inventory: Inventory,
  labels: Labels,
): void => {
  const say = labels.say.bind(labels);
  const place: Place = { source: source.code, part: null };
  const zone = inventory.timezone;
  for (const register of source.activity.registers) {
    const point = (reading: typeof register.first): string =>
      reading === null ? DASH : `${reading.value} @ ${localInstant(reading.ts, zone)}`;
    const detail = say(
      `首读数 ${point(register.first)}；末读数 ${point(register.last)}；读数 ${register.readings} 个；倍率 ${register.multiplier}；翻转 ${register.wraps ?? DASH} 次`,
      `first ${point(register.first)}; last ${point(register.last)}; ${register.readings} readings; multiplier ${register.multiplier}; wraps ${register.wraps ?? DASH}`,
    );
    sheet.row(
      line(place, 1, say('表计', 'register'), `${register.meter}/${register.register}`, [
        text(register.sign < 0 ? '−' : '+'),
        text(register.value),
        text(register.registerUnit),
        text(labels.quality(register.quality)),
        text(localSpan(inventory.from, inventory.to, zone)),
        text(detail),
      ]),
    );
  }
  for (const record of source.activity.records) {
    sheet.row(
      line(place, 1, say('单据', 'record'), record.id, [
        text('+'),
        text(record.share),
        text(record.unit),
        text(labels.quality('manual')),
        text(localSpan(record.from, record.to, zone)),
        text(
          `${say('凭证', 'evidence')}: ${record.evidence ?? DASH}; ${record.enteredBy}, ${localInstant(record.enteredAt, zone)}`,
        ),
      ]),
    );
  }
};

/** Every figure of every source, from its formula down to meter, register, span, readings and documents; all digits. */
export const writeTraces = (sheet: SheetWriter, inventory: Inventory, labels: Labels): TraceCells => {
  const cells = new Map<string, string>();
  const say = labels.say.bind(labels);
  sheet.title(labels.both('溯源', 'Trace'));
  sheet.note(
    say(
      '数值为文本，保留全部位数。级别表示嵌套：上级公式的输入由下级公式得出。末列为可重算的公式。',
      'Values are text and keep every digit. The level shows nesting: an input of a formula is made by the formula below it. The last column works every formula out again, live.',
    ),
  );
  sheet.header(
    [
      say('排放源', 'Source'),
      say('分段', 'Part'),
      say('级别', 'Level'),
      say('类型', 'Kind'),
      say('名称', 'Name'),
      say('符号', 'Symbol'),
      say('数值（全部位数）', 'Value, every digit'),
      say('单位', 'Unit'),
      say('出处', 'Origin'),
      say('引用 / 时段', 'Reference / span'),
      say('公式、依据、证据', 'Equation, source, evidence'),
      say('可重算数值', 'Live figure'),
    ],
    true,
  );
  for (const source of inventory.sources) {
    source.parts.forEach((part, i) => {
      const row = writeTrace(sheet, part.trace, { source: source.code, part: i + 1 }, 0, labels);
      cells.set(traceKey(source.code, i + 1), sheet.ref(LIVE, row));
    });
    if (source.energy !== null)
      writeTrace(sheet, source.energy.trace, { source: source.code, part: null }, 0, labels);
    writeEvidence(sheet, source, inventory, labels);
  }
  return cells;
};
