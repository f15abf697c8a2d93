import type { Inventory } from '@zerofab/contracts';
import ExcelJS from 'exceljs';
import { Labels } from './labels.js';
import type { ReportMeta } from './report-meta.js';
import { SheetWriter } from './sheet.js';
import { fitForXml } from './xml-text.js';
import { ACTIVITY_WIDTHS, writeActivity } from './sheets/activity-sheet.js';
import { CALCULATION_WIDTHS, writeCalculation } from './sheets/calculation-sheet.js';
import { FACTOR_WIDTHS, writeFactors } from './sheets/factors-sheet.js';
import { METHOD_WIDTHS, writeMethod } from './sheets/method-sheet.js';
import { QUALITY_WIDTHS, writeQuality } from './sheets/quality-sheet.js';
import { SUMMARY_WIDTHS, writeSummary } from './sheets/summary-sheet.js';
import { TRACE_WIDTHS, writeTraces } from './sheets/trace-sheet.js';
import { UNCERTAINTY_WIDTHS, writeUncertainty } from './sheets/uncertainty-sheet.js';

/**
 * The auditor's workbook of an inventory: summary, calculation with live formulas over activity and factor cells,
 * factors with sources, activity data by month, data quality, method, uncertainty, trace. Recalculated, it gives the inventory's totals;
 * a figure that is missing is a dash with its reason, never 0. Dates come from `meta` and the inventory alone.
 * @param stored the inventory, as `GET /sites/{site}/inventory` returns it
 * @returns bytes of an xlsx file
 */
export const inventoryWorkbook = async (stored: Inventory, said: ReportMeta): Promise<Uint8Array> => {
  const [inventory, meta] = [fitForXml(stored), fitForXml(said)];
  const labels = new Labels(meta.lang);
  const workbook = new ExcelJS.Workbook();
  const made = new Date(meta.generatedAt);
  workbook.creator = meta.generatedBy;
  workbook.lastModifiedBy = meta.generatedBy;
  workbook.created = made;
  workbook.modified = made;
  workbook.title = `${labels.both('温室气体排放清单', 'Greenhouse gas inventory')} ${inventory.site}`;
  workbook.calcProperties.fullCalcOnLoad = true;
  const sheet = (zh: string, en: string, widths: readonly number[]): SheetWriter =>
    new SheetWriter(workbook.addWorksheet(labels.say(zh, en)), widths);

  // The sheets stand in the order a reader wants; they are filled in the order of who refers to whom.
  const summary = sheet('汇总', 'Summary', SUMMARY_WIDTHS);
  const calculation = sheet('核算', 'Calculation', CALCULATION_WIDTHS);
  const factors = sheet('因子', 'Factors', FACTOR_WIDTHS);
  const activity = sheet('活动数据', 'Activity data', ACTIVITY_WIDTHS);
  const quality = sheet('数据质量', 'Data quality', QUALITY_WIDTHS);
  const method = sheet('核算方法', 'Method', METHOD_WIDTHS);
  const uncertainty = sheet('不确定性', 'Uncertainty', UNCERTAINTY_WIDTHS);
  const trace = sheet('溯源', 'Trace', TRACE_WIDTHS);

  const factorCells = writeFactors(factors, inventory, labels, meta.lang);
  const activityCells = writeActivity(activity, inventory, labels);
  const traceCells = writeTraces(trace, inventory, labels);
  const cells = writeCalculation(calculation, {
    inventory,
    labels,
    factorCells,
    activityCells,
    traceCells,
  });
  writeSummary(summary, inventory, meta, cells, labels);
  writeQuality(quality, inventory, labels);
  writeMethod(method, inventory, labels);
  writeUncertainty(uncertainty, inventory, labels);
  return new Uint8Array(await workbook.xlsx.writeBuffer());
};
