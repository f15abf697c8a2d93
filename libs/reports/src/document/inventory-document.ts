import { fitForXml } from '../xml-text.js';
import { localInstant } from '../instant.js';
import type { ReportDocument } from './blocks.js';
import { reportedSpan, writeActivity, writeElectricity, writeFactors, writeQuality } from './data.js';
import { writeBeside, writeEmissions } from './emissions.js';
import { writeBoundary, writeEntity } from './entity.js';
import type { ReportParts } from './report-parts.js';
import { writeTraces } from './traces.js';
import { writeUncertainty } from './uncertainty.js';
import { writeVersion } from './version.js';
import { wholeTonnes, writing as writingOf, type Writing } from './words.js';

const coverOf = (writing: Writing): ReportDocument['cover'] => {
  const { parts, labels, say } = writing;
  const { inventory, version, meta, boundary } = parts;
  const { method, exact, lowerBound } = inventory;
  return [
    [say('报告主体', 'Entity'), boundary?.definition.entity.legalName ?? meta.site.organisation ?? labels.of(inventory.siteName)],
    [say('核算站点', 'Site'), `${labels.of(inventory.siteName)} (${inventory.site})`],
    [say('报告期', 'Period'), `${reportedSpan(writing)}, ${inventory.timezone}`],
    [say('核算方法', 'Method'), `${method.id} ${labels.of(method.name)}`],
    [say('版次', 'Edition'), method.edition ?? '—'],
    [say('GWP', 'GWP set'), method.gwpSet],
    [
      lowerBound ? say('排放总量（下限）', 'Total (lower bound)') : say('排放总量', 'Total'),
      `${wholeTonnes(exact.total)} tCO2e`,
    ],
    [
      say('版本', 'Version'),
      version === null
        ? say('未冻结（现算值）', 'not frozen (computed now)')
        : `${version.period} v${String(version.version)}`,
    ],
    ['SHA-256', version?.sha256 ?? '—'],
    [say('数值时刻', 'Figures of'), localInstant(version?.frozenAt ?? inventory.computedAt, inventory.timezone)],
  ];
};

/**
 * The GHG inventory report (温室气体排放报告) in the order of the report contents of GB/T 32150 and the tables of the GB/T 32151
 * parts: entity, boundary, emissions, activity data, factors, measured parameters, biogenic and removals, electricity,
 * data quality; then uncertainty, formulas, version and statement. Of a frozen version it is the same whenever it is made.
 */
export const inventoryDocument = (given: ReportParts): ReportDocument => {
  const parts = fitForXml(given);
  const writing = writingOf(parts, parts.meta.lang);
  const { doc, labels, say } = writing;
  writeEntity(writing);
  writeBoundary(writing);
  writeEmissions(writing);
  writeActivity(writing);
  writeFactors(writing);
  writeBeside(writing);
  writeElectricity(writing);
  writeQuality(writing);
  writeUncertainty(writing);
  writeTraces(writing);
  writeVersion(writing);
  const { inventory, version } = parts;
  const year = inventory.from.slice(0, 4);
  const name = labels.of(inventory.siteName);
  const title = say('温室气体排放报告', 'Greenhouse gas inventory report');
  return {
    lang: parts.meta.lang,
    title,
    subtitle: `${name} · ${year}`,
    cover: coverOf(writing),
    blocks: doc.blocks,
    running: `${title} · ${name} · ${year}${version === null ? '' : ` · v${String(version.version)}`}`,
    contents: say('目录', 'Contents'),
    page: (page, pages) =>
      say(`第 ${String(page)} 页，共 ${String(pages)} 页`, `Page ${String(page)} of ${String(pages)}`),
    madeAt: version?.frozenAt ?? inventory.computedAt,
  };
};
