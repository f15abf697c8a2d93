import type {
  Connection,
  Credentials,
  GridRegionList,
  Meter,
  MeterPreview,
  MetersImported,
  PreviewMeters,
  RefusedLogins,
  RejectedMessages,
  Site,
  UnitList,
} from '@zerofab/contracts';
import type { z } from 'zod';
import type { importMetersSchema, putMeterSchema, putSiteSchema, putUnitsSchema } from '@zerofab/contracts';
import { getJson, postJson, putJson, request } from '../api/http';
import { meterPath, site } from '../api/paths';

/** Bodies as they are sent: what the contract fills in may be left out. */
export type SiteBody = z.input<typeof putSiteSchema>;
export type MeterBody = z.input<typeof putMeterSchema>;
export type UnitsBody = z.input<typeof putUnitsSchema>;
type ImportBody = z.input<typeof importMetersSchema>;

export const putSite = (code: string, body: SiteBody): Promise<Site> => putJson(site(code), body);

export const getGridRegions = (): Promise<GridRegionList> => getJson('/grid-regions');

export const getUnits = (code: string): Promise<UnitList> => getJson(`${site(code)}/units`);

export const putUnits = (code: string, body: UnitsBody): Promise<UnitList> =>
  putJson(`${site(code)}/units`, body);

export const putMeter = (code: string, meter: string, body: MeterBody): Promise<Meter> =>
  putJson(meterPath(code, meter), body);

export const previewMeters = (code: string, body: PreviewMeters): Promise<MeterPreview> =>
  postJson(`${site(code)}/meter-import/preview`, body);

export const importMeters = (code: string, body: ImportBody): Promise<MetersImported> =>
  postJson(`${site(code)}/meter-import`, body);

export const getTemplate = async (code: string, kind: 'xlsx' | 'csv', lang: 'zh' | 'en'): Promise<Blob> =>
  (await request(`${site(code)}/meter-import/template.${kind}?lang=${lang}`)).blob();

export const issueCredentials = (code: string, meter: string): Promise<Credentials> =>
  postJson(`${meterPath(code, meter)}/credentials`, {});

export const getConnection = (code: string): Promise<Connection> => getJson(`${site(code)}/connection`);

export const getLatestRejected = (code: string): Promise<RejectedMessages> =>
  getJson(`${site(code)}/rejected-messages`, { limit: 20 });

export const getRefusedLogins = (code: string): Promise<RefusedLogins> =>
  getJson(`${site(code)}/refused-logins`);
