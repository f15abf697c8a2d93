import { BOUNDARY_SYSTEM_LABELS } from '@zerofab/vocabulary';
import { useText } from '../../../text/use-text';

/** Paths and values of a changed boundary in words; what has no word stands as it is in the record. */
export const useBoundaryText = () => {
  const { t, te, word } = useText();
  const known = (key: string, otherwise: string): string => (te(key) ? t(key) : otherwise);
  const part = (name: string): string => {
    if (/^\d+$/.test(name)) return `#${Number(name) + 1}`;
    return known(`boundaryTab.field.${name}`, word(BOUNDARY_SYSTEM_LABELS, name));
  };
  return {
    name: (path: readonly string[]): string => path.map(part).join(' › '),
    show: (path: readonly string[], value: string): string => {
      if (path.at(-1) === 'tenure') return known(`boundaryTab.tenure.${value}`, value);
      if (path.at(-1) !== 'kind') return value;
      return path.at(-2) === 'effect'
        ? known(`boundaryTab.effectKind.${value}`, value)
        : known(`boundaryTab.changeKind.${value}`, value);
    },
  };
};
