import { ELECTRICITY_ATTRIBUTE_LABELS, RUNG_LABELS, type Bilingual, type ElectricityAttribute } from '@zerofab/vocabulary';
import type { InventorySource } from '@zerofab/contracts';
import { listFactors, standing, type ListedFactor } from '../factor-list.js';
import { localSpan } from '../instant.js';
import { NOTHING } from './blocks.js';
import { joined, percent, type Writing } from './words.js';

/** Where activity data come from: registers of meters, or records with their evidence. */
const originOf = ({ activity }: InventorySource, { labels, say }: Writing): string => {
  const registers = activity.registers.map(
    ({ meter, meterName, register }) => `${labels.of(meterName)} ${meter}/${register}`,
  );
  const records = activity.records.map(({ id, evidence, enteredBy }) =>
    joined([`#${id}`, evidence ?? say('无凭证', 'no evidence'), enteredBy], ' '),
  );
  return joined([...registers, ...records], '; ');
};

/** Chapter 4: activity data of each source and where they come from. */
export const writeActivity = (writing: Writing): void => {
  const { parts, doc, labels, say } = writing;
  doc.chapter(say('活动数据及来源', 'Activity data and where they come from'));
  doc.table(
    say('活动数据', 'Activity data'),
    {
      columns: [
        { title: say('排放源', 'Source'), width: 3.2 },
        { title: say('数量', 'Amount'), width: 3.2, figure: true },
        { title: say('单位', 'Unit'), width: 1.5 },
        { title: say('质量', 'Quality'), width: 1.6 },
        { title: say('覆盖率', 'Coverage'), width: 1.8, figure: true },
        { title: say('来源与凭证', 'Origin and evidence'), width: 6 },
      ],
      rows: parts.inventory.sources.map((source) => [
        `${labels.of(source.name)} (${source.code})`,
        source.activity.exact ?? NOTHING,
        source.activity.unit,
        labels.quality(source.activity.quality),
        percent(source.activity.coverage),
        originOf(source, writing),
      ]),
    },
    say('没有活动数据。', 'There are no activity data.'),
  );
};

const factorRow = ({ factor, sources }: ListedFactor, { parts, labels }: Writing): string[] => [
  `${labels.of(factor.name)} (${labels.role(factor.role)})`,
  factor.value,
  factor.unit,
  factor.rung === null ? NOTHING : labels.of(RUNG_LABELS[factor.rung]),
  `${joined([factor.source, factor.year], ', ')}; ${standing(factor, parts.meta.lang)}`,
  sources.join(', '),
];

const factorColumns = (say: Writing['say']) => [
  { title: say('因子', 'Factor'), width: 3.4 },
  { title: say('数值', 'Value'), width: 2.2, figure: true as const },
  { title: say('单位', 'Unit'), width: 2.2 },
  { title: say('层级', 'Rung'), width: 1.8 },
  { title: say('来源与依据性质', 'Source and standing'), width: 5 },
  { title: say('用于', 'Used by'), width: 2.6 },
];

/** Chapters 5 and 6: factors with their sources and rungs, and those that the site measured itself. */
export const writeFactors = (writing: Writing): void => {
  const { parts, doc, say } = writing;
  const listed = listFactors(parts.inventory);
  doc.chapter(say('排放因子及来源', 'Factors and where they come from'));
  doc.facts([[say('因子集', 'Factor set'), parts.inventory.factorSet]]);
  doc.table(
    say('所用因子', 'Factors used'),
    { columns: factorColumns(say), rows: listed.map((one) => factorRow(one, writing)) },
    say('没有使用因子。', 'No factor is used.'),
  );
  doc.chapter(say('实测参数', 'Measured parameters'));
  doc.table(
    say('站点实测或录入的参数', 'Parameters measured or entered by the site'),
    {
      columns: factorColumns(say),
      rows: listed.filter(({ factor }) => factor.choice.how === 'site').map((one) => factorRow(one, writing)),
    },
    say(
      '未使用实测的低位发热量、含碳量等参数。',
      'No measured calorific value, carbon content or other parameter is used.',
    ),
  );
};

