import type { Inventory } from '@zerofab/contracts';
import type { Labels } from '../labels.js';
import { BLANK, FORMATS, number, text, type SheetWriter } from '../sheet.js';

export const METHOD_WIDTHS = [26, 40, 18, 16, 60];

const ATTRIBUTES: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  own: ['自发自用', 'own generation'],
  direct: ['绿电直连', 'direct line'],
  trade: ['绿电交易', 'green-power trade'],
  certificate: ['绿证', 'certificates'],
  grid: ['其余网电', 'rest of grid'],
};
const RULES: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  average: ['电网平均因子', 'grid average'],
  residual: ['剩余因子', 'residual factor'],
  zero: ['按 0 计', 'counted as 0'],
};
const worded = (words: readonly [string, string] | undefined, code: string, labels: Labels): string =>
  words === undefined ? code : labels.say(...words);

const writeLines = (sheet: SheetWriter, { lines = [] }: Inventory, labels: Labels): void => {
  if (lines.length === 0) return;
  const say = labels.say.bind(labels);
  sheet.heading(labels.both('方法条目', 'Lines of the method'));
  sheet.header([
    say('归属', 'Counted as'),
    say('条目', 'Line'),
    'tCO2e',
    say('95 % 区间 ±', '95 % interval ±'),
    say('不确定性的得出', 'How the interval was found'),
  ]);
  for (const line of lines) {
    const { uncertainty = null } = line;
    sheet.row([
      text(labels.scope(line.scope)),
      text(labels.of(line.line)),
      number(line.exact, FORMATS.tonnes),
      number(uncertainty === null ? null : uncertainty.halfWidthPercent / 100, FORMATS.share),
      text(uncertainty === null ? null : labels.of(uncertainty.reason)),
    ]);
  }
};

const writeElectricity = (sheet: SheetWriter, { electricity = [] }: Inventory, labels: Labels): void => {
  if (electricity.length === 0) return;
  const say = labels.say.bind(labels);
  sheet.heading(labels.both('购入电力的属性', 'Purchased electricity by attribute'));
  sheet.header([say('属性', 'Attribute'), say('处理', 'Treatment'), 'MWh', '', say('理由', 'Reason')]);
  for (const line of electricity) {
    sheet.row([
      text(worded(ATTRIBUTES[line.attribute], line.attribute, labels)),
      text(worded(RULES[line.factorRule], line.factorRule, labels)),
      number(line.exactMwh),
      BLANK,
      text(labels.of(line.reason)),
    ]);
  }
};

/** The method of the inventory: what it is, what it rests on, its lines, and what it makes of green power. */
export const writeMethod = (sheet: SheetWriter, inventory: Inventory, labels: Labels): void => {
  const say = labels.say.bind(labels);
  const { method } = inventory;
  sheet.title(labels.both('核算方法', 'Method of accounting'));
  sheet.fact(say('方法', 'Method'), `${method.id}, ${labels.of(method.name)}`);
  sheet.fact(say('版本', 'Edition'), method.edition ?? '');
  sheet.fact(say('GWP 数据集', 'GWP set'), method.gwpSet);
  sheet.fact(say('总量构成', 'Total is made of'), (method.total ?? []).map(labels.scope).join(' + '));
  sheet.fact(say('来源', 'Source'), method.source ?? '');
  sheet.fact(say('可信度', 'Confidence'), method.confidence ?? '');
  sheet.fact(say('因子库版本', 'Factor set'), inventory.factorSet);
  if (method.note !== null && method.note !== undefined) sheet.note(labels.of(method.note));
  for (const warning of inventory.warnings ?? []) sheet.note(`⚠ ${labels.of(warning)}`);
  writeLines(sheet, inventory, labels);
  writeElectricity(sheet, inventory, labels);
};
