import type { Proof } from './proof.js';

type Serials = Pick<Proof, 'registry' | 'serialFrom' | 'serialTo'>;

/** Serial numbers first…last of one series, in the one form in which two claims can be compared. */
export interface SerialRange {
  /** Register, and what stands before the counting digits of the number. */
  readonly series: string;
  readonly first: bigint;
  readonly last: bigint;
}

const squeezed = (text: string): string =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\p{P}\p{Z}\p{S}\p{C}]/gu, '');

/**
 * China has one register of green certificates (发改能源〔2023〕1044号), however it is called; two names of one register
 * would hide a double claim. Names of I-REC likewise.
 */
const REGISTERS: readonly (readonly [RegExp, string])[] = [
  [/GEC|绿证|绿色电力证书|綠證|GREEN(ELECTRICITY|ENERGY|POWER)?CERTIFICATE/, 'CNGEC'],
  [/IREC|INTERNATIONALREC|INTERNATIONALRENEWABLE/, 'IREC'],
];
const registerOf = (text: string): string => {
  const name = squeezed(text);
  return REGISTERS.find(([pattern]) => pattern.test(name))?.[1] ?? name;
};

/** Letters (or nothing), then the digits that count; 30 of them are more than any register prints. */
const NUMBER = /^(.*\D)?(\d{1,30})$/u;
const numberOf = (text: string): { letters: string; digits: bigint } | null => {
  const match = NUMBER.exec(squeezed(text));
  return match === null ? null : { letters: match[1] ?? '', digits: BigInt(match[2] ?? '0') };
};

/**
 * The range of a claim; null where it has no serial numbers or they are no range. Spaces, separators, letter case, full
 * width and leading zeros make no difference: `GEC-2025-0001` is `gec 20250001`.
 */
export const serialRange = ({ registry, serialFrom, serialTo }: Serials): SerialRange | null => {
  if (registry === null || serialFrom === null || serialTo === null) return null;
  const [first, last] = [numberOf(serialFrom), numberOf(serialTo)];
  if (first === null || last === null) return null;
  if (first.letters !== last.letters || last.digits < first.digits) return null;
  return { series: `${registerOf(registry)}:${first.letters}`, first: first.digits, last: last.digits };
};

/**
 * The serial numbers that two claims both hold; null where there are none. A certificate counts once, for one claimant
 * (digest §9: sold once, one claim, one claimant).
 */
export const serialOverlap = (a: Serials, b: Serials): SerialRange | null => {
  const [one, other] = [serialRange(a), serialRange(b)];
  if (one === null || other === null || one.series !== other.series) return null;
  const first = one.first > other.first ? one.first : other.first;
  const last = one.last < other.last ? one.last : other.last;
  return first > last ? null : { series: one.series, first, last };
};
