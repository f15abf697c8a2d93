import { ref, type Ref } from 'vue';
import type { ApiError } from '../../api/http';
import { asApiError } from '../../api/use-resource';

/** Runs what asks the server; a refusal goes to `refused`, and what was typed stays. */
export const useSending = (
  refused: (error: ApiError) => void,
): { readonly sending: Ref<boolean>; readonly send: (work: () => Promise<void>) => Promise<void> } => {
  const sending = ref(false);
  const send = async (work: () => Promise<void>): Promise<void> => {
    sending.value = true;
    try {
      await work();
    } catch (failure) {
      refused(asApiError(failure));
    } finally {
      sending.value = false;
    }
  };
  return { sending, send };
};
