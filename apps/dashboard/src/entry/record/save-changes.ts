import type { PostActivityData } from '@zerofab/contracts';
import type { ApiError } from '../../api/http';
import { asApiError } from '../../api/use-resource';
import { requestOf, type Change } from './changes';

export interface SaveReport {
  readonly saved: readonly { readonly change: Change }[];
  readonly refused: readonly { readonly change: Change; readonly error: ApiError }[];
  /** Not sent, because the server was not reached or let nothing more through. */
  readonly left: readonly Change[];
  /** Why it stopped; null when every value was answered. Whether the value sent last is kept is then unknown. */
  readonly stopped: ApiError | null;
}

/** An answer about the value itself; every other failure concerns the next value as much. */
const isAboutTheValue = ({ status }: ApiError): boolean => [400, 404, 409, 422].includes(status);

/**
 * Sends new and changed values one after the other. What is refused does not hold up the rest; when the server is gone
 * it stops, so that nothing is sent into the dark.
 */
export const saveChanges = async (
  changes: readonly Change[],
  words: { readonly evidence: string; readonly note: string },
  post: (body: PostActivityData) => Promise<unknown>,
  progress: (done: number) => void = () => undefined,
): Promise<SaveReport> => {
  const wanted = changes.filter(({ status }) => status === 'new' || status === 'changed');
  const saved: { change: Change }[] = [];
  const refused: { change: Change; error: ApiError }[] = [];
  for (const [index, change] of wanted.entries()) {
    const { value } = change;
    if (value === null) continue;
    try {
      await post(requestOf({ ...change, value }, words));
      saved.push({ change });
    } catch (failure) {
      const error = asApiError(failure);
      if (!isAboutTheValue(error)) return { saved, refused, left: wanted.slice(index), stopped: error };
      refused.push({ change, error });
    }
    progress(index + 1);
  }
  return { saved, refused, left: [], stopped: null };
};

/**
 * The report in the light of what is recorded now. A value that was refused and yet stands there is saved: a browser
 * sends a request again when the connection broke, and the second one meets the first.
 */
export const settle = (report: SaveReport, now: readonly Change[]): SaveReport => {
  const there = new Set(now.filter(({ status }) => status === 'unchanged').map(({ key }) => key));
  return {
    ...report,
    saved: [...report.saved, ...report.refused.filter(({ change }) => there.has(change.key))],
    refused: report.refused.filter(({ change }) => !there.has(change.key)),
  };
};
