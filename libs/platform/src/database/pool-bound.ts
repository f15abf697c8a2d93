import type { DataSource } from 'typeorm';
import { refused } from '@zerofab/vocabulary';

/** More calls than this do not wait for a connection: each waiting one holds its request in memory. */
const MAX_WAITING = 256;

type Connected = (error: Error | undefined, ...rest: readonly unknown[]) => void;

/** What is used of `pg.Pool`. */
interface Pool {
  readonly waitingCount: number;
  connect: (callback?: Connected) => unknown;
}

const isPool = (value: unknown): value is Pool =>
  typeof value === 'object' && value !== null && 'waitingCount' in value && 'connect' in value;

const poolOf = (dataSource: DataSource): Pool | undefined => {
  const { driver } = dataSource;
  return 'master' in driver && isPool(driver.master) ? driver.master : undefined;
};

/** Calls that wait for a connection now. */
export const waitingOn = (dataSource: DataSource): number => poolOf(dataSource)?.waitingCount ?? 0;

/**
 * Bounds the queue before the connections: beyond it a call is refused at once (503), so that a crowd of questions
 * cannot fill the memory, nor stand for minutes before the readings of the meters.
 */
export const boundWaiting = (dataSource: DataSource, limit = MAX_WAITING): void => {
  const pool = poolOf(dataSource);
  if (pool === undefined) return;
  const connect = pool.connect.bind(pool);
  pool.connect = (callback) => {
    if (pool.waitingCount < limit) return connect(callback);
    const busy = refused('store-busy', {
      zh: '同时对数据库的查询过多；请稍后重试',
      en: 'Too much is asked of the store at once; try again in a moment',
    });
    if (callback === undefined) return Promise.reject(busy);
    callback(busy);
    return undefined;
  };
};
