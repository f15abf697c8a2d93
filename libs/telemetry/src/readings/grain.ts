const HOUR_MS = 3_600_000;

/** Where sums come from: hours where every border is a full hour in UTC, else quarter hours. */
export type Grain = 'hour' | 'quarter';

/** Hours serve where every border is a full hour in UTC; otherwise the quarter hours below them are summed. */
export const grainOf = (borders: readonly number[]): Grain =>
  borders.every((ms) => ms % HOUR_MS === 0) ? 'hour' : 'quarter';
