export { applicationDocument } from './application/document.js';
export { applicationWorkbook } from './application/workbook.js';
export { inventoryCsv } from './csv.js';
export { inventoryWorkbook } from './workbook.js';
export {
  
  
  inventoryJson,
  type InventoryReport,
} from './json.js';
export type { Lang,  } from './report-meta.js';
