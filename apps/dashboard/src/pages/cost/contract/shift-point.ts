/** Decimal text × 10ⁿ, by its digits alone. */
export const shiftPoint = (text: string, digits: number): string => {
  const [, whole = '', part = ''] = /^(\d+)(?:\.(\d*))?$/.exec(text.trim()) ?? [];
  if (whole === '') return text;
  const all = `${'0'.repeat(Math.max(0, -digits))}${whole}${part}${'0'.repeat(Math.max(0, digits))}`;
  const point = all.length - part.length - Math.max(0, digits) + digits;
  const trimmed = `${all.slice(0, point).replace(/^0+(?=\d)/, '')}.${all.slice(point)}`.replace(/\.?0*$/, '');
  return trimmed === '' ? '0' : trimmed;
};
