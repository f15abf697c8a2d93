import {
  computed,
  inject,
  onBeforeUnmount,
  provide,
  reactive,
  ref,
  watch,
  type ComputedRef,
  type InjectionKey,
} from 'vue';
import type { ApiError } from '../../api/http';
import { useText } from '../../text/use-text';
import { placeErrors, type FieldError } from './place-errors';

interface FormErrors {
  readonly at: ComputedRef<ReadonlyMap<string, readonly string[]>>;
  /** Tells that a box of this path is on screen; the answer takes it off again. */
  readonly show: (path: string) => () => void;
}
const KEY: InjectionKey<FormErrors> = Symbol('form errors');

/** Of a form: sets what is wrong, each error goes to its box (`useErrorsAt`), the rest stands at the top. */
export const useFormErrors = () => {
  const { say } = useText();
  const errors = ref<readonly FieldError[]>([]);
  const boxes = reactive(new Map<string, number>());
  const placed = computed(() => placeErrors(errors.value, boxes.keys()));
  const show = (path: string): (() => void) => {
    boxes.set(path, (boxes.get(path) ?? 0) + 1);
    return () => {
      const left = (boxes.get(path) ?? 1) - 1;
      if (left === 0) boxes.delete(path);
      else boxes.set(path, left);
    };
  };
  provide(KEY, { at: computed(() => placed.value.at), show });
  /** What a refusal says: by field where it names fields, else as a whole. */
  const refuse = ({ problem }: ApiError): void => {
    errors.value =
      problem.errors === undefined || problem.errors.length === 0
        ? [{ field: '', detail: problem.detail }]
        : problem.errors.map(({ field, detail, text }) => ({
            field,
            detail: text === undefined ? detail : say(text),
          }));
  };
  return { errors, rest: computed(() => placed.value.rest), refuse };
};

/** Of a box: what is wrong with it. Outside a form nothing is. */
export const useErrorsAt = (path: () => string): ComputedRef<readonly string[]> => {
  const form = inject(KEY, null);
  let hide: (() => void) | undefined;
  watch(
    path,
    (now) => {
      hide?.();
      hide = form?.show(now);
    },
    { immediate: true },
  );
  onBeforeUnmount(() => hide?.());
  return computed(() => form?.at.value.get(path()) ?? []);
};
