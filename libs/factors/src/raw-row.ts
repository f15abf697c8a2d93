/**
 * A row of a factor table as it stands in the CSV: every value text, blank where nothing is known. A table leaves out the
 * columns that none of its rows fills: fuels.csv has all four, gwp.csv `parameter` and `set`, the others `rung`.
 */
export interface RawFactorRow {
  readonly id: string;
  readonly name_zh: string;
  readonly name_en: string;
  readonly category: string;
  readonly rung?: string;
  readonly fuel?: string;
  readonly parameter?: string;
  readonly set?: string;
  readonly value: string;
  readonly unit: string;
  readonly gas: string;
  readonly region: string;
  readonly year: string;
  readonly valid_from: string;
  readonly valid_to: string;
  readonly source: string;
  readonly source_url: string;
  readonly confidence: string;
  readonly note: string;
}

/** A row of the region map: province → regional grid. */
export interface RawRegionRow {
  readonly code: string;
  readonly name_zh: string;
  readonly name_en: string;
  readonly grid_code: string;
  readonly grid_zh: string;
  readonly note: string;
}
