import type {
  ApproveQualityPlan,
  BaseYear,
  Boundary,
  BoundaryVersionList,
  FormulaDescription,
  Part,
  PutBoundary,
  PutQualityPlan,
  PutSource,
  QualityPlan,
  QualityPlanVersionList,
  RecalculateBaseYear,
  Source,
} from '@zerofab/contracts';
import { getJson, postJson, putJson } from '../../api/http';
import { site } from '../../api/paths';

export const putSource = (code: string, source: string, body: PutSource): Promise<Source> =>
  putJson(`${site(code)}/sources/${encodeURIComponent(source)}`, body);

export const getFormulas = (): Promise<{ items: FormulaDescription[] }> => getJson('/accounting/formulas');

export const getParts = (): Promise<{ items: Part[] }> => getJson('/accounting/parts');

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
