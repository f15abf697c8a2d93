import type { Inventory, InventorySource } from '@zerofab/contracts';
import { PERIOD_STATE_LABELS } from '@zerofab/vocabulary';
import { localInstant, localSpan } from '../instant.js';
import type { Labels } from '../labels.js';
import type { ReportMeta } from '../report-meta.js';
import { BLANK, FORMATS, formula, number, text, type Cell, type SheetWriter } from '../sheet.js';
import type { CalculationCells } from './calculation-sheet.js';

export const SUMMARY_WIDTHS = [20, 26, 18, 18, 12, 16, 10, 14, 11, 10, 34];

/** A figure that refers to the calculation sheet, or a dash where there is none. */
const linked = (cell: string | null | undefined, exact: string | number | null, format: string): Cell =>
  cell === null || cell === undefined || exact === null ? text(null) : formula(cell, Number(exact), format);

/** Which version the figures are: frozen with its hash, or computed now and not final. */
const versionText = ({ reporting }: Inventory, labels: Labels): string => {
  if (reporting === null || reporting === undefined)
    return labels.say('未关账，按现有数据计算', 'not closed; computed from the data as they are now');
  const { period, state, version, sha256 } = reporting;
  const word = labels.of(PERIOD_STATE_LABELS[state]);
  if (version === null)
    return labels.say(
      `${period} ${word}；按现有数据计算，非冻结版本`,
      `${period} ${word}; computed from the data as they are now, no frozen version`,
    );
  return labels.say(
    `${period} ${word}，第 ${String(version)} 版，SHA-256 ${sha256 ?? ''}`,
    `${period} ${word}, version ${String(version)}, SHA-256 ${sha256 ?? ''}`,
  );
};

const facts = (
  inventory: Inventory,
  meta: ReportMeta,
  labels: Labels,
): readonly (readonly [string, string])[] => {
  const { site } = meta;
  const zone = inventory.timezone;
  const say = labels.say.bind(labels);
  return [
    [say('报告主体', 'Reporting entity'), site.organisation ?? ''],
    [say('站点', 'Site'), `${labels.of(inventory.siteName)} (${inventory.site})`],
    [say('地址', 'Address'), site.address ?? ''],
    [say('行业', 'Industry'), site.industry ?? ''],
    [say('核算期 [起, 止)', 'Span [from, to)'), `${localSpan(inventory.from, inventory.to, zone)} ${zone}`],
    [say('核算方法', 'Method'), `${labels.of(inventory.method.name)} (${inventory.method.id})`],
    [
      say('气体', 'Gases'),
      `${(inventory.gases ?? []).map(({ gas }) => gas).join(', ') || 'CO2'}; GWP ${inventory.method.gwpSet}`,
    ],
    [say('报告期与版本', 'Period and version'), versionText(inventory, labels)],
    [say('电网区域', 'Grid region'), site.gridRegion ?? ''],
    [say('因子库版本', 'Factor set'), inventory.factorSet],
    [say('因子截至日', 'Factors as of'), localInstant(inventory.asOf, zone)],
    [say('计算时间', 'Computed at'), `${localInstant(inventory.computedAt, zone)} ${zone}`],
    [say('生成', 'Generated'), `${localInstant(meta.generatedAt, zone)} ${zone}, ${meta.generatedBy}`],
  ];
};

const sourceRow = (source: InventorySource, cells: CalculationCells, labels: Labels): Cell[] => {
  const cell = cells.sources.get(source.code);
  const share =
    cell === undefined || cells.total === null || source.share === null
      ? text(null)
      : formula(`IF(${cells.total}=0,0,${cell}/${cells.total})`, source.share, FORMATS.share);
  const status = source.reason === null ? labels.say('正常', 'ok') : labels.of(source.reason);
  return [
    text(source.code),
    text(labels.of(source.name)),
    text(labels.category(source.category)),
    number(source.activity.exact),
    text(source.activity.unit),
    linked(cell, source.exact, FORMATS.tonnes),
    share,
    linked(cells.energy.get(source.code), source.energy?.tce ?? null, FORMATS.tonnes),
    text(labels.quality(source.activity.quality)),
    number(source.activity.coverage, FORMATS.share),
    text(source.status === 'missing' ? `${labels.say('无结果：', 'No figure: ')}${status}` : status),
  ];
};

/** How complete the total is, as the inventory says it; a lower bound carries its sign. */
const completenessText = (inventory: Inventory, labels: Labels): string => {
  const { complete, lowerBound, missing, coverage } = inventory;
  if (complete) return labels.say('完整', 'complete');
  const share = `${(Math.floor(coverage * 1000) / 10).toFixed(1)} %`;
  const names = inventory.sources
    .filter(({ code }) => missing.includes(code))
    .map(({ name }) => labels.of(name))
    .join(labels.say('、', ', '));
  const gone = names === '' ? '' : labels.say(`；缺：${names}`, `; missing: ${names}`);
  return lowerBound
    ? labels.say(
        `≥ 不完整，总量为下限；覆盖率 ${share}${gone}`,
        `≥ incomplete: the total is a lower bound; coverage ${share}${gone}`,
      )
    : labels.say(`不完整；覆盖率 ${share}${gone}`, `incomplete; coverage ${share}${gone}`);
};

/** What the comprehensive energy says of itself: a lower bound names the sources that are not in it. */
const energyRemark = ({ comprehensiveEnergy: energy }: Inventory, labels: Labels): string => {
  if (energy?.lowerBound !== true) return 'GB/T 2589-2020';
  const names = energy.uncounted.map(({ code, reason }) => `${code} (${labels.of(reason)})`).join('; ');
  return labels.say(
    `≥ 下限，GB/T 2589-2020${names === '' ? '' : `；未计入：${names}`}`,
    `≥ lower bound, GB/T 2589-2020${names === '' ? '' : `; not in it: ${names}`}`,
  );
};

