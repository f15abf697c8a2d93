import type { CentreFunctions, PutScoringInput, ScoringInputAnswer, SiteScore } from '@zerofab/contracts';
import { getJson, putJson } from '../api/http';
import { site } from '../api/paths';

export type ScoreKind = 'zero-carbon' | 'green-factory';

export const getScore = (
  code: string,
  kind: ScoreKind,
  query: Readonly<Record<string, string | number | undefined>>,
): Promise<SiteScore> => getJson(`${site(code)}/scores/${kind}`, { ...query });

/** Tells an input of a score; `expectedVersion` of the body says which version is corrected. */
export const putScoringInput = (
  code: string,
  at: { readonly scheme: string; readonly year: number; readonly name: string },
  body: PutScoringInput,
): Promise<ScoringInputAnswer> =>
  putJson(`${site(code)}/scores/inputs/${at.scheme}/${String(at.year)}/${encodeURIComponent(at.name)}`, body);

/** Live tests of the functions of the energy-carbon centre. */
export const getFunctions = (code: string): Promise<CentreFunctions> =>
  getJson(`${site(code)}/scores/centre-functions`);
