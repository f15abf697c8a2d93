/** Σ of amounts of two decimals, exact: in whole cents, as text of two decimals. */
export const sumCents = (amounts: readonly string[]): string => {
  const cents = amounts.reduce((sum, text) => sum + Math.round(Number(text) * 100), 0);
  return (cents / 100).toFixed(2);
};

/** What is left of an amount. */
export const restCents = (whole: string, parts: readonly string[]): string =>
  ((Math.round(Number(whole) * 100) - Math.round(Number(sumCents(parts)) * 100)) / 100).toFixed(2);
