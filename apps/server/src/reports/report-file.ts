import { inventoryDocument, inventoryWorkbook, reportDocx, reportPdf, type ReportParts } from '@zerofab/reports';
import { REPORT_FONTS } from './report-fonts.js';

/** A report to be made: everything that goes into it, so that a thread can make it. */
export interface ReportOrder {
  readonly format: 'xlsx' | 'pdf' | 'docx';
  readonly parts: ReportParts;
}

/** The bytes of a report. */
export const reportFile = async ({ format, parts }: ReportOrder): Promise<Uint8Array> => {
  if (format === 'xlsx') return inventoryWorkbook(parts.inventory, parts.meta);
  const document = inventoryDocument(parts);
  return format === 'pdf' ? reportPdf(document, REPORT_FONTS) : reportDocx(document);
};
