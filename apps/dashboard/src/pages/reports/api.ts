import { request } from '../../api/http';
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
