import { request } from '../../api/http';
import { site } from '../../api/paths';

/** The report file of a year. */
export const getReport = async (
  code: string,
  format: 'xlsx' | 'json',
  year: number,
  lang: 'zh' | 'en',
  method: string,
): Promise<Blob> =>
  (
    await request(
      `${site(code)}/reports/inventory.${format}?year=${year}&lang=${lang}&method=${encodeURIComponent(method)}`,
    )
  ).blob();
