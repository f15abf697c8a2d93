import type { Bilingual } from '@zerofab/vocabulary';
import { NOTHING } from './blocks.js';
import { joined, type Writing } from './words.js';

/** Chapter 1: who reports. Without a boundary record it says so and gives what the site knows of itself. */
export const writeEntity = ({ parts, doc, labels, say }: Writing): void => {
  const { inventory, meta, boundary } = parts;
  doc.chapter(say('报告主体基本情况', 'The reporting entity'));
  const entity = boundary?.definition.entity;
  if (entity === undefined)
    doc.text(
      say(
        '未登记核算边界，报告主体信息不完整；请在“排放源”页登记核算边界后重新生成。',
        'No boundary is recorded, so the entity is told in part only; record it on the page Sources and make the report anew.',
      ),
      'warning',
    );
  doc.facts([
    [say('单位名称', 'Legal name'), entity?.legalName ?? meta.site.organisation],
    [say('统一社会信用代码', 'Unified social credit code'), entity?.creditCode],
    [say('所属行业', 'Industry'), entity?.sector ?? meta.site.industry],
    [say('地址', 'Address'), entity?.address ?? meta.site.address],
    [say('核算站点', 'Site'), `${labels.of(inventory.siteName)} (${inventory.site})`],
    [say('电网区域', 'Grid region'), meta.site.gridRegion],
    [say('产品及产能', 'Products and capacities'), entity?.products],
    [say('工艺流程', 'Process flow'), entity?.processFlow],
  ]);
  doc.table(
    say('联系人', 'Contacts'),
    {
      columns: [
        { title: say('姓名', 'Name'), width: 2 },
        { title: say('职责', 'Role'), width: 3 },
        { title: say('电话', 'Phone'), width: 2 },
        { title: say('邮箱', 'E-mail'), width: 3 },
      ],
      rows: (entity?.contacts ?? []).map(({ name, role, phone, email }) => [
        name,
        role ?? NOTHING,
        phone ?? NOTHING,
        email ?? NOTHING,
      ]),
    },
    say('未登记联系人。', 'No contact is recorded.'),
  );
};

const SYSTEMS: Readonly<Record<'main' | 'auxiliary' | 'ancillary', Bilingual>> = {
  main: { zh: '主要生产系统', en: 'Main production system' },
  auxiliary: { zh: '辅助生产系统', en: 'Auxiliary production system' },
  ancillary: { zh: '附属生产系统', en: 'Ancillary production system' },
};

const writeSystems = ({ parts, doc, labels, say }: Writing): void => {
  const definition = parts.boundary?.definition;
  const system = (key: keyof typeof SYSTEMS): string[][] =>
    (definition?.systems[key] ?? []).map(({ name, holds, sources }) => [
      labels.of(SYSTEMS[key]),
      name,
      holds ?? NOTHING,
      sources.join(', '),
    ]);
  doc.table(
    say('生产系统', 'Production systems'),
    {
      columns: [
        { title: say('系统', 'System'), width: 3 },
        { title: say('名称', 'Name'), width: 3 },
        { title: say('包含的设施与工序', 'Facilities and processes'), width: 5 },
        { title: say('排放源', 'Sources'), width: 4 },
      ],
      rows: (['main', 'auxiliary', 'ancillary'] as const).flatMap(system),
    },
    say('未登记生产系统。', 'No production system is recorded.'),
  );
  doc.table(
    say('不在边界内的部分', 'Outside the boundary'),
    {
      columns: [
        { title: say('名称', 'Name'), width: 4 },
        { title: say('理由', 'Reason'), width: 8 },
      ],
      rows: (definition?.outside ?? []).map(({ name, reason }) => [name, reason]),
    },
    say('边界登记中没有排除的部分。', 'The boundary record leaves nothing out.'),
  );
};

const writeChanges = ({ parts, doc, say }: Writing): void => {
  const { boundary } = parts;
  doc.section(say('边界变化与基准年', 'Changes and base year'));
  doc.table(
    say('核算边界的变化', 'Changes of the boundary'),
    {
      columns: [
        { title: say('日期', 'Date'), width: 2 },
        { title: say('编号', 'Id'), width: 2 },
        { title: say('说明', 'Description'), width: 8 },
      ],
      rows: (boundary?.definition.changes ?? []).map(({ date, id, description }) => [date, id, description]),
    },
    say('未登记边界变化。', 'No change is recorded.'),
  );
  const base = boundary?.baseYear;
  if (base === null || base === undefined) return;
  doc.facts([
    [say('基准年', 'Base year'), String(base.year)],
    [say('基准年核算方法', 'Its method'), base.method],
    [say('基准年排放量', 'Its emissions'), `${base.tco2e} tCO2e`],
    [say('重算阈值', 'Threshold of recalculation'), `${base.thresholdPercent} %`],
    [say('选定理由', 'Why this year'), base.reason],
  ]);
};

/** Chapter 2: boundary, its changes, the sources within it and those outside. */
export const writeBoundary = (writing: Writing): void => {
  const { parts, doc, labels, say } = writing;
  const { inventory } = parts;
  doc.chapter(say('核算边界', 'Boundary'));
  doc.section(say('边界范围', 'What it holds'));
  writeSystems(writing);
  writeChanges(writing);
  doc.section(say('排放源清单', 'Emission sources'));
  doc.table(
    say('纳入核算的排放源', 'Sources in the inventory'),
    {
      columns: [
        { title: say('代码', 'Code'), width: 3 },
        { title: say('名称', 'Name'), width: 4 },
        { title: say('类别', 'Class'), width: 3 },
        { title: say('方法所列项', 'Line of the method'), width: 4 },
        { title: say('设施', 'Facility'), width: 3 },
      ],
      rows: inventory.sources.map(({ code, name, category, line, facility }) => [
        code,
        labels.of(name),
        labels.category(category),
        line === undefined ? NOTHING : labels.of(line),
        facility ?? NOTHING,
      ]),
    },
    say('没有纳入核算的排放源。', 'No source is in the inventory.'),
  );
  doc.table(
    say('列出但不计入的排放源', 'Sources listed and not counted'),
    {
      columns: [
        { title: say('代码', 'Code'), width: 3 },
        { title: say('名称', 'Name'), width: 4 },
        { title: say('理由', 'Reason'), width: 8 },
      ],
      rows: (inventory.excluded ?? []).map(({ code, name, reason }) => [
        code,
        labels.of(name),
        joined([reason], ''),
      ]),
    },
    say('没有列出而不计入的排放源。', 'No source is listed without being counted.'),
  );
};