const totals = (sheet: SheetWriter, inventory: Inventory, cells: CalculationCells, labels: Labels): void => {
  const say = labels.say.bind(labels);
  const line = (label: string, cell: Cell, unit: string, remark: string): void => {
    sheet.row([text(label), cell, text(unit), remark === '' ? BLANK : text(remark)], 'total');
  };
  const none = say('无可用数据的排放源', 'no source with a figure');
  const remark = (value: unknown, otherwise = ''): string => (value === null ? none : otherwise);
  const lower = completenessText(inventory, labels);
  const { exact } = inventory;
  line(
    say('直接排放', 'Direct'),
    linked(cells.scopes.get('direct'), exact.direct, FORMATS.tonnes),
    'tCO2e',
    remark(exact.direct),
  );
  line(
    say('能源间接排放', 'Energy-indirect'),
    linked(cells.scopes.get('energyIndirect'), exact.indirect, FORMATS.tonnes),
    'tCO2e',
    remark(exact.indirect),
  );
  line(
    say('排放总量', 'Total'),
    linked(cells.total, exact.total, FORMATS.tonnes),
    'tCO2e',
    remark(exact.total, lower),
  );
  const beside: readonly (readonly [
    string,
    'otherIndirect' | 'biogenic' | 'removal',
    number | null | undefined,
  ])[] = [
    [say('其他间接排放', 'Other indirect'), 'otherIndirect', inventory.otherIndirectTco2e],
    [say('生物源 CO2（不计入总量）', 'Biogenic CO2, never in the total'), 'biogenic', inventory.biogenicTco2],
    [say('清除量（不计入总量）', 'Removals, never in the total'), 'removal', inventory.removalTco2e],
  ];
  for (const [label, scope, value] of beside) {
    if (!cells.scopes.has(scope)) continue;
    line(label, linked(cells.scopes.get(scope), value ?? null, FORMATS.tonnes), 'tCO2e', '');
  }
  line(
    say('其中基于估算数据', 'Resting on estimates'),
    number(exact.total === null ? null : inventory.estimatedTco2e, FORMATS.tonnes),
    'tCO2e',
    '',
  );
  const tce = inventory.comprehensiveEnergyTce;
  line(
    say('综合能耗（当量值）', 'Comprehensive energy'),
    linked(cells.totalEnergy, tce, FORMATS.tonnes),
    'tce',
    remark(tce, energyRemark(inventory, labels)),
  );
  const both = inventory.comprehensiveEnergy;
  if (both === undefined) return;
  line(
    say('综合能耗（电力按等价值）', 'Comprehensive energy, electricity at equivalent value'),
    number(both.equivalentTce, FORMATS.tonnes),
    'tce',
    remark(
      both.equivalentTce,
      `${both.equivalent.value} ${both.equivalent.unit}: ${labels.of(both.equivalent.choice.why)}`,
    ),
  );
};

const CAVEATS: readonly (readonly [zh: string, en: string])[] = [
  [
    '范围：所列排放源；不在核算边界内的排放源及其理由见下。生物源 CO2、清除量与其他间接排放单列，是否计入总量由核算方法决定。',
    'Covered: the sources listed; those outside the boundary stand below with the reason. Biogenic CO2, removals and other indirect emissions stand apart; the method says what makes up the total.',
  ],
  [
    '公式与缺省值据转录资料整理，未与标准官方文本逐条核对；各因子的依据性质见“因子”表。',
    'Equations and defaults come from transcriptions and were not compared with the official print of the standards; the sheet of factors says what stands behind each.',
  ],
  [
    '缺失数据以“—”表示并说明原因，不记为 0。数值以 40 位十进制计算，此处仅显示时取舍；逐位数值见“溯源”表。',
    'What is missing is "—" with its reason, never 0. Figures are computed in 40-digit decimals and rounded for display only; every digit stands in the trace.',
  ],
];

/** The first page: who, when, by which method, the totals, and each source in one line. */
export const writeSummary = (
  sheet: SheetWriter,
  inventory: Inventory,
  meta: ReportMeta,
  cells: CalculationCells,
  labels: Labels,
): void => {
  const say = labels.say.bind(labels);
  sheet.title(labels.both('温室气体排放清单', 'Greenhouse gas inventory'));
  for (const [label, value] of facts(inventory, meta, labels)) sheet.fact(label, value);
  sheet.heading(labels.both('排放汇总', 'Totals'));
  sheet.header([say('项目', 'Item'), say('数值', 'Value'), say('单位', 'Unit'), say('说明', 'Remark')]);
  totals(sheet, inventory, cells, labels);
  sheet.heading(labels.both('分排放源', 'By source'));
  sheet.header([
    say('排放源', 'Source'),
    say('名称', 'Name'),
    say('类别', 'Category'),
    say('活动数据', 'Activity'),
    say('单位', 'Unit'),
    'tCO2e',
    say('占比', 'Share'),
    say('能耗 tce', 'Energy tce'),
    say('质量', 'Quality'),
    say('覆盖率', 'Coverage'),
    say('状态', 'Status'),
  ]);
  for (const source of inventory.sources) sheet.row(sourceRow(source, cells, labels));
  for (const { code, name, reason } of inventory.excluded ?? []) {
    sheet.row([text(code), text(labels.of(name)), text(`${say('不在边界内：', 'outside: ')}${reason}`)]);
  }
  sheet.heading(labels.both('说明', 'Notes'));
  for (const warning of inventory.warnings ?? []) sheet.note(labels.of(warning));
  for (const caveat of CAVEATS) sheet.note(say(...caveat));
};
