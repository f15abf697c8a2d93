import { confidenceLabel } from '@zerofab/vocabulary';
import type { Inventory } from '@zerofab/contracts';
import { factorKey, listFactors, standing, type ListedFactor } from '../factor-list.js';
import type { Labels } from '../labels.js';
import type { Lang } from '../report-meta.js';
import { FORMATS, number, text, type Cell, type SheetWriter } from '../sheet.js';

interface FactorColumn {
  readonly zh: string;
  readonly en: string;
  readonly width: number;
  readonly cell: (listed: ListedFactor, labels: Labels, lang: Lang) => Cell;
}

const column = (zh: string, en: string, width: number, cell: FactorColumn['cell']): FactorColumn => ({
  zh,
  en,
  width,
  cell,
});

/** The column `Value` is E: the calculation sheet refers to it. */
const VALUE_COLUMN = 'E';
const COLUMNS: readonly FactorColumn[] = [
  column('使用的排放源', 'Used by', 12, ({ sources }) => text(sources.join(', '))),
  column('用途', 'Role', 12, ({ factor }, labels) => text(labels.role(factor.role))),
  column('名称', 'Name', 18, ({ factor }, labels) => text(labels.of(factor.name))),
  column('单位', 'Unit', 13, ({ factor }) => text(factor.unit)),
  column('数值', 'Value', 13, ({ factor }) => number(factor.value, FORMATS.plain)),
  column('气体', 'Gas', 6, ({ factor }) => text(factor.gas)),
  column('区域', 'Region', 9, ({ factor }) => text(factor.region)),
  column('数据年份', 'Data year', 8, ({ factor }) => text(factor.year)),
  column('公布日', 'Valid from', 10, ({ factor }) => text(factor.validFrom)),
  column('可信度', 'Confidence', 22, ({ factor }, labels) => text(labels.of(confidenceLabel(factor.confidence)))),
  column('依据性质', 'Standing', 20, ({ factor }, _labels, lang) => text(standing(factor, lang))),
  column('选取方式', 'Chosen', 9, ({ factor }, labels) => text(labels.choice(factor.choice.how))),
  column('选取理由与规则', 'Why, rule', 34, ({ factor }, labels) =>
    text(`${labels.of(factor.choice.why)}\n${factor.choice.rule}`),
  ),
  column('来源', 'Source', 34, ({ factor }) => text(`${factor.source}\n${factor.sourceUrl ?? ''}`.trim())),
  column('因子编号与库版本', 'Id, version', 24, ({ factor }) => text(`${factor.id}\n${factor.version}`)),
  column('备注', 'Note', 26, ({ factor }) => text(factor.note)),
];
export const FACTOR_WIDTHS = COLUMNS.map(({ width }) => width);

/** Cell of a factor's value, for live references. */
export type FactorCells = ReadonlyMap<string, string>;

/** Every factor used, with source, confidence, and how it was chosen. */
export const writeFactors = (
  sheet: SheetWriter,
  inventory: Inventory,
  labels: Labels,
  lang: Lang,
): FactorCells => {
  sheet.title(labels.both('因子清单', 'Emission factors and parameters'));
  sheet.note(
    labels.say(
      '“核算”表的因子单元格引用本表“数值”列；改动此处，总量随之重算。',
      'The factor cells of the calculation sheet refer to the column "Value" here: change one, and the totals follow.',
    ),
  );
  sheet.header(
    COLUMNS.map(({ zh, en }) => labels.say(zh, en)),
    true,
  );
  const cells = new Map<string, string>();
  for (const listed of listFactors(inventory)) {
    const row = sheet.row(COLUMNS.map(({ cell }) => cell(listed, labels, lang)));
    cells.set(factorKey(listed.factor), sheet.ref(VALUE_COLUMN, row));
  }
  return cells;
};
