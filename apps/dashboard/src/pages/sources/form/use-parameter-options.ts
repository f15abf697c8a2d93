import { computed, type ComputedRef } from 'vue';
import type { Option } from '../../../kit/form/option';
import { useText } from '../../../text/use-text';
import { useSourceLibrary } from './use-source-library';

/** Codes of the site's parameters, with the name and unit of the latest record. */
export const useParameterOptions = (): ComputedRef<Option[]> => {
  const { say } = useText();
  const { lists } = useSourceLibrary();
  return computed(() => {
    const current = lists.value.parameters.filter(({ replacedBy }) => replacedBy === null);
    const byCode = new Map(current.map((record) => [record.code, record]));
    return [...byCode].map(([code, { name, unit }]) => ({
      value: code,
      label: `${say(name)} · ${code} [${unit}]`,
    }));
  });
};
