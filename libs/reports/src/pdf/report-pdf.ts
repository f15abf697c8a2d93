import pdfmake from 'pdfmake';
import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import type { Block, ReportDocument } from '../document/blocks.js';
import { barsOf, factsOf, signaturesOf, tableOf } from './layout.js';

/** Files of a font that has Chinese (TrueType); what is used of it is embedded. */
export interface ReportFonts {
  readonly regular: string;
  readonly bold: string;
}

const FONT = 'Report';
const TONES = { body: {}, note: { color: '#4a5560', fontSize: 8 }, warning: { color: '#9a3412', fontSize: 8.5 } } as const;

const headingOf = ({ level, number, text }: Extract<Block, { kind: 'heading' }>): Content => ({
  text: `${number} ${text}`,
  style: level === 1 ? 'chapter' : 'section',
  tocItem: true,
  tocMargin: [level === 1 ? 0 : 14, level === 1 ? 4 : 0, 0, 0],
  outline: true,
  id: `h${number}`,
  outlineExpanded: true,
  ...(level === 2 ? { outlineParentId: `h${number.split('.')[0] ?? ''}` } : {}),
});

const contentOf = (block: Block): Content => {
  switch (block.kind) {
    case 'heading':
      return headingOf(block);
    case 'text':
      return { text: block.text, margin: [0, 2, 0, 6], ...TONES[block.tone] };
    case 'facts':
      return factsOf(block.rows, 8.5);
    case 'table':
      return tableOf(block);
    case 'bars':
      return barsOf(block);
    case 'signatures':
      return signaturesOf(block.roles);
  }
};

/** So small that it may stand on one page with its heading. */
const SMALL = { rows: 10, signs: 1600 } as const;
const isSmall = (block: Block): boolean => {
  if (block.kind === 'text') return block.text.length < SMALL.signs / 4;
  if (block.kind !== 'table' && block.kind !== 'facts') return true;
  const signs = block.rows.reduce((sum, row) => sum + row.join('').length, 0);
  return block.rows.length <= SMALL.rows && signs <= SMALL.signs;
};

/** No heading stands alone at the foot of a page: headings hold on to what follows them, as far as that is small. */
const kept = (blocks: readonly Block[]): Content[] => {
  const contents: Content[] = [];
  let together: Content[] = [];
  const flush = (): void => {
    if (together.length > 0) contents.push({ unbreakable: true, stack: together });
    together = [];
  };
  for (const block of blocks) {
    const after = together.length > 0;
    if (block.kind === 'heading' || (after && isSmall(block))) together.push(contentOf(block));
    else {
      flush();
      contents.push(contentOf(block));
      continue;
    }
    if (block.kind !== 'heading') flush();
  }
  flush();
  return contents;
};

const coverOf = ({ title, subtitle, cover }: ReportDocument): Content[] => [
  { text: title, fontSize: 26, bold: true, margin: [0, 150, 0, 8] },
  { text: subtitle, fontSize: 14, color: '#4a5560', margin: [0, 0, 0, 40] },
  factsOf(cover, 9.5),
];

const definitionOf = (document: ReportDocument): TDocumentDefinitions => ({
  pageSize: 'A4',
  pageMargins: [48, 56, 48, 52],
  version: '1.7',
  language: document.lang === 'zh' ? 'zh-CN' : 'en',
  displayTitle: true,
  info: {
    title: `${document.title} ${document.subtitle}`,
    creator: 'Zerofab',
    producer: 'Zerofab',
    creationDate: new Date(document.madeAt),
  },
  defaultStyle: { font: FONT, fontSize: 9, lineHeight: 1.15 },
  styles: {
    chapter: { fontSize: 15, bold: true, margin: [0, 18, 0, 6] },
    section: { fontSize: 11, bold: true, margin: [0, 10, 0, 4] },
    table: { fontSize: 7.5, margin: [0, 4, 0, 8] },
  },
  header: (page) =>
    page === 1 ? '' : { text: document.running, fontSize: 7.5, color: '#4a5560', margin: [48, 28, 48, 0] },
  footer: (page, pages) =>
    page === 1
      ? ''
      : { text: document.page(page, pages), fontSize: 7.5, color: '#4a5560', alignment: 'center', margin: [0, 18, 0, 0] },
  content: [
    ...coverOf(document),
    {
      pageBreak: 'before',
      toc: { title: { text: document.contents, fontSize: 15, bold: true, margin: [0, 0, 0, 10] }, numberStyle: { fontSize: 9 } },
    },
    { text: '', pageBreak: 'after' },
    ...kept(document.blocks),
  ],
});

/**
 * A report as PDF: cover, table of contents with page numbers, bookmarks, numbered tables whose head stands on each page,
 * bars as vectors, text that can be selected. The same document gives the same bytes.
 */
export const reportPdf = async (document: ReportDocument, fonts: ReportFonts): Promise<Uint8Array> => {
  const { regular, bold } = fonts;
  pdfmake.setFonts({ [FONT]: { normal: regular, bold, italics: regular, bolditalics: bold } });
  // A name in a record must make it read neither a file nor an address.
  pdfmake.setLocalAccessPolicy((path) => path === regular || path === bold);
  pdfmake.setUrlAccessPolicy(() => false);
  return new Uint8Array(await pdfmake.createPdf(definitionOf(document)).getBuffer());
};
