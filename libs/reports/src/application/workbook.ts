import type { Application } from '@zerofab/contracts';
import ExcelJS from 'exceljs';
import type { Lang } from '../report-meta.js';
import { number, SheetWriter, text } from '../sheet.js';
import { fitForXml } from '../xml-text.js';
import { ApplicationWords, type Word } from './words.js';

const heads = (words: ApplicationWords, ...names: readonly Word[]): string[] =>
  names.map((name) => words.of(name));

const writeTargets = (sheet: SheetWriter, application: Application, words: ApplicationWords): void => {
  sheet.title(`${words.of('title')} · ${words.say(application.schemeName)}`);
  sheet.fact(words.of('version'), words.version(application));
  sheet.fact(words.of('period'), `${String(application.fromYear)}–${String(application.toYear)}`);
  sheet.header(heads(words, 'year', 'indicator', 'unit', 'promised', 'actual', 'kept', 'entry', 'target'));
  for (const { year, rows } of application.years)
    for (const row of rows) {
      const core = application.core.find(({ id }) => id === row.indicator);
      sheet.row([
        number(year, 'General'),
        text(`${row.indicator} ${core === undefined ? '' : words.say(core.title)}`),
        text(core?.unit),
        number(row.promised),
        number(row.actual),
        text(words.kept(row.kept)),
        number(core?.entry),
        number(core?.target),
      ]);
    }
  if (application.problems.length === 0) return;
  sheet.heading(words.of('problems'));
  for (const { text: why } of application.problems) sheet.note(words.say(why));
};

const writeEvaluations = (sheet: SheetWriter, application: Application, words: ApplicationWords): void => {
  sheet.header(heads(words, 'year', 'progress', 'results', 'evidence', 'by', 'at'));
  for (const { year, evaluation } of application.years)
    sheet.row([
      number(year, 'General'),
      text(evaluation?.progress ?? words.of('notTold')),
      text(evaluation?.results),
      text(evaluation?.evidence),
      text(evaluation?.recordedBy),
      text(evaluation?.recordedAt?.slice(0, 10)),
    ]);
};

const writeParts = (sheet: SheetWriter, application: Application, words: ApplicationWords): void => {
  for (const [title, parts] of [
    ['plan', application.plan],
    ['acceptance', application.acceptance],
  ] as const) {
    sheet.heading(words.of(title));
    for (const part of parts)
      sheet.row([
        text(words.say(part.title)),
        text(part.text === '' ? words.of('notTold') : part.text),
        text(part.evidence),
      ]);
  }
  sheet.note(words.of('outline'));
};

const writeChanges = (sheet: SheetWriter, { versions }: Application, words: ApplicationWords): void => {
  sheet.header(heads(words, 'version', 'by', 'at', 'reason'));
  for (const { version, by, at, reason } of versions)
    sheet.row([number(version, 'General'), text(by), text(at.slice(0, 16)), text(reason)]);
};

/**
 * The application as a workbook: targets beside what was reached, self-evaluations, plan and acceptance file, changes.
 * A figure that is not known is a dash, never 0.
 * @returns bytes of an xlsx file
 */
export const applicationWorkbook = async (given: Application, lang: Lang): Promise<Uint8Array> => {
  const application = fitForXml(given);
  const words = new ApplicationWords(lang);
  const workbook = new ExcelJS.Workbook();
  workbook.title = `${words.of('title')} ${application.site}`;
  const sheet = (name: Word, widths: readonly number[]): SheetWriter =>
    new SheetWriter(workbook.addWorksheet(words.of(name)), widths);
  writeTargets(sheet('targets', [18, 44, 16, 14, 14, 14, 14, 14]), application, words);
  writeEvaluations(sheet('evaluations', [10, 60, 60, 30, 16, 14]), application, words);
  writeParts(sheet('plan', [30, 90, 30]), application, words);
  writeChanges(sheet('changes', [10, 20, 20, 60]), application, words);
  return new Uint8Array(await workbook.xlsx.writeBuffer());
};
