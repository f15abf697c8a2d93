import { BAND_LABELS, type Band, type Bilingual } from '@zerofab/vocabulary';

/** Lines whose codes are common; another is shown by its code. */
const KNOWN = new Set([
  'energy',
  'lineLoss',
  'transmission',
  'systemOperation',
  'governmentFunds',
  'demand',
  'capacity',
  'powerFactor',
  'tax',
]);

/** The name of a line by its code; of a banded line or a tier by what stands before the dot. */
const lineName = (code: string, t: (key: string) => string): string => {
  const [own = code] = code.split('.');
  return KNOWN.has(own) ? t(`cost.lines.${own}`) : own;
};

/** Its name with its band. */
export const lineTitle = (
  code: string,
  band: Band | null,
  t: (key: string) => string,
  say: (text: Bilingual) => string,
): string => (band === null ? lineName(code, t) : `${lineName(code, t)} · ${say(BAND_LABELS[band])}`);
