import type { Inventory, InventorySource } from '@zerofab/contracts';
import { ExactDecimal } from '@zerofab/units';
import { localInstant, localSpan } from '../instant.js';
import type { Labels } from '../labels.js';
import { FORMATS, formula, number, text, type SheetWriter } from '../sheet.js';

export const ACTIVITY_WIDTHS = [16, 24, 12, 26, 16, 10, 14, 10, 11, 10, 24];

interface PeriodCell {
  readonly from: number;
  readonly to: number;
  readonly value: string;
  readonly row: number;
}
/** Where the activity data of a source stands, by month. */
export class ActivityCells {
  private readonly bySource = new Map<string, readonly PeriodCell[]>();
  constructor(private readonly sheetName: string) {}

  set(source: string, cells: readonly PeriodCell[]): void {
    this.bySource.set(source, cells);
  }

  /** The sum of the months that make up a span, when they add up to the figure to the digit; otherwise null. */
  sumFor(source: string, from: string, to: string, exact: string): string | null {
    const [start, end] = [Date.parse(from), Date.parse(to)];
    const within = (this.bySource.get(source) ?? []).filter((cell) => cell.from >= start && cell.to <= end);
    const [first, last] = [within[0], within.at(-1)];
    if (first === undefined || last === undefined || last.row - first.row + 1 !== within.length) return null;
    const sum = within.reduce((total, cell) => total.plus(cell.value), new ExactDecimal(0));
    return sum.eq(exact) ? `SUM('${this.sheetName}'!$E$${first.row}:$E$${last.row})` : null;
  }
}

const writeSource = (
  sheet: SheetWriter,
  source: InventorySource,
  inventory: Inventory,
  labels: Labels,
): PeriodCell[] => {
  const { activity } = source;
  const cells: PeriodCell[] = [];
  const rows = activity.periods.map((period) => {
    const row = sheet.row([
      text(source.code),
      text(labels.of(source.name)),
      text(period.label),
      text(localSpan(period.from, period.to, inventory.timezone)),
      number(period.value),
      text(activity.unit),
      number(period.value === null ? null : period.estimated),
      number(period.coverage, FORMATS.share),
      text(labels.quality(period.quality)),
      number(period.readings, FORMATS.count),
    ]);
    if (period.value !== null) {
      cells.push({ from: Date.parse(period.from), to: Date.parse(period.to), value: period.value, row });
    }
    return row;
  });
  const [first, last] = [rows[0], rows.at(-1)];
  const total =
    activity.exact === null || first === undefined || last === undefined
      ? number(activity.exact)
      : formula(`SUM(E${first}:E${last})`, Number(activity.exact), FORMATS.amount);
  sheet.row(
    [
      text(source.code),
      text(labels.say('合计', 'Total')),
      text(null),
      text(localSpan(inventory.from, inventory.to, inventory.timezone)),
      total,
      text(activity.unit),
      number(activity.exact === null ? null : activity.estimated),
      number(activity.coverage, FORMATS.share),
      text(
        source.status === 'ok' || source.reason === null
          ? labels.quality(activity.quality)
          : labels.of(source.reason),
      ),
      number(activity.readings, FORMATS.count),
    ],
    'total',
  );
  return cells;
};

const writeRecords = (sheet: SheetWriter, inventory: Inventory, labels: Labels): void => {
  const say = labels.say.bind(labels);
  const records = inventory.sources.flatMap(({ activity }) => activity.records);
  if (records.length === 0) return;
  sheet.heading(labels.both('人工录入记录', 'Records entered by hand'));
  sheet.header([
    say('排放源', 'Source'),
    say('凭证', 'Evidence'),
    say('记录号', 'Record'),
    say('时段 [起, 止)', 'Span [from, to)'),
    say('数量', 'Quantity'),
    say('单位', 'Unit'),
    say('计入本期', 'Share in span'),
    say('录入人', 'Entered by'),
    say('录入时间', 'Entered at'),
    say('更正', 'Replaced by'),
    say('说明', 'Note'),
  ]);
  for (const record of records) {
    sheet.row([
      text(record.source),
      text(record.evidence),
      text(record.id),
      text(localSpan(record.from, record.to, inventory.timezone)),
      number(record.quantity),
      text(record.unit),
      number(record.share, FORMATS.amount),
      text(record.enteredBy),
      text(localInstant(record.enteredAt, inventory.timezone)),
      text(record.replacedBy),
      text(record.note),
    ]);
  }
};

/** Activity data by local month and source, then the records behind what was entered by hand. */
export const writeActivity = (sheet: SheetWriter, inventory: Inventory, labels: Labels): ActivityCells => {
  const say = labels.say.bind(labels);
  const cells = new ActivityCells(sheet.name);
  sheet.title(labels.both('活动数据（按月）', 'Activity data by month'));
  sheet.note(
    say(
      `月份按站点时区 ${inventory.timezone} 划分，区间为半开 [起, 止)。缺测以“—”表示，不记为 0。`,
      `Months by the site's time zone ${inventory.timezone}, spans half-open [from, to). What is missing is "—", never 0.`,
    ),
  );
  sheet.header(
    [
      say('排放源', 'Source'),
      say('名称', 'Name'),
      say('月份', 'Month'),
      say('时段 [起, 止)', 'Span [from, to)'),
      say('活动数据', 'Activity'),
      say('单位', 'Unit'),
      say('其中估算', 'Estimated part'),
      say('覆盖率', 'Coverage'),
      say('质量', 'Quality'),
      say('读数个数', 'Readings'),
    ],
    true,
  );
  for (const source of inventory.sources)
    cells.set(source.code, writeSource(sheet, source, inventory, labels));
  writeRecords(sheet, inventory, labels);
  return cells;
};
