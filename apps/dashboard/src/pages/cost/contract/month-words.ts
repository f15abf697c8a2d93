/** Months as a person writes them: `7-9`, `1-6, 10-12`; empty: all. What cannot be read is NaN, for the schema to refuse. */
export const monthsOf = (text: string): number[] | undefined => {
  if (text.trim() === '') return undefined;
  return text.split(/[,，、\s]+/).flatMap((part) => {
    const [, first = '', last = first] = /^(\d{1,2})(?:[-–~](\d{1,2}))?$/.exec(part) ?? [];
    const [from, to] = [Number(first), Number(last)];
    if (first === '' || from < 1 || to > 12 || to < from) return [Number.NaN];
    return Array.from({ length: to - from + 1 }, (_, index) => from + index);
  });
};

/** The way back: neighbours as a stretch. */
export const monthWords = (months: readonly number[] | undefined): string => {
  const stretches: [number, number][] = [];
  for (const month of [...(months ?? [])].sort((a, b) => a - b)) {
    const last = stretches.at(-1);
    if (last !== undefined && last[1] + 1 === month) last[1] = month;
    else stretches.push([month, month]);
  }
  return stretches
    .map(([from, to]) => (from === to ? String(from) : `${String(from)}-${String(to)}`))
    .join(', ');
};
