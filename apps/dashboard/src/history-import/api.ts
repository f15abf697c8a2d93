import type { HistoryResult, PostHistory } from '@zerofab/contracts';
import { postJson } from '../api/http';
import { meterPath } from '../api/paths';

export const postHistory = (code: string, meter: string, body: PostHistory): Promise<HistoryResult> =>
  postJson(`${meterPath(code, meter)}/history`, body);
