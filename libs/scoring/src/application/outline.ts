import type { Bilingual } from '@zerofab/vocabulary';

interface OutlinePart {
  readonly id: string;
  readonly title: Bilingual;
  readonly hint: Bilingual;
}
const part = (id: string, zh: string, en: string, hintZh: string, hintEn: string): OutlinePart => ({
  id,
  title: { zh, en },
  hint: { zh: hintZh, en: hintEn },
});

/** Parts of the plan of building. Annex 2 of 工信厅节函〔2026〕334号 was not read: this outline is a default of ours. */
export const PLAN_OUTLINE: readonly OutlinePart[] = [
  part(
    'factory',
    '企业与边界',
    'Factory and boundary',
    '法人、产品、物理与核算边界',
    'legal person, products, physical and accounting boundary',
  ),
  part(
    'baseline',
    '现状',
    'Present state',
    '能耗、排放、核心指标现值与数据质量',
    'energy, emissions, core indicators today, quality of data',
  ),
  part(
    'targets',
    '目标与路径',
    'Targets and path',
    '逐年目标的依据与关键假设',
    'what the yearly targets rest on',
  ),
  part(
    'source',
    '源头减碳措施',
    'Measures at the source',
    '非化石能源、光伏、绿电直连、储能、电气化',
    'non-fossil energy, photovoltaics, direct lines, storage, electrification',
  ),
  part(
    'process',
    '过程降碳措施',
    'Measures in the process',
    '节能改造、工艺、余热、装备更新',
    'saving, process, waste heat, equipment',
  ),
  part(
    'product',
    '产品与供应链',
    'Products and supply chain',
    '碳足迹、绿色采购、清洁运输',
    'footprints, green purchasing, clean transport',
  ),
  part(
    'digital',
    '数字化能碳管理',
    'Digital energy-carbon management',
    '采集、管理中心功能、核算与核查',
    'collection, functions of the centre, accounting and verification',
  ),
  part(
    'schedule',
    '投资与进度',
    'Investment and schedule',
    '项目、投资、时间、责任人',
    'projects, investment, dates, who is responsible',
  ),
  part(
    'safeguards',
    '组织与保障',
    'Organisation and safeguards',
    '组织、制度、资金、风险',
    'organisation, rules, funds, risks',
  ),
];

/** What acceptance judges together, and what stands behind it (§ on acceptance of the notice; the list is ours). */
export const ACCEPTANCE_OUTLINE: readonly OutlinePart[] = [
  part(
    'core',
    '核心指标达成',
    'Core targets reached',
    '三项核心指标的目标值与实际值',
    'targets and actual values of the three core indicators',
  ),
  part(
    'effect',
    '建设成效',
    'Effect of building',
    '措施、节能量、减碳量、投资',
    'measures, energy and CO2 saved, investment',
  ),
  part('lead', '引领作用', 'Lead effect', '可推广的技术与模式', 'technology and ways that others can follow'),
  part(
    'evaluations',
    '历年自评价',
    'Yearly self-evaluations',
    '建设期内每年的自评价',
    'one of each year of building',
  ),
  part('eligibility', '条件持续符合', 'Conditions still hold', 'E1–E9 的证据', 'evidence of E1 to E9'),
  part('disclosure', '信息披露', 'Disclosure', '报告与公开地址', 'reports and where they are published'),
];
