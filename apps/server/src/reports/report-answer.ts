import { editionInForce } from '@zerofab/accounting';
import type { ReportQuery } from '@zerofab/contracts';
import { methodSlug } from '@zerofab/vocabulary';

const OFFICE = 'application/vnd.openxmlformats-officedocument';
export const CONTENT_TYPES = {
  xlsx: `${OFFICE}.spreadsheetml.sheet`,
  docx: `${OFFICE}.wordprocessingml.document`,
  pdf: 'application/pdf',
} as const;

export interface Reply {
  header(name: string, value: string): unknown;
}

export const attach = (reply: Reply, name: string): void => {
  reply.header('content-disposition', `attachment; filename="${name}"`);
};

/** Name of a report: two methods or versions of one year must not overwrite each other. */
export const fileName = ({ year, method, version }: Omit<ReportQuery, 'lang'>, site: string): string =>
  [
    'zerofab-inventory',
    site,
    String(year),
    methodSlug(method ?? editionInForce(`${String(year)}-12-31`).id),
    ...(version === undefined ? [] : [`v${String(version)}`]),
  ].join('-');
