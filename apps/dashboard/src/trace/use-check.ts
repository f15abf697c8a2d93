import { shallowRef, watch, type ShallowRef } from 'vue';
import { asApiError } from '../api/use-resource';
import type { Recomputation } from './recompute';

/** Where the recomputation of an open trace stands. */
export type CheckState =
  | { readonly state: 'none' | 'running' }
  | Recomputation
  | { readonly state: 'failed'; readonly detail: string };

/** Recomputes whenever `subject` changes; an older answer never overwrites a newer one. */
export function useCheck<T>(
  subject: () => T | null,
  recompute: (subject: T) => Promise<Recomputation>,
): Readonly<ShallowRef<CheckState>> {
  const check = shallowRef<CheckState>({ state: 'none' });
  let round = 0;
  const run = async (target: T | null): Promise<void> => {
    round += 1;
    const mine = round;
    check.value = { state: target === null ? 'none' : 'running' };
    if (target === null) return;
    let outcome: CheckState;
    try {
      outcome = await recompute(target);
    } catch (error) {
      outcome = { state: 'failed', detail: asApiError(error).problem.detail };
    }
    if (mine === round) check.value = outcome;
  };
  watch(subject, (target) => void run(target), { immediate: true });
  return check;
}
