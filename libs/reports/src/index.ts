export { inventoryCsv } from './csv.js';
export { inventoryDocument } from './document/inventory-document.js';
export type { ReportParts } from './document/report-parts.js';
export { reportDocx } from './docx/report-docx.js';
export { inventoryJson, type InventoryReport } from './json.js';
export { reportPdf, type ReportFonts } from './pdf/report-pdf.js';
export type { Lang } from './report-meta.js';
export { inventoryWorkbook } from './workbook.js';
