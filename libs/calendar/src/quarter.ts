/** Consumption is kept in quarters of an hour. */
export const QUARTER_MS = 900_000;
