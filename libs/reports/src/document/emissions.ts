import type { Inventory, InventorySource } from '@zerofab/contracts';
import { decimalText, ExactDecimal } from '@zerofab/units';
import { NOTHING, type Bar } from './blocks.js';
import { percent, wholeTonnes, type Writing } from './words.js';

const MOST_BARS = 12;

const figures = (say: Writing['say']) => [
  { title: say('tCO2e（取整）', 'tCO2e (whole)'), width: 2.4, figure: true as const },
  { title: say('tCO2e（逐位）', 'tCO2e (every digit)'), width: 5, figure: true as const },
];

const totalsOf = ({ exact, lowerBound }: Inventory, say: Writing['say']): (readonly [string, string | null])[] => [
  [say('直接排放', 'Direct emissions'), exact.direct],
  [say('能源间接排放', 'Energy-indirect emissions'), exact.indirect],
  [
    lowerBound ? say('合计（含能源间接，下限）', 'Total with energy-indirect (lower bound)') : say('合计（含能源间接）', 'Total with energy-indirect'),
    exact.total,
  ],
];

/** Sum of the sources of a class in their sign in the total; null where one of them is missing. */
const classSum = (sources: readonly InventorySource[]): string | null => {
  const exact = sources.map(({ exact: own }) => own);
  if (exact.includes(null)) return null;
  return decimalText(exact.reduce((sum, own) => sum.plus(own ?? 0), new ExactDecimal(0)));
};

const writeClasses = ({ parts, doc, labels, say }: Writing): void => {
  const byClass = new Map<InventorySource['category'], InventorySource[]>();
  for (const source of parts.inventory.sources)
    byClass.set(source.category, [...(byClass.get(source.category) ?? []), source]);
  const totals = totalsOf(parts.inventory, say);
  doc.table(
    say('温室气体排放量汇总', 'Summary of emissions'),
    {
      columns: [
        { title: say('排放类别', 'Class'), width: 4 },
        { title: say('排放源数', 'Sources'), width: 1.6, figure: true },
        ...figures(say),
      ],
      rows: [
        ...[...byClass].map(([category, sources]) => {
          const sum = classSum(sources);
          const missing = sources.filter(({ exact }) => exact === null).map(({ code }) => code);
          return [
            labels.category(category),
            String(sources.length),
            wholeTonnes(sum),
            sum ?? say(`缺：${missing.join('、')}`, `missing: ${missing.join(', ')}`),
          ];
        }),
        ...totals.map(([title, exact]) => [title, '', wholeTonnes(exact), exact ?? NOTHING]),
      ],
      totals: totals.length,
    },
    say('没有排放量。', 'There are no emissions.'),
  );
  doc.text(
    say(
      '取整：各行四舍五入至整吨，合计由未取整的数值相加后取整，因此与各行取整值之和可能略有出入。输出的电力、热力按方法从合计中扣除，生物源与清除量不计入合计。',
      'Each line is rounded to whole tonnes; the total is the rounded sum of figures that were not rounded, so that rounded lines may add up to a little more or less. What is exported is subtracted as the method says; biogenic CO2 and removals are not in the total.',
    ),
    'note',
  );
};

const writeSources = ({ parts, doc, labels, say }: Writing): void => {
  doc.table(
    say('分排放源的排放量', 'Emissions by source'),
    {
      columns: [
        { title: say('排放源', 'Source'), width: 3.6 },
        ...figures(say),
        { title: say('占比', 'Share'), width: 1.7, figure: true },
        { title: say('覆盖率', 'Coverage'), width: 1.8, figure: true },
        { title: say('等级', 'Grade'), width: 1.2 },
      ],
      rows: parts.inventory.sources.map(({ code, name, exact, share, activity, reason, dataQuality }) => [
        `${labels.of(name)} (${code})`,
        wholeTonnes(exact),
        exact ?? say(`缺：${reason?.zh ?? ''}`, `missing: ${reason?.en ?? ''}`),
        percent(share),
        percent(activity.coverage),
        dataQuality?.grade ?? NOTHING,
      ]),
    },
    say('没有排放源。', 'There is no source.'),
  );
};

const barsOf = (sources: readonly InventorySource[], labels: Writing['labels'], rest: string): Bar[] => {
  const bars = sources
    .flatMap(({ code, name, tco2e, exact }) =>
      tco2e === null || tco2e === 0 ? [] : [{ label: `${labels.of(name)} (${code})`, value: Math.abs(tco2e), text: wholeTonnes(exact) }],
    )
    .toSorted((a, b) => b.value - a.value);
  const others = bars.slice(MOST_BARS);
  if (others.length === 0) return bars;
  const sum = others.reduce((total, { value }) => total + value, 0);
  return [...bars.slice(0, MOST_BARS), { label: `${rest} (${String(others.length)})`, value: sum, text: sum.toFixed(0) }];
};

const writeGases = ({ parts, doc, say }: Writing): void => {
  doc.table(
    say('分气体的排放量', 'Emissions by gas'),
    {
      columns: [
        { title: say('气体', 'Gas'), width: 3 },
        { title: say('质量 t', 'Mass t'), width: 4, figure: true },
        { title: 'tCO2e', width: 4, figure: true },
      ],
      rows: (parts.inventory.gases ?? []).map(({ gas, tonnes, tco2e }) => [gas, String(tonnes), String(tco2e)]),
    },
    say('没有分气体的数值。', 'There are no figures by gas.'),
  );
};

/** Chapter 3: emissions by class, source and gas, with and without energy-indirect ones. */
export const writeEmissions = (writing: Writing): void => {
  const { parts, doc, labels, say } = writing;
  const { inventory } = parts;
  doc.chapter(say('温室气体排放量', 'Emissions'));
  if (inventory.missing.length > 0)
    doc.text(
      say(
        `以下排放源没有结果，合计不含其排放：${inventory.missing.join('、')}。`,
        `These sources have no figure, and the total is without them: ${inventory.missing.join(', ')}.`,
      ),
      'warning',
    );
  for (const warning of inventory.warnings ?? []) doc.text(labels.of(warning), 'warning');
  doc.section(say('按类别', 'By class'));
  writeClasses(writing);
  doc.section(say('按排放源', 'By source'));
  writeSources(writing);
  doc.bars(say('主要排放源 tCO2e', 'Largest sources, tCO2e'), barsOf(inventory.sources, labels, say('其余', 'others')));
  doc.section(say('按气体', 'By gas'));
  writeGases(writing);
};

/** Chapter 7: what stands beside the total. */
export const writeBeside = ({ parts, doc, say }: Writing): void => {
  const { biogenicTco2, removalTco2e, otherIndirectTco2e } = parts.inventory;
  const text = (value: number | null | undefined): string => (value === null || value === undefined ? NOTHING : String(value));
  doc.chapter(say('生物源排放、清除量与其他间接排放', 'Biogenic CO2, removals and other indirect emissions'));
  doc.table(
    say('不计入合计的项目', 'What is not in the total'),
    {
      columns: [
        { title: say('项目', 'Item'), width: 6 },
        { title: 'tCO2e', width: 4, figure: true },
      ],
      rows: [
        [say('生物源 CO2', 'Biogenic CO2'), String(biogenicTco2)],
        [say('清除量', 'Removals'), text(removalTco2e)],
        [say('其他间接排放', 'Other indirect emissions'), text(otherIndirectTco2e)],
      ],
    },
    '',
  );
};
