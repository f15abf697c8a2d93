import type { Inventory, Uncertainty } from '@zerofab/contracts';
import type { Labels } from '../labels.js';
import { BLANK, FORMATS, number, text, type SheetWriter } from '../sheet.js';

export const UNCERTAINTY_WIDTHS = [22, 30, 16, 14, 16, 16, 18, 60];

const percent = (value: number) => number(value / 100, FORMATS.share);

const writeFigure = (
  sheet: SheetWriter,
  labels: Labels,
  name: { readonly code: string; readonly text: string },
  exact: string | null,
  uncertainty: Uncertainty | null,
  style: 'plain' | 'total' = 'plain',
  withheld: Inventory['uncertaintyWithheld'] = null,
): void => {
  const reason = uncertainty?.reason ?? withheld;
  sheet.row(
    [
      text(name.code),
      text(name.text),
      number(exact, FORMATS.tonnes),
      uncertainty === null ? text(null) : percent(uncertainty.halfWidthPercent),
      number(uncertainty?.lowTco2e ?? null, FORMATS.tonnes),
      number(uncertainty?.highTco2e ?? null, FORMATS.tonnes),
      text(
        uncertainty === null
          ? null
          : uncertainty.method === 'monte-carlo'
            ? labels.say('蒙特卡洛', 'Monte Carlo')
            : labels.say('误差传递', 'propagation'),
      ),
      text(reason === null ? null : labels.of(reason)),
    ],
    style,
  );
};

const writeContributions = (sheet: SheetWriter, labels: Labels, { contributions }: Uncertainty): void => {
  const say = labels.say.bind(labels);
  sheet.heading(labels.both('总量不确定性的主要来源', 'What the interval of the total comes from'));
  sheet.header([
    say('因子或排放源', 'Factor or source'),
    say('类型', 'Kind'),
    say('半宽', 'Half-width'),
    say('方差占比', 'Share of variance'),
    '',
    '',
    '',
    say('依据', 'Basis'),
  ]);
  for (const part of contributions) {
    sheet.row([
      text(part.name),
      text(part.kind),
      percent(part.halfWidthPercent),
      number(part.varianceShare, FORMATS.share),
      BLANK,
      BLANK,
      BLANK,
      text(labels.of(part.basis)),
    ]);
  }
};

/** 95 % intervals of the total and of each source, how each was found, and what the total's comes from. */
export const writeUncertainty = (sheet: SheetWriter, inventory: Inventory, labels: Labels): void => {
  const say = labels.say.bind(labels);
  sheet.title(labels.both('不确定性', 'Uncertainty'));
  sheet.note(
    say(
      '95 % 区间，按 IPCC 2006 第1卷第3章误差传递；共用因子线性相加；分量超过 60 % 时用固定种子的蒙特卡洛。',
      '95 % intervals by error propagation (IPCC 2006 Vol 1 Ch 3); factors that several lines share are added linearly; seeded Monte Carlo where a term exceeds 60 %.',
    ),
  );
  sheet.header([
    say('排放源', 'Source'),
    say('名称', 'Name'),
    'tCO2e',
    say('区间 ±', 'Interval ±'),
    say('下限 tCO2e', 'Low tCO2e'),
    say('上限 tCO2e', 'High tCO2e'),
    say('方法', 'Method'),
    say('说明', 'Explanation'),
  ]);
  for (const source of inventory.sources)
    writeFigure(
      sheet,
      labels,
      { code: source.code, text: labels.of(source.name) },
      source.exact,
      source.uncertainty,
    );
  const { uncertainty = null } = inventory;
  writeFigure(
    sheet,
    labels,
    { code: say('合计', 'Total'), text: '' },
    inventory.exact.total,
    uncertainty,
    'total',
    inventory.uncertaintyWithheld,
  );
  if (uncertainty !== null) writeContributions(sheet, labels, uncertainty);
};