const TREATMENTS: Readonly<Record<'average' | 'residual' | 'zero', Bilingual>> = {
  average: { zh: '电网平均因子', en: 'grid average' },
  residual: { zh: '剩余因子', en: 'residual factor' },
  zero: { zh: '按 0 计', en: 'counted as 0' },
};

const attributeName = (attribute: string, labels: Writing['labels']): string =>
  attribute in ELECTRICITY_ATTRIBUTE_LABELS
    ? labels.of(ELECTRICITY_ATTRIBUTE_LABELS[attribute as ElectricityAttribute])
    : attribute;

/** Chapter 8: purchased electricity by source and attribute. */
export const writeElectricity = ({ parts, doc, labels, say }: Writing): void => {
  doc.chapter(say('电力来源与属性', 'Electricity by source and attribute'));
  doc.table(
    say('购入电力的属性', 'Purchased electricity by attribute'),
    {
      columns: [
        { title: say('属性', 'Attribute'), width: 3 },
        { title: 'MWh', width: 3, figure: true },
        { title: say('处理', 'Treatment'), width: 2.5 },
        { title: say('理由', 'Reason'), width: 7 },
      ],
      rows: (parts.inventory.electricity ?? []).map(({ attribute, exactMwh, factorRule, reason }) => [
        attributeName(attribute, labels),
        exactMwh,
        labels.of(TREATMENTS[factorRule]),
        labels.of(reason),
      ]),
    },
    say('没有购入电力。', 'No electricity is purchased.'),
  );
};

/** Chapter 9: the data quality control plan, and the grade of each figure. */
export const writeQuality = ({ parts, doc, labels, say }: Writing): void => {
  const { qualityPlan, inventory } = parts;
  doc.chapter(say('数据质量管理', 'Data quality'));
  doc.section(say('数据质量控制计划', 'Data quality control plan'));
  if (qualityPlan !== null)
    doc.facts([
      [say('计划版本', 'Version of the plan'), String(qualityPlan.version)],
      [say('批准人', 'Approved by'), qualityPlan.approvedBy],
    ]);
  doc.table(
    say('监测与控制', 'Monitoring and control'),
    {
      columns: [
        { title: say('排放源 / 参数', 'Source / parameter'), width: 3.2 },
        { title: say('监测点与设备', 'Point and device'), width: 4 },
        { title: say('频次与方法', 'Frequency and method'), width: 3.6 },
        { title: say('缺失处理', 'When missing'), width: 3.2 },
        { title: say('部门', 'Department'), width: 2 },
      ],
      rows: (qualityPlan?.items ?? []).map((item) => [
        `${item.source} / ${item.parameter}`,
        joined([item.monitoringPoint, item.device?.name, item.device?.number, item.device?.accuracy], ', '),
        joined([item.frequency, item.method], ', '),
        item.missingDataRule,
        item.department,
      ]),
    },
    say('没有已批准的数据质量控制计划。', 'No data quality control plan is approved.'),
  );
  doc.section(say('数据质量等级', 'Grades of data'));
  doc.table(
    say('各排放源的数据质量等级', 'Grade of the data of each source'),
    {
      columns: [
        { title: say('排放源', 'Source'), width: 4 },
        { title: say('等级', 'Grade'), width: 1.4 },
        { title: say('活动数据', 'Activity'), width: 1.6 },
        { title: say('因子', 'Factor'), width: 1.4 },
        { title: say('说明', 'Why'), width: 7 },
      ],
      rows: inventory.sources.flatMap(({ code, name, dataQuality }) =>
        dataQuality === null || dataQuality === undefined
          ? []
          : [
              [
                `${labels.of(name)} (${code})`,
                dataQuality.grade,
                dataQuality.activity,
                dataQuality.factor ?? NOTHING,
                labels.of(dataQuality.why),
              ],
            ],
      ),
    },
    say('没有数据质量等级。', 'No grade is known.'),
  );
};

/** Span of the report on the site's wall clock. */
export const reportedSpan = ({ parts }: Writing): string =>
  localSpan(parts.inventory.from, parts.inventory.to, parts.inventory.timezone);
