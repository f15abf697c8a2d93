import type { Application } from '@zerofab/contracts';
import { Document, HeadingLevel, Packer, Paragraph, Table, TableCell, TableRow, TextRun, WidthType } from 'docx';
import type { Lang } from '../report-meta.js';
import { DASH } from '../sheet.js';
import { fitForXml } from '../xml-text.js';
import { ApplicationWords } from './words.js';

type Block = Paragraph | Table;

const line = (text: string, bold = false): Paragraph =>
  new Paragraph({ children: [new TextRun({ text, bold })], spacing: { after: 80 } });
/** People write several paragraphs into a part. */
const prose = (text: string): Paragraph[] => text.split('\n').map((each) => line(each));
const heading = (text: string, level: 1 | 2): Paragraph =>
  new Paragraph({
    text,
    heading: level === 1 ? HeadingLevel.HEADING_1 : HeadingLevel.HEADING_2,
    spacing: { before: 240, after: 120 },
  });

const table = (heads: readonly string[], rows: readonly (readonly string[])[]): Table => {
  const rowOf = (cells: readonly string[], head: boolean): TableRow =>
    new TableRow({
      tableHeader: head,
      children: cells.map(
        (text) =>
          new TableCell({
            children: [new Paragraph({ children: [new TextRun({ text, bold: head, size: 18 })] })],
            margins: { top: 40, bottom: 40, left: 80, right: 80 },
          }),
      ),
    });
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: [rowOf(heads, true), ...rows.map((cells) => rowOf(cells, false))],
  });
};

const headOf = (application: Application, words: ApplicationWords): Block[] => [
  new Paragraph({ text: words.of('title'), heading: HeadingLevel.TITLE }),
  line(`${application.site} · ${words.say(application.schemeName)}`),
  line(`${words.of('version')}: ${words.version(application)}`),
  line(`${words.of('period')}: ${String(application.fromYear)}–${String(application.toYear)}`),
  line(words.of('outline')),
];

const partsOf = (parts: Application['plan'], words: ApplicationWords): Block[] =>
  parts.flatMap(({ title, text, evidence }, index) => [
    heading(`${String(index + 1)} ${words.say(title)}`, 2),
    ...prose(text === '' ? words.of('notTold') : text),
    ...(evidence === null ? [] : [line(`${words.of('evidence')}: ${evidence}`)]),
  ]);

const targetsOf = ({ core, years, problems }: Application, words: ApplicationWords): Block[] => [
  heading(words.of('targets'), 1),
  table(
    [words.of('indicator'), words.of('unit'), words.of('entry'), words.of('target')],
    core.map(({ id, title, unit, entry, target }) => [
      `${id} ${words.say(title)}`,
      unit,
      entry ?? DASH,
      target ?? DASH,
    ]),
  ),
  line(''),
  table(
    [words.of('year'), words.of('indicator'), words.of('promised'), words.of('actual'), words.of('kept')],
    years.flatMap(({ year, rows }) =>
      rows.map(({ indicator, promised, actual, kept }) => [
        String(year),
        indicator,
        promised ?? DASH,
        words.figure(actual),
        words.kept(kept),
      ]),
    ),
  ),
  ...(problems.length === 0
    ? []
    : [heading(words.of('problems'), 2), ...problems.map(({ text }) => line(words.say(text)))]),
];

const evaluationsOf = ({ years }: Application, words: ApplicationWords): Block[] => [
  heading(words.of('evaluations'), 1),
  ...years.flatMap(({ year, evaluation }) =>
    evaluation === null
      ? [heading(String(year), 2), line(words.of('notTold'))]
      : [
          heading(String(year), 2),
          line(`${words.of('by')}: ${evaluation.recordedBy ?? DASH} · ${(evaluation.recordedAt ?? DASH).slice(0, 10)}`),
          line(words.of('progress'), true),
          ...prose(evaluation.progress),
          line(words.of('results'), true),
          ...prose(evaluation.results === '' ? DASH : evaluation.results),
          table(
            [words.of('indicator'), words.of('actual'), words.of('unit')],
            evaluation.values.map(({ indicator, value, unit }) => [indicator, words.figure(value), unit]),
          ),
        ],
  ),
];

/**
 * The application as a document: plan, yearly targets beside what was reached, self-evaluations, file for acceptance, changes
 * with their reasons. A figure that is not known is a dash, what nobody wrote says so.
 * @returns bytes of a docx file
 */
export const applicationDocument = async (given: Application, lang: Lang): Promise<Uint8Array> => {
  const application = fitForXml(given);
  const words = new ApplicationWords(lang);
  const document = new Document({
    title: words.of('title'),
    creator: 'Zerofab',
    styles: { default: { document: { run: { size: 21, font: { ascii: 'Arial', eastAsia: 'SimSun' } } } } },
    sections: [
      {
        children: [
          ...headOf(application, words),
          heading(words.of('plan'), 1),
          ...partsOf(application.plan, words),
          ...targetsOf(application, words),
          ...evaluationsOf(application, words),
          heading(words.of('acceptance'), 1),
          ...partsOf(application.acceptance, words),
          heading(words.of('changes'), 1),
          table(
            [words.of('version'), words.of('by'), words.of('at'), words.of('reason')],
            application.versions.map(({ version, by, at, reason }) => [
              String(version),
              by,
              at.slice(0, 16),
              reason ?? DASH,
            ]),
          ),
        ],
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(document));
};
