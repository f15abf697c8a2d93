import type { LibraryFactor } from '@zerofab/contracts';
import { MISSING } from '../../format/number';

/** Days on which a factor is the latest published, open at its end while nothing newer is known. */
export const validityText = ({ validFrom, validTo }: LibraryFactor): string =>
  validFrom === null ? MISSING : `${validFrom} – ${validTo ?? ''}`;
