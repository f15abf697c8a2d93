import type { AuditLogPage } from '@zerofab/contracts';
import { getJson, request } from '../../api/http';

/** What is asked of the log; what is empty is left out. */
export interface AuditFilter {
  readonly from: string;
  readonly to: string;
  readonly site: string;
  readonly kind: string;
  readonly actor: string;
}

const given = (filter: Partial<AuditFilter>): Record<string, string> =>
  Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== ''));

export const getAuditLog = (filter: AuditFilter, after: number): Promise<AuditLogPage> =>
  getJson('/audit-log', { ...given(filter), after });

/** The file for `npm run verify -- --audit-log FILE`. */
export const getAuditExport = async ({ from, to, site }: AuditFilter): Promise<Blob> =>
  (await request(`/audit-log/export?${new URLSearchParams(given({ from, to, site })).toString()}`)).blob();

export const getAuditRoots = async ({ from, to }: AuditFilter): Promise<Blob> =>
  (await request(`/audit-log/roots?${new URLSearchParams(given({ from, to })).toString()}`)).blob();
