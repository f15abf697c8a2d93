/**
 * Rounds parts so that what is shown adds up to the shown total (largest remainder).
 * `decimals` of the result; a part that is missing stays missing and takes no share.
 */
export function roundToTotal(parts: readonly (number | null)[], decimals: number): (number | null)[] {
  const unit = 10 ** decimals;
  const exact = parts.map((part) => (part === null ? null : part * unit));
  const floors = exact.map((value) => (value === null ? null : Math.floor(value + 1e-9)));
  const total = Math.round(exact.reduce<number>((sum, value) => sum + (value ?? 0), 0));
  let open = total - floors.reduce<number>((sum, value) => sum + (value ?? 0), 0);
  const order = exact
    .map((value, index) => ({ index, rest: value === null ? -1 : value - Math.floor(value + 1e-9) }))
    .filter(({ rest }) => rest >= 0)
    .sort((a, b) => b.rest - a.rest);
  const rounded = [...floors];
  for (const { index } of order) {
    if (open <= 0) break;
    rounded[index] = (rounded[index] ?? 0) + 1;
    open -= 1;
  }
  return rounded.map((value) => (value === null ? null : value / unit));
}
