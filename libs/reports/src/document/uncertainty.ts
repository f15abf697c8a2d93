import type { Uncertainty } from '@zerofab/contracts';
import { NOTHING } from './blocks.js';
import { percent, wholeTonnes, type Writing } from './words.js';

const interval = (uncertainty: Uncertainty | null | undefined): string[] =>
  uncertainty === null || uncertainty === undefined
    ? [NOTHING, NOTHING, NOTHING]
    : [
        `±${uncertainty.halfWidthPercent.toFixed(2)} %`,
        String(uncertainty.lowTco2e),
        String(uncertainty.highTco2e),
      ];

/** Chapter 10: 95 % intervals, and what that of the total comes from. */
export const writeUncertainty = ({ parts, doc, labels, say }: Writing): void => {
  const { inventory } = parts;
  doc.chapter(say('不确定性', 'Uncertainty'));
  doc.text(
    say(
      '95 % 置信区间，按 IPCC 2006 第 1 卷第 3 章误差传递；共用因子线性相加；任一分量超过 60 % 时采用固定种子的蒙特卡洛法。国家标准未规定公式，半宽缺省值为平台采用值，依据见表。',
      '95 % intervals by error propagation (IPCC 2006 Vol 1 Ch 3); factors that several lines share are added linearly; seeded Monte Carlo where a term exceeds 60 %. The national standards give no formula; half-widths that are defaults of the platform are named in the table.',
    ),
    'note',
  );
  const columns = [
    { title: say('排放源', 'Source'), width: 4 },
    { title: 'tCO2e', width: 2, figure: true as const },
    { title: say('区间', 'Interval'), width: 2, figure: true as const },
    { title: say('下限', 'Low'), width: 3, figure: true as const },
    { title: say('上限', 'High'), width: 3, figure: true as const },
  ];
  doc.table(
    say('各排放源与合计的不确定性', 'Uncertainty of sources and total'),
    {
      columns,
      rows: [
        ...inventory.sources.map(({ code, name, exact, uncertainty }) => [
          `${labels.of(name)} (${code})`,
          wholeTonnes(exact),
          ...interval(uncertainty),
        ]),
        [say('合计', 'Total'), wholeTonnes(inventory.exact.total), ...interval(inventory.uncertainty)],
      ],
      totals: 1,
    },
    '',
  );
  const withheld = inventory.uncertaintyWithheld ?? null;
  if (withheld !== null) doc.text(labels.of(withheld), 'warning');
  doc.table(
    say('合计不确定性的主要来源', 'What the interval of the total comes from'),
    {
      columns: [
        { title: say('因子或排放源', 'Factor or source'), width: 4 },
        { title: say('半宽', 'Half-width'), width: 2, figure: true },
        { title: say('方差占比', 'Share of variance'), width: 2, figure: true },
        { title: say('依据', 'Basis'), width: 7 },
      ],
      rows: (inventory.uncertainty?.contributions ?? []).map(
        ({ name, halfWidthPercent, varianceShare, basis }) => [
          name,
          `±${halfWidthPercent.toFixed(2)} %`,
          percent(varianceShare),
          labels.of(basis),
        ],
      ),
    },
    say('没有给出合计的区间。', 'No interval of the total is given.'),
  );
};
