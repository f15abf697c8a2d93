import type { Inventory, InventorySource } from '@zerofab/contracts';
import { csvText, type Cell } from '@zerofab/csv';
import { Labels } from './labels.js';
import type { ReportMeta } from './report-meta.js';

/** A column: its title, its value, whether that is a figure, and what stands in it in a line of totals. */
interface Column {
  readonly title: string;
  readonly of: (row: InventorySource) => string | number | null | undefined;
  readonly figure?: true;
  readonly total?: 'title' | 'figure';
}

const cellOf = ({ of, figure }: Column, row: InventorySource): Cell => {
  const value = of(row);
  return figure === true || typeof value !== 'string' ? value : { text: value };
};

const columnsOf = (inventory: Inventory, labels: Labels): Column[] => {
  const { site, from, to, method, factorSet, reporting, asOf } = inventory;
  const say = (zh: string, en: string): string => labels.say(zh, en);
  const always = (title: string, value: string | number | null): Column => ({
    title,
    of: () => value,
  });
  return [
    always(say('站点', 'Site'), site),
    always(say('自', 'From'), from),
    always(say('至（不含）', 'To (exclusive)'), to),
    always(say('核算方法', 'Method'), method.id),
    always(say('版次', 'Edition'), method.edition ?? null),
    always(say('因子集', 'Factor set'), factorSet),
    always(say('因子发布截至', 'As of'), asOf),
    always(say('冻结版本', 'Frozen version'), reporting?.version ?? null),
    always(say('版本 SHA-256', 'SHA-256 of the version'), reporting?.sha256 ?? null),
    { title: say('排放源代码', 'Source'), of: ({ code }) => code },
    { title: say('排放源', 'Name'), of: ({ name }) => labels.of(name), total: 'title' },
    { title: say('设施', 'Facility'), of: ({ facility }) => facility },
    { title: say('类别', 'Category'), of: ({ category }) => labels.category(category) },
    { title: say('方法所列项', 'Line of the method'), of: ({ line }) => line && labels.of(line) },
    { title: say('计入合计', 'Weight in the total'), of: ({ weight }) => weight, figure: true },
    { title: say('状态', 'Status'), of: ({ status }) => status },
    { title: say('缺失原因', 'Why missing'), of: ({ reason }) => reason && labels.of(reason) },
    { title: say('活动数据', 'Activity data'), of: ({ activity }) => activity.exact, figure: true },
    { title: say('单位', 'Unit'), of: ({ activity }) => activity.unit },
    { title: say('覆盖率', 'Coverage'), of: ({ activity }) => activity.coverage, figure: true },
    { title: say('质量', 'Quality'), of: ({ activity }) => labels.quality(activity.quality) },
    {
      title: say('因子', 'Factors'),
      of: ({ factors }) => factors.map(({ id, value, unit }) => `${id} = ${value} ${unit}`).join('; '),
    },
    { title: say('排放量 tCO2e', 'Emissions tCO2e'), of: ({ exact }) => exact, figure: true, total: 'figure' },
    { title: say('占比', 'Share'), of: ({ share }) => share, figure: true },
    {
      title: say('数据质量等级', 'Data quality grade'),
      of: ({ dataQuality }) => dataQuality?.grade,
    },
  ];
};

/** Lines of totals below those of the sources: title and exact figure. */
const totalsOf = ({ exact, lowerBound }: Inventory, labels: Labels): (readonly [string, string | null])[] => [
  [labels.say('直接排放', 'Direct'), exact.direct],
  [labels.say('能源间接排放', 'Energy-indirect'), exact.indirect],
  [
    lowerBound ? labels.say('合计（下限）', 'Total (lower bound)') : labels.say('合计', 'Total'),
    exact.total,
  ],
];

/**
 * The inventory as one table: a line for each source, then the totals. Figures are the exact decimals of the inventory; one
 * that is missing is empty, with its reason beside it. UTF-8 with a BOM and CRLF (RFC 4180), for spreadsheet programs.
 */
export const inventoryCsv = (inventory: Inventory, { lang }: Pick<ReportMeta, 'lang'>): string => {
  const labels = new Labels(lang);
  const columns = columnsOf(inventory, labels);
  const totals = totalsOf(inventory, labels).map(([title, figure]) => {
    const shown = { title, figure };
    return columns.map(({ total }): Cell => (total === undefined ? '' : shown[total]));
  });
  return csvText([
    columns.map(({ title }) => title),
    ...inventory.sources.map((source) => columns.map((column) => cellOf(column, source))),
    ...totals,
  ]);
};
