import { refusedField } from '@zerofab/vocabulary';
import { SCHEMES } from './generated/schemes.js';
import type { Scheme } from './scheme.js';

/** All schemes, in the order in which they are offered. */
export const schemes = (): readonly Scheme[] => SCHEMES;

/**
 * The scheme with this id.
 * @param among those there are; default: those of the product
 * @throws RefusedError `scoring-unknown-scheme`, listing what there is
 */
export const schemeById = (id: string, among: readonly Scheme[] = SCHEMES): Scheme => {
  const scheme = among.find((candidate) => candidate.id === id);
  if (scheme !== undefined) return scheme;
  const all = among.map((each) => each.id).join(', ');
  throw refusedField('scoring-unknown-scheme', 'scheme', {
    zh: `没有评价方案“${id}”；可用方案：${all}`,
    en: `There is no scheme "${id}"; schemes: ${all}`,
  });
};
