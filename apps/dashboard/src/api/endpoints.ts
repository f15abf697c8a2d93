import type {
  ActivityRecord,
  ApproveQualityPlan,
  BaseYear,
  Boundary,
  BoundaryVersionList,
  Bridge,
  CalculateRequest,
  CalculateResponse,
  Conflicts,
  Consumption,
  ElectricityAttributes,
  EmissionsSeries,
  FactorImport,
  FactorImportRequest,
  FactorPreview,
  FactorPreviewRequest,
  FactorsInUse,
  Evidence,
  FormulaDescription,
  Inventory,
  InventoryMatrix,
  LibraryFactor,
  LoginResponse,
  Meta,
  Meter,
  MethodRecord,
  NonFossilLedger,
  Overview,
  PostActivityData,
  PostParameter,
  PostProof,
  ProofRecord,
  Parameter,
  Part,
  PutBoundary,
  PutQualityPlan,
  PutSource,
  QualityPlan,
  QualityPlanVersionList,
  Readings,
  RecalculateBaseYear,
  RejectedMessages,
  Site,
  Source,
} from '@zerofab/contracts';
import { getJson, postJson, putJson, request } from './http';

const site = (code: string): string => `/sites/${encodeURIComponent(code)}`;
const meterPath = (code: string, meter: string): string =>
  `${site(code)}/meters/${encodeURIComponent(meter)}`;

/** Span of a question: local dates of the site or ISO 8601 instants, half-open. */
export interface Range {
  readonly from: string;
  readonly to: string;
}

export const login = (username: string, password: string): Promise<LoginResponse> =>
  postJson('/auth/login', { username, password });
export const getMeta = (): Promise<Meta> => getJson('/meta');
export const getSites = (): Promise<{ items: Site[] }> => getJson('/sites');
export const getOverview = (code: string): Promise<Overview> => getJson(`${site(code)}/overview`);
export const getMeters = (code: string): Promise<{ items: Meter[] }> => getJson(`${site(code)}/meters`);

export const getSeries = (
  code: string,
  range: Range,
  bucket: 'hour' | 'day' | 'month',
): Promise<EmissionsSeries> => getJson(`${site(code)}/emissions-series`, { ...range, bucket });

export const getInventory = (code: string, range: Range, method?: string): Promise<Inventory> =>
  getJson(`${site(code)}/inventory`, { ...range, method });

export const getMethods = (): Promise<{ items: MethodRecord[] }> => getJson('/accounting/methods');

export const getMatrix = (code: string, range: Range, method?: string): Promise<InventoryMatrix> =>
  getJson(`${site(code)}/inventory/matrix`, { ...range, method });

export const getBridge = (code: string, range: Range, from: string, to: string): Promise<Bridge> =>
  getJson(`${site(code)}/inventory/bridge`, { ...range, from_method: from, to_method: to });

export const getLedger = (code: string, year: number): Promise<NonFossilLedger> =>
  getJson(`${site(code)}/non-fossil-ledger`, { year });

export const getSources = (code: string): Promise<{ items: Source[] }> => getJson(`${site(code)}/sources`);

export const getActivityData = (code: string): Promise<{ items: ActivityRecord[] }> =>
  getJson(`${site(code)}/activity-data`);

export const postActivityData = (code: string, body: PostActivityData): Promise<ActivityRecord> =>
  postJson(`${site(code)}/activity-data`, body);

export const getEvidence = (code: string): Promise<{ items: Evidence[] }> =>
  getJson(`${site(code)}/evidence`);

/** Keeps a file as evidence: its bytes as they are. */
export const uploadEvidence = async (code: string, file: File): Promise<Evidence> => {
  const response = await request(`${site(code)}/evidence?name=${encodeURIComponent(file.name)}`, {
    method: 'POST',
    headers: { 'content-type': file.type === '' ? 'application/octet-stream' : file.type },
    body: file,
  });
  return (await response.json()) as Evidence;
};

/** The bytes of an evidence file. */
export const getEvidenceContent = async (code: string, id: string): Promise<Blob> =>
  (await request(`${site(code)}/evidence/${encodeURIComponent(id)}/content`)).blob();
export const putSource = (code: string, source: string, body: PutSource): Promise<Source> =>
  putJson(`${site(code)}/sources/${encodeURIComponent(source)}`, body);

