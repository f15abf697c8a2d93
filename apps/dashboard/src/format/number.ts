/** Narrow no-break space: between groups of three digits, before units and %. */
export const NNBSP = '\u202f';
/** The real minus sign. */
export const MINUS = '\u2212';
/** What stands where a figure is missing. Never 0. */
export const MISSING = '—';

/**
 * Number with a fixed count of decimals, groups of three from 1 000 and a real minus.
 * `null` and non-finite values are missing: `—`. A value that rounds to 0 loses its minus.
 */
export function formatFixed(value: number | null | undefined, decimals: number): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return MISSING;
  const fixed = Math.abs(value).toFixed(decimals);
  const negative = value < 0 && Number(fixed) !== 0;
  return (negative ? MINUS : '') + groupDigits(fixed);
}

/** As formatFixed, with a sign on changes: `+1.2`, `−0.4`, `0`. */
export function formatSigned(value: number | null | undefined, decimals: number): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return MISSING;
  const text = formatFixed(value, decimals);
  return value > 0 && Number(Math.abs(value).toFixed(decimals)) !== 0 ? `+${text}` : text;
}

/** Share 0..1 as `12.3 %`; not a number → `—`. */
export function formatShare(share: number | null | undefined): string {
  if (share === null || share === undefined || !Number.isFinite(share)) return MISSING;
  return `${formatFixed(share * 100, 1)}${NNBSP}%`;
}

/** Change as `+1.2 %`, the sign always. */
export function formatChange(change: number | null | undefined): string {
  if (change === null || change === undefined || !Number.isFinite(change)) return MISSING;
  return `${formatSigned(change * 100, 1)}${NNBSP}%`;
}

/** Coverage 0..1 as `99.6 %`, rounded down: never shown as 100 while something is missing. */
export function formatCoverage(coverage: number): string {
  if (coverage >= 1) return `100${NNBSP}%`;
  return `${formatFixed(Math.floor(coverage * 1000 + 1e-9) / 10, 1)}${NNBSP}%`;
}

/** Decimal text as stored, every digit kept: factors and traces are never rounded. */
export function formatExact(text: string | null | undefined): string {
  if (text === null || text === undefined || text === '') return MISSING;
  const plain = text.startsWith('-') ? text.slice(1) : text;
  return (text.startsWith('-') ? MINUS : '') + groupDigits(plain);
}

/**
 * Decimal text for a line of a calculation: stored digits are never rounded, but a tail beyond ten decimals is cut
 * and shown as `…`. The whole number stands in the tooltip and the JSON.
 */
export function formatLong(text: string | null | undefined): string {
  const exact = formatExact(text);
  const point = exact.indexOf('.');
  return point >= 0 && exact.length - point > 11 ? `${exact.slice(0, point + 9)}…` : exact;
}

/** The digits as clipboard and exports carry them: `31420.5`. */
export function plainNumber(value: number | null, decimals: number): string {
  return value === null ? '' : String(Number(value.toFixed(decimals)));
}

function groupDigits(unsigned: string): string {
  const [whole = '', fraction] = unsigned.split('.');
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, NNBSP);
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}
