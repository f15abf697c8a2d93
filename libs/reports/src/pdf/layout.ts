import type { Content, ContentTable, CustomTableLayout, TableCell } from 'pdfmake/interfaces.js';
import type { Bar, Block, Column } from '../document/blocks.js';

/** Points between the margins of an A4 page in portrait. */
const CONTENT_WIDTH = 499;
const CELL_PADDING = 4;
const LINE = '#bfc5cc';
const HEAD_FILL = '#eef1f4';
const BAR_FILL = '#2f6f9f';
const BAR_HEIGHT = 9;

/** Without a line above: the title of a table stands free. */
const titled = (index: number): number => (index === 0 ? 0 : 0.5);
const ruled: CustomTableLayout = {
  hLineWidth: () => 0.5,
  vLineWidth: () => 0,
  hLineColor: () => LINE,
  paddingLeft: () => CELL_PADDING,
  paddingRight: () => CELL_PADDING,
  paddingTop: () => 2.5,
  paddingBottom: () => 2.5,
};

/** Points of each column: shares of what the padding leaves. */
const widthsOf = (shares: readonly number[]): number[] => {
  const all = shares.reduce((sum, share) => sum + share, 0);
  const free = CONTENT_WIDTH - shares.length * 2 * CELL_PADDING;
  return shares.map((share) => (free * share) / all);
};

const cellOf = (text: string, { figure }: Column, bold: boolean): TableCell => ({
  text,
  bold,
  alignment: figure === true ? 'right' : 'left',
});
const headOf = ({ title, figure }: Column): TableCell => ({
  text: title,
  bold: true,
  alignment: figure === true ? 'right' : 'left',
  fillColor: HEAD_FILL,
});

/** A table whose title and header stand again on each page that it goes on to. */
export const tableOf = ({ title, columns, rows, totals }: Extract<Block, { kind: 'table' }>): ContentTable => {
  const rest = columns.slice(1).map((): TableCell => ({}));
  const head: TableCell = {
    text: title,
    colSpan: columns.length,
    bold: true,
    fontSize: 8.5,
  };
  return {
    style: 'table',
    layout: { ...ruled, hLineWidth: titled },
    table: {
      headerRows: 2,
      keepWithHeaderRows: 1,
      dontBreakRows: false,
      widths: widthsOf(columns.map(({ width }) => width)),
      body: [
        [head, ...rest],
        columns.map((column) => headOf(column)),
        ...rows.map((row, index) =>
          columns.map((column, at) => cellOf(row[at] ?? '', column, index >= rows.length - totals)),
        ),
      ],
    },
  };
};

/** Label and value, line by line. */
export const factsOf = (rows: readonly (readonly [string, string])[], fontSize: number): ContentTable => ({
  style: 'table',
  layout: ruled,
  fontSize,
  table: {
    widths: widthsOf([3, 9]),
    body: rows.map(([label, value]): TableCell[] => [{ text: label, color: '#4a5560' }, { text: value }]),
  },
});

/** Bars drawn as vectors, the longest as wide as its column. */
export const barsOf = ({ title, bars }: Extract<Block, { kind: 'bars' }>): Content => {
  const widths = widthsOf([4.6, 6, 1.8]);
  const longest = Math.max(...bars.map(({ value }) => value));
  const bar = ({ value }: Bar): Content => ({
    canvas: [
      { type: 'rect', x: 0, y: 1, w: Math.max(0.5, ((widths[1] ?? 0) * value) / longest), h: BAR_HEIGHT, color: BAR_FILL },
    ],
  });
  return {
    unbreakable: true,
    stack: [
      { text: title, bold: true, fontSize: 8.5, margin: [CELL_PADDING, 8, 0, 3] },
      {
        layout: { ...ruled, hLineWidth: () => 0 },
        fontSize: 7.5,
        table: {
          widths,
          body: bars.map((one): TableCell[] => [
            { text: one.label },
            bar(one) as TableCell,
            { text: one.text, alignment: 'right' },
          ]),
        },
      },
    ],
  };
};

/** A line to sign on for each role. */
export const signaturesOf = (roles: readonly string[]): Content => ({
  unbreakable: true,
  margin: [0, 24, 0, 0],
  columns: roles.map((role): Content => ({
    stack: [
      { canvas: [{ type: 'line', x1: 0, y1: 36, x2: 140, y2: 36, lineWidth: 0.7, lineColor: '#4a5560' }] },
      { text: role, fontSize: 8.5, margin: [0, 4, 0, 0] },
    ],
  })),
});
