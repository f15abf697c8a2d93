export { CsvRecords, type CsvRecord } from './csv-records.js';
export { type ColumnMapping } from './column-map.js';
export { HistoryRows, type BadRow, type FileReading, type RowRules } from './history-rows.js';
