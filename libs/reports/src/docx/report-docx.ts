import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Header,
  HeadingLevel,
  Packer,
  PageBreak,
  PageNumber,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableOfContents,
  TableRow,
  TextRun,
  WidthType,
  type FileChild,
} from 'docx';
import type { Block, Column, ReportDocument } from '../document/blocks.js';
import { sameBytes } from './same-bytes.js';

/** Twentieths of a point between the margins of an A4 page in portrait. */
const CONTENT_WIDTH = 9980;
const FONTS = { ascii: 'Arial', hAnsi: 'Arial', cs: 'Arial', eastAsia: 'Noto Sans SC' };
const SMALL = 15;
const LINE = { style: BorderStyle.SINGLE, size: 4, color: 'BFC5CC' } as const;
const NONE = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;
const BORDERS = { top: LINE, bottom: LINE, insideHorizontal: LINE, left: NONE, right: NONE, insideVertical: NONE };

const paragraphs = (text: string, column: Pick<Column, 'figure'>, bold: boolean): Paragraph[] =>
  text.split('\n').map(
    (line) =>
      new Paragraph({
        alignment: column.figure === true ? AlignmentType.RIGHT : AlignmentType.LEFT,
        children: [new TextRun({ text: line, size: SMALL, bold })],
      }),
  );

const widthsOf = (shares: readonly number[]): number[] => {
  const all = shares.reduce((sum, share) => sum + share, 0);
  return shares.map((share) => Math.floor((CONTENT_WIDTH * share) / all));
};

const rowOf = (columns: readonly Column[], cells: readonly string[], look: { head?: true; bold?: boolean }): TableRow => {
  const widths = widthsOf(columns.map(({ width }) => width));
  return new TableRow({
    tableHeader: look.head === true,
    children: columns.map(
      (column, at) =>
        new TableCell({
          width: { size: widths[at] ?? 0, type: WidthType.DXA },
          margins: { top: 40, bottom: 40, left: 80, right: 80 },
          ...(look.head === true ? { shading: { type: ShadingType.CLEAR, fill: 'EEF1F4' } } : {}),
          children: paragraphs(cells[at] ?? '', column, look.head === true || look.bold === true),
        }),
    ),
  });
};

const tableOf = (
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  totals: number,
  head: boolean,
): Table =>
  new Table({
    layout: TableLayoutType.FIXED,
    width: { size: CONTENT_WIDTH, type: WidthType.DXA },
    columnWidths: widthsOf(columns.map(({ width }) => width)),
    borders: BORDERS,
    rows: [
      ...(head ? [rowOf(columns, columns.map(({ title }) => title), { head: true })] : []),
      ...rows.map((cells, index) => rowOf(columns, cells, { bold: index >= rows.length - totals })),
    ],
  });

const caption = (text: string): Paragraph =>
  new Paragraph({ keepNext: true, spacing: { before: 160, after: 60 }, children: [new TextRun({ text, bold: true, size: 17 })] });

const FACTS: readonly Column[] = [
  { title: '', width: 3 },
  { title: '', width: 9 },
];
const BARS: readonly Column[] = [
  { title: '', width: 5 },
  { title: '', width: 6 },
  { title: '', width: 2, figure: true },
];
/** A bar as long as its share of the longest, in signs: a document stays editable. */
const BAR_SIGNS = 30;
const COLORS = { body: undefined, note: '4A5560', warning: '9A3412' } as const;

const childrenOf = (block: Block): FileChild[] => {
  switch (block.kind) {
    case 'heading':
      return [
        new Paragraph({
          heading: block.level === 1 ? HeadingLevel.HEADING_1 : HeadingLevel.HEADING_2,
          children: [new TextRun(`${block.number} ${block.text}`)],
        }),
      ];
    case 'text': {
      const color = COLORS[block.tone];
      return [
        new Paragraph({
          spacing: { before: 40, after: 100 },
          children: [new TextRun({ text: block.text, size: 18, ...(color === undefined ? {} : { color }) })],
        }),
      ];
    }
    case 'facts':
      return [tableOf(FACTS, block.rows, 0, false)];
    case 'table':
      return [caption(block.title), tableOf(block.columns, block.rows, block.totals, true)];
    case 'bars': {
      const longest = Math.max(...block.bars.map(({ value }) => value));
      const rows = block.bars.map(({ label, value, text }) => [
        label,
        '█'.repeat(Math.max(1, Math.round((value / longest) * BAR_SIGNS))),
        text,
      ]);
      return [caption(block.title), tableOf(BARS, rows, 0, false)];
    }
    case 'signatures':
      return block.roles.map(
        (role) => new Paragraph({ spacing: { before: 360 }, children: [new TextRun({ text: `${role}：____________________` })] }),
      );
  }
};

const coverOf = ({ title, subtitle, cover }: ReportDocument): FileChild[] => [
  new Paragraph({ spacing: { before: 2400, after: 160 }, children: [new TextRun({ text: title, bold: true, size: 52 })] }),
  new Paragraph({ spacing: { after: 600 }, children: [new TextRun({ text: subtitle, size: 28, color: '4A5560' })] }),
  tableOf(FACTS, cover, 0, false),
  new Paragraph({ children: [new PageBreak()] }),
];

/** "Page n of m" with the numbers as fields. */
const pageLine = ({ page }: ReportDocument): Paragraph => {
  const [before = '', between = '', after = ''] = page(1, 2).split(/[12]/u);
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    children: [new TextRun({ size: SMALL, children: [before, PageNumber.CURRENT, between, PageNumber.TOTAL_PAGES, after] })],
  });
};

/**
 * A report as DOCX, to be edited: headings, table of contents (Word works it out when the file is opened), numbered tables
 * whose head stands on each page, page numbers. The same document gives the same bytes.
 */
export const reportDocx = async (document: ReportDocument): Promise<Uint8Array> => {
  const file = new Document({
    title: `${document.title} ${document.subtitle}`,
    creator: 'Zerofab',
    lastModifiedBy: 'Zerofab',
    features: { updateFields: true },
    styles: {
      default: {
        document: { run: { font: FONTS, size: 18 } },
        heading1: { run: { font: FONTS, size: 30, bold: true, color: '1B2733' }, paragraph: { spacing: { before: 360, after: 120 } } },
        heading2: { run: { font: FONTS, size: 22, bold: true, color: '1B2733' }, paragraph: { spacing: { before: 200, after: 80 } } },
      },
    },
    sections: [
      {
        properties: { page: { margin: { top: 1120, bottom: 1040, left: 960, right: 960 } }, titlePage: true },
        headers: { default: new Header({ children: [new Paragraph({ children: [new TextRun({ text: document.running, size: SMALL, color: '4A5560' })] })] }), first: new Header({ children: [] }) },
        footers: { default: new Footer({ children: [pageLine(document)] }), first: new Footer({ children: [] }) },
        children: [
          ...coverOf(document),
          new Paragraph({ children: [new TextRun({ text: document.contents, bold: true, size: 30 })] }),
          new TableOfContents(document.contents, { hyperlink: true, headingStyleRange: '1-2' }),
          new Paragraph({ children: [new PageBreak()] }),
          ...document.blocks.flatMap(childrenOf),
        ],
      },
    ],
  });
  return sameBytes(new Uint8Array(await Packer.toBuffer(file)), document.madeAt);
};
