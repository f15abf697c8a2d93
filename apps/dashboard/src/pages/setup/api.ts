import type { HistoryResult, PostHistory, PutSource, Source, SourceSuggestions } from '@zerofab/contracts';
import { getJson, postJson, putJson } from '../../api/http';
import { meterPath, site } from '../../api/paths';

export const getSuggestions = (code: string): Promise<SourceSuggestions> =>
  getJson(`${site(code)}/source-suggestions`);

export const putSource = (code: string, source: string, body: PutSource): Promise<Source> =>
  putJson(`${site(code)}/sources/${encodeURIComponent(source)}`, body);

export const postHistory = (code: string, meter: string, body: PostHistory): Promise<HistoryResult> =>
  postJson(`${meterPath(code, meter)}/history`, body);
