import { ref, type Ref } from 'vue';
import { ApiError } from '../../api/http';

/** A value the server finds unusual, and why whoever enters it says that it is right. */
export interface Doubt {
  readonly field: string;
  /** Value and unit as the server named them. */
  readonly value: string;
  readonly reason: string;
}

/** The values a refusal asks to confirm; empty where it is about something else. */
const doubtsOf = (failure: unknown): Doubt[] =>
  failure instanceof ApiError && failure.problem.type === '/problems/needs-confirmation'
    ? (failure.problem.errors ?? []).flatMap(({ field, doubts }) =>
        doubts === undefined ? [] : [{ field, value: doubts, reason: '' }],
      )
    : [];

/** Keeps what the server doubts of a form, so that its reasons can be asked for and sent with the next attempt. */
export const useDoubts = (): {
  readonly doubts: Ref<Doubt[]>;
  readonly listen: <T>(work: () => Promise<T>) => Promise<T>;
} => {
  const doubts = ref<Doubt[]>([]);
  const listen = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (failure) {
      const known = doubts.value;
      const found = doubtsOf(failure);
      // A reason that was typed for the same value stays.
      if (found.length > 0)
        doubts.value = found.map(
          (doubt) =>
            known.find(({ field, value }) => field === doubt.field && value === doubt.value) ?? doubt,
        );
      throw failure;
    }
  };
  return { doubts, listen };
};
