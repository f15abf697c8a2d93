import type {
  AmendEngagement,
  CheckDatum,
  Conclude,
  DatumDetail,
  EngagementList,
  EngagementView,
  Evidence,
  FindingList,
  FindingView,
  OpenEngagement,
  RaiseFinding,
  Sampling,
  Source,
  Unproven,
} from '@zerofab/contracts';
import { getJson, postJson, putJson, request } from '../../api/http';
import { site } from '../../api/paths';

const desk = (code: string): string => `${site(code)}/verification/engagements`;
const one = (code: string, id: string): string => `${desk(code)}/${encodeURIComponent(id)}`;

export const getEngagements = (code: string, year: number): Promise<EngagementList> =>
  getJson(desk(code), { year });
export const getEngagement = (code: string, id: string): Promise<EngagementView> => getJson(one(code, id));
export const openEngagement = (code: string, body: OpenEngagement): Promise<EngagementView> =>
  postJson(desk(code), body);
export const amendEngagement = (code: string, id: string, body: AmendEngagement): Promise<EngagementView> =>
  putJson(one(code, id), body);

/** bind, withdraw. */
export const stepEngagement = (
  code: string,
  id: string,
  step: 'bind' | 'withdraw',
  reason: string,
): Promise<EngagementView> => postJson(`${one(code, id)}/${step}`, { reason });
export const concludeEngagement = (code: string, id: string, body: Conclude): Promise<EngagementView> =>
  postJson(`${one(code, id)}/conclude`, body);

/** Attaches the verification statement: the bytes of the file as they are. */
export const attachStatement = async (code: string, id: string, file: File): Promise<void> => {
  await request(`${one(code, id)}/statement?name=${encodeURIComponent(file.name)}`, {
    method: 'POST',
    headers: { 'content-type': file.type === '' ? 'application/octet-stream' : file.type },
    body: file,
  });
};

export const getSampling = (
  code: string,
  id: string,
  query: { readonly chosen: 'yes' | 'all'; readonly kind: string | undefined; readonly after: number },
): Promise<Sampling> => getJson(`${one(code, id)}/sampling`, { ...query, limit: 100 });
export const getDatum = (code: string, id: string, datum: string): Promise<DatumDetail> =>
  getJson(`${one(code, id)}/data/${encodeURIComponent(datum)}`);
export const checkDatum = (code: string, id: string, datum: string, body: CheckDatum): Promise<unknown> =>
  putJson(`${one(code, id)}/data/${encodeURIComponent(datum)}/check`, body);

export const getFindings = (code: string, id: string): Promise<FindingList> =>
  getJson(`${one(code, id)}/findings`);
export const raiseFinding = (code: string, id: string, body: RaiseFinding): Promise<FindingView> =>
  postJson(`${one(code, id)}/findings`, body);

/** close, withdraw, reopen with `reason`; answer with `text`. */
export const stepFinding = (
  code: string,
  { engagement, id, version }: Pick<FindingView, 'engagement' | 'id' | 'version'>,
  step: 'answer' | 'close' | 'withdraw' | 'reopen',
  body: object,
): Promise<FindingView> =>
  postJson(`${one(code, engagement)}/findings/${id}/${step}`, { ...body, expectedVersion: version });

/** Files of the vault, by what names them. */
export const findEvidence = (
  code: string,
  query: { source: string | undefined; period: string | undefined; text: string | undefined },
): Promise<{ items: Evidence[] }> => getJson(`${site(code)}/evidence`, query);

/** Records by hand that name no file of the vault. */
export const getUnproven = (
  code: string,
  query: { period: string; source: string | undefined },
): Promise<Unproven> => getJson(`${site(code)}/evidence/unproven`, query);

export const getSources = (code: string): Promise<{ items: Source[] }> => getJson(`${site(code)}/sources`);
