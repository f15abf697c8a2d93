/** A month and those before it, the latest first. */
export const monthsBack = (month: string, count: number): string[] => {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return Array.from({ length: count }, (_, back) => {
    const index = year * 12 + number - 1 - back;
    return `${String(Math.floor(index / 12))}-${String((index % 12) + 1).padStart(2, '0')}`;
  });
};
