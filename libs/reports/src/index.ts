export { inventoryWorkbook } from './workbook.js';
export {
  INVENTORY_REPORT_SCHEMA,
  INVENTORY_REPORT_VERSION,
  inventoryJson,
  type InventoryReport,
} from './json.js';
export type { Lang, ReportMeta } from './report-meta.js';
