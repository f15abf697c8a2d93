import type { PutSource, Source, SourceSuggestions } from '@zerofab/contracts';
import { getJson, putJson } from '../../api/http';
import { site } from '../../api/paths';

export const getSuggestions = (code: string): Promise<SourceSuggestions> =>
  getJson(`${site(code)}/source-suggestions`);

export const putSource = (code: string, source: string, body: PutSource): Promise<Source> =>
  putJson(`${site(code)}/sources/${encodeURIComponent(source)}`, body);
