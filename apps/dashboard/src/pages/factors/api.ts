import type {
  CheckLines,
  Comparison,
  FactorImport,
  FactorImportRequest,
  FactorPreview,
  FactorPreviewRequest,
  FactorsInUse,
  LineChecks,
  PostComparison,
  PostParameter,
  Parameter,
} from '@zerofab/contracts';
import { getJson, postJson, request } from '../../api/http';
import { site, type Range } from '../../api/paths';

export const postParameter = (code: string, body: PostParameter): Promise<Parameter> =>
  postJson(`${site(code)}/parameters`, body);

export const getFactorsInUse = (code: string, range: Range): Promise<FactorsInUse> =>
  getJson(`${site(code)}/factors-in-use`, { ...range });

export const getComparisons = (): Promise<{ items: Comparison[] }> => getJson('/factors/comparisons');

export const postComparison = (body: PostComparison): Promise<Comparison> =>
  postJson('/factors/comparisons', body);

export const checkLines = (body: CheckLines): Promise<LineChecks> =>
  postJson('/accounting/check-lines', body);

export const previewFactors = (body: FactorPreviewRequest): Promise<FactorPreview> =>
  postJson('/factors/preview', body);

export const importFactors = (body: FactorImportRequest): Promise<FactorImport> =>
  postJson('/factors/imports', body);

export const getFactorImports = (): Promise<{ items: FactorImport[] }> => getJson('/factors/imports');

export const withdrawFactorImport = (id: string, reason: string): Promise<FactorImport> =>
  postJson(`/factors/imports/${encodeURIComponent(id)}/withdraw`, { reason });

/** A table of the factor library, or the file of an import as it was given. */
export const getFactorCsv = async (of: { table: string } | { import: string }): Promise<Blob> =>
  (
    await request(
      'table' in of
        ? `/factors/table.csv?table=${encodeURIComponent(of.table)}`
        : `/factors/imports/${encodeURIComponent(of.import)}/file.csv`,
    )
  ).blob();
