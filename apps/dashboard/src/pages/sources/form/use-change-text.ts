import { BOUNDARY_SYSTEM_LABELS, SOURCE_CATEGORY_LABELS } from '@zerofab/vocabulary';
import { useText } from '../../../text/use-text';

/** Paths and values of a changed source in words; what has no word stands as it is in the record. */
export const useChangeText = () => {
  const { t, te, word } = useText();
  const known = (key: string, otherwise: string): string => (te(key) ? t(key) : otherwise);
  const name = (path: readonly string[]): string =>
    path
      .map((part) => (/^\d+$/.test(part) ? `#${Number(part) + 1}` : known(`sourceForm.field.${part}`, part)))
      .join(' › ');
  const show = (path: readonly string[], value: string): string => {
    switch (path.at(-1)) {
      case 'category':
        return word(SOURCE_CATEGORY_LABELS, value);
      case 'system':
        return word(BOUNDARY_SYSTEM_LABELS, value);
      case 'included':
        return t(`sourceForm.yesNo.${value}`);
      case 'kind':
        return known(`sourceForm.kind.${value}`, value);
      default:
        return value;
    }
  };
  return { name, show };
};
