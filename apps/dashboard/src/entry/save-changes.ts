import type { ActivityRecord, PostActivityData } from '@zerofab/contracts';
import type { ApiError } from '../api/http';
import { asApiError } from '../api/use-resource';
import { requestOf, type Change } from './changes';

export interface SaveReport {
  readonly saved: readonly { readonly change: Change; readonly record: ActivityRecord }[];
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
  post: (body: PostActivityData) => Promise<ActivityRecord>,
  progress: (done: number) => void = () => undefined,
): Promise<SaveReport> => {
  const wanted = changes.filter(({ status }) => status === 'new' || status === 'changed');
  const saved: { change: Change; record: ActivityRecord }[] = [];
  const refused: { change: Change; error: ApiError }[] = [];
  for (const [index, change] of wanted.entries()) {
    const { value } = change;
    if (value === null) continue;
    try {
      saved.push({ change, record: await post(requestOf({ ...change, value }, words)) });
    } catch (failure) {
      const error = asApiError(failure);
      if (!isAboutTheValue(error)) return { saved, refused, left: wanted.slice(index), stopped: error };
      refused.push({ change, error });
    }
    progress(index + 1);
  }
  return { saved, refused, left: [], stopped: null };
};
