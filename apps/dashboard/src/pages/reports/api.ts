import type { PostReportJob, ReportJob, ReportJobList } from '@zerofab/contracts';
import { getJson, postJson, request } from '../../api/http';
import { site } from '../../api/paths';

export const REPORT_FORMATS = ['pdf', 'docx', 'xlsx', 'csv', 'json'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** The report file of a year. */
export const getReport = async (
  code: string,
  format: ReportFormat,
  year: number,
  lang: 'zh' | 'en',
  method: string,
  version: number | undefined,
): Promise<Blob> =>
  (
    await request(
      `${site(code)}/reports/inventory.${format}?year=${year}&lang=${lang}&${
        version === undefined ? `method=${encodeURIComponent(method)}` : `version=${version}`
      }`,
    )
  ).blob();

/** The audit bundle of a year: of a frozen version, else of the latest or of the present figures. */
export const getAuditBundle = async (
  code: string,
  year: number,
  version: number | undefined,
): Promise<Blob> =>
  (
    await request(
      `${site(code)}/reports/audit-bundle.zip?year=${year}${version === undefined ? '' : `&version=${version}`}`,
    )
  ).blob();

const jobs = (code: string): string => `${site(code)}/reports/jobs`;

/** Reports that this person had made in the background. */
export const getReportJobs = (code: string): Promise<ReportJobList> => getJson(jobs(code));
export const postReportJob = (code: string, question: PostReportJob): Promise<ReportJob> =>
  postJson(jobs(code), question);
export const cancelReportJob = (code: string, id: string): Promise<ReportJob> =>
  postJson(`${jobs(code)}/${id}/cancel`, {});
export const getReportJobFile = async (code: string, id: string): Promise<Blob> =>
  (await request(`${jobs(code)}/${id}/file`)).blob();
