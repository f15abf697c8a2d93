import type {
  CheckLines,
  Comparison,
  FactorImport,
  FactorImportRequest,
  FactorPreview,
  FactorPreviewRequest,
  FactorsInUse,
  LibraryFactor,
  LineChecks,
  PostComparison,
} from '@zerofab/contracts';
import {
  agreesWithPrint,
  builtInLibrary,
  checkPrintedLine,
  previewImport,
  withComparisons,
} from '@zerofab/factors';
import { parse } from 'csv-parse/sync';

const { factors, version } = builtInLibrary();
const imports: FactorImport[] = [];

/** The same working out as the server's. */
export const lineChecks = ({ lines }: CheckLines): LineChecks => ({
  items: lines.map((line) => {
    const { candidates, printed, refused, ...check } = checkPrintedLine(line);
    return {
      check: { ...check, candidates: [...candidates], printed: [...printed], refused: [...refused] },
      problem: null,
    };
  }),
});

const compared: Comparison[] = [];

export const comparisons = (): Comparison[] => compared.toReversed();
export const addComparison = (body: PostComparison): Comparison => {
  const unit = factors.find(({ id }) => id === body.factor)?.unit ?? '';
  const kept = {
    ...body,
    id: String(compared.length + 1),
    unit,
    agrees: agreesWithPrint({ ...body, unit }),
    comparedBy: 'admin',
    comparedAt: '2026-05-19T06:35:00Z',
  };
  compared.push(kept);
  return kept;
};

export const factorList = (): { version: string; total: number; next: null; items: LibraryFactor[] } => ({
  version,
  total: factors.length,
  next: null,
  items: [
    ...withComparisons(
      builtInLibrary(),
      compared.map((entry) => ({ ...entry, day: entry.comparedAt.slice(0, 10) })),
    ).factors,
  ],
});

export const factorsInUse = (): FactorsInUse => ({
  from: '2026-01-01T00:00:00+08:00',
  to: '2027-01-01T00:00:00+08:00',
  method: 'GB/T 32150-2025',
  items: [
    {
      id: 'elec-cn-2023-average',
      value: '0.5306',
      unit: 'kgCO2/kWh',
      version,
      sources: [
        {
          code: 'elec',
          name: { zh: '外购电力', en: 'Purchased electricity' },
          tco2e: 1234.5,
          roles: ['emissionFactor'],
        },
      ],
    },
  ],
});

/** The same working out as the server's, over the built-in library. */
export const factorPreview = ({ table, title, csv }: FactorPreviewRequest): FactorPreview => {
  const rows = parse(csv, { columns: true, skip_empty_lines: true, trim: true }) as unknown as Record<
    string,
    string
  >[];
  const result = previewImport(
    rows.map((cells, index) => ({ line: index + 2, cells })),
    { table, edition: title, library: builtInLibrary() },
  );
  return {
    basedOn: version,
    added: result.added.map((entry) => ({ ...entry, changePercent: -5.8 })),
    changed: result.changed.map((entry) => ({ ...entry, fields: [...entry.fields], changePercent: 60 })),
    unchanged: result.unchanged,
    rejected: [...result.rejected],
    doubted: [...result.doubted],
    closed: [...result.closed],
    asOf: '2026-12-20',
    effects: [
      {
        site: 'hm1',
        year: 2026,
        method: 'GB/T 32150-2025',
        beforeTco2e: '2000',
        afterTco2e: '1900',
        sources: [
          {
            code: 'elec',
            name: { zh: '外购电力', en: 'Purchased electricity' },
            before: '1234.5',
            after: '1134.5',
            factorsBefore: ['elec-cn-2023-average = 0.5306 kgCO2/kWh'],
            factorsAfter: ['elec-cn-2024-average = 0.5000 kgCO2/kWh'],
          },
        ],
      },
    ],
  };
};

export const addFactorImport = (request: FactorImportRequest): FactorImport => {
  const preview = factorPreview(request);
  const stored: FactorImport = {
    id: String(imports.length + 1),
    table: request.table,
    title: request.title,
    fileName: null,
    sha256: '0'.repeat(64),
    added: preview.added.length,
    changed: preview.changed.length,
    unchanged: preview.unchanged,
    rejected: preview.rejected.length,
    importedAt: '2026-05-19T06:35:00Z',
    importedBy: 'admin',
    withdrawnAt: null,
    withdrawnBy: null,
    withdrawReason: null,
  };
  imports.unshift(stored);
  return stored;
};

export const factorImports = (): { items: FactorImport[] } => ({ items: [...imports] });
