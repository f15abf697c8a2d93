import type { Inventory } from '@zerofab/contracts';
import type { ReportMeta } from './report-meta.js';

const INVENTORY_REPORT_SCHEMA = 'zerofab.inventory-report';
const INVENTORY_REPORT_VERSION = 1;

/** The inventory as a file of its own: what made it, for which site, and every figure with its exact decimals and trace. */
export interface InventoryReport {
  readonly schema: typeof INVENTORY_REPORT_SCHEMA;
  readonly schemaVersion: typeof INVENTORY_REPORT_VERSION;
  readonly generatedAt: string;
  readonly generatedBy: string;
  readonly site: ReportMeta['site'] & { readonly code: string; readonly name: Inventory['siteName'] };
  readonly caveat: { readonly zh: string; readonly en: string };
  readonly inventory: Inventory;
}

/**
 * The `.json` report. Exact figures are decimal text (`exact`, `tco2e` of a part, `value` in a trace); plain numbers
 * beside them are for convenience. `schemaVersion` rises with any change that is not an addition.
 */
export const inventoryJson = (inventory: Inventory, meta: ReportMeta): InventoryReport => ({
  schema: INVENTORY_REPORT_SCHEMA,
  schemaVersion: INVENTORY_REPORT_VERSION,
  generatedAt: meta.generatedAt,
  generatedBy: meta.generatedBy,
  site: { code: inventory.site, name: inventory.siteName, ...meta.site },
  caveat: {
    zh: '公式与缺省值据转录资料整理，未与标准官方文本逐条核对',
    en: 'Equations and defaults come from transcriptions; they were not compared with the official print of the standards',
  },
  inventory,
});