export const getFormulas = (): Promise<{ items: FormulaDescription[] }> => getJson('/accounting/formulas');
export const getParts = (): Promise<{ items: Part[] }> => getJson('/accounting/parts');
/** Every record, or what was believed on a day. */
export const getParameters = (code: string, knownAt?: string): Promise<{ items: Parameter[] }> =>
  getJson(`${site(code)}/parameters`, { knownAt });
export const postParameter = (code: string, body: PostParameter): Promise<Parameter> =>
  postJson(`${site(code)}/parameters`, body);

export const getProofs = (code: string): Promise<{ items: ProofRecord[] }> =>
  getJson(`${site(code)}/energy-proofs`);
export const postProof = (code: string, body: PostProof): Promise<ProofRecord> =>
  postJson(`${site(code)}/energy-proofs`, body);
export const withdrawProof = (code: string, id: string, reason: string): Promise<ProofRecord> =>
  postJson(`${site(code)}/energy-proofs/${encodeURIComponent(id)}/withdraw`, { reason });
export const getAttributes = (code: string, range: Range): Promise<ElectricityAttributes> =>
  getJson(`${site(code)}/electricity-attributes`, { ...range });

export const getBoundary = (code: string, version?: number): Promise<Boundary> =>
  getJson(`${site(code)}/boundary`, { version });
export const putBoundary = (code: string, body: PutBoundary): Promise<Boundary> =>
  putJson(`${site(code)}/boundary`, body);
export const getBoundaryVersions = (code: string): Promise<BoundaryVersionList> =>
  getJson(`${site(code)}/boundary/versions`);
export const getBaseYear = (code: string): Promise<BaseYear> => getJson(`${site(code)}/base-year`);
export const recalculateBaseYear = (code: string, body: RecalculateBaseYear): Promise<BaseYear> =>
  postJson(`${site(code)}/base-year/recalculate`, body);

export const getQualityPlan = (code: string, version?: number): Promise<QualityPlan> =>
  getJson(`${site(code)}/quality-plan`, { version });
export const getQualityPlanVersions = (code: string): Promise<QualityPlanVersionList> =>
  getJson(`${site(code)}/quality-plan/versions`);
export const putQualityPlan = (code: string, body: PutQualityPlan): Promise<QualityPlan> =>
  putJson(`${site(code)}/quality-plan`, body);
export const approveQualityPlan = (code: string, body: ApproveQualityPlan): Promise<QualityPlan> =>
  postJson(`${site(code)}/quality-plan/approve`, body);

export const getFactors = (): Promise<{ version: string; items: LibraryFactor[] }> => getJson('/factors');

export const getFactorsInUse = (code: string, range: Range): Promise<FactorsInUse> =>
  getJson(`${site(code)}/factors-in-use`, { ...range });

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

export const getConsumption = (
  code: string,
  range: Range,
  query: { meter: string; register?: string; bucket: '15m' | 'hour' | 'day' | 'month' },
): Promise<Consumption> => getJson(`${site(code)}/consumption`, { ...range, ...query });

export const getReadings = (
  code: string,
  meter: string,
  query: Range & { register: string; limit: number; order: 'asc' | 'desc'; cursor?: string },
): Promise<Readings> => getJson(`${meterPath(code, meter)}/readings`, { ...query });

export const getRejected = (code: string, limit: number, cursor?: string): Promise<RejectedMessages> =>
  getJson(`${site(code)}/rejected-messages`, { limit, cursor });

export const getRejectedPayload = async (code: string, id: string): Promise<string> =>
  (await request(`${site(code)}/rejected-messages/${encodeURIComponent(id)}/payload`)).text();

export const getConflicts = (code: string, limit: number, cursor?: string): Promise<Conflicts> =>
  getJson(`${site(code)}/conflicts`, { limit, cursor });

export const calculate = (body: CalculateRequest): Promise<CalculateResponse> =>
  postJson('/accounting/calculate', body);

/** The report file of a year. */
export const getReport = async (
  code: string,
  format: 'xlsx' | 'json',
  year: number,
  lang: 'zh' | 'en',
): Promise<Blob> =>
  (await request(`${site(code)}/reports/inventory.${format}?year=${year}&lang=${lang}`)).blob();
