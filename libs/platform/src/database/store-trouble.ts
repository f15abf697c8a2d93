import type { Bilingual } from '@zerofab/vocabulary';

/** Why the store did not do what it was asked, where that is no fault of the question. */
export interface StoreTrouble {
  readonly code: 'store-away' | 'store-full' | 'store-busy';
  readonly text: Bilingual;
  readonly retryAfterSeconds: number;
}

const AWAY: StoreTrouble = {
  code: 'store-away',
  text: {
    zh: '数据库暂时没有响应，正在重新启动；已确认的数据不会丢失，请稍后重试',
    en: 'The store does not answer just now and is started again; nothing confirmed is lost. Try again in a moment',
  },
  retryAfterSeconds: 5,
};
const FULL: StoreTrouble = {
  code: 'store-full',
  text: {
    zh: '数据库磁盘已满，未保存任何内容；请管理员释放空间后重试',
    en: 'The disk of the store is full, nothing was saved; an administrator must free space, then try again',
  },
  retryAfterSeconds: 60,
};
const BUSY: StoreTrouble = {
  code: 'store-busy',
  text: {
    zh: '数据库此刻过于繁忙，未保存任何内容；请稍后重试',
    en: 'The store has too much to do just now, nothing was saved; try again in a moment',
  },
  retryAfterSeconds: 5,
};

const NETWORK = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOTCONN', 'ETIMEDOUT', 'EHOSTUNREACH']);

/** `pg` tells these by their words alone. */
const AWAY_WORDS =
  /Connection terminated|connection error and is not queryable|Client was closed|Client has already been connected|Driver not Connected|Connection ended unexpectedly/i;
const WAITED_WORDS = /timeout exceeded when trying to connect/i;
const FULL_WORDS = /No space left on device|disk quota exceeded/i;

interface Fields {
  readonly code: string;
  readonly message: string;
  readonly syscall: string;
}

const fieldsOf = (error: unknown): Fields => {
  const outer = error as { driverError?: unknown } | null | undefined;
  const inner = (outer?.driverError ?? error) as Partial<Record<keyof Fields, unknown>> | null | undefined;
  const text = (name: keyof Fields): string => {
    const value = inner?.[name];
    return typeof value === 'string' ? value : '';
  };
  return { code: text('code'), message: text('message'), syscall: text('syscall') };
};

/**
 * Tells trouble of the store from a fault of the question, by PostgreSQL's classes: 08 connection, 53 resources,
 * 57P shut down, 25006 read-only, 57014 stopped by the time limit.
 * @returns undefined where the error is something else
 */
export const storeTrouble = (error: unknown): StoreTrouble | undefined => {
  const { code, message, syscall } = fieldsOf(error);
  if (code === '53100' || code === 'ENOSPC' || code === 'EDQUOT' || FULL_WORDS.test(message)) return FULL;
  if (code === '57014' || code.startsWith('53') || WAITED_WORDS.test(message)) return BUSY;
  if (/^(08|57P)/.test(code) || code === '25006' || NETWORK.has(code)) return AWAY;
  if (code === 'ENOENT' && syscall === 'connect') return AWAY;
  return AWAY_WORDS.test(message) ? AWAY : undefined;
};

/** PostgreSQL's codes for a value its column cannot hold: the schema of the request let something through. */
const UNUSABLE_VALUE = new Set(['22P02', '22003', '22007', '22008', '22023', '22001']);

/** A value that no column can hold: the question's fault, whatever check let it through. */
export const isUnusableValue = (error: unknown): boolean => UNUSABLE_VALUE.has(fieldsOf(error).code);

/** PostgreSQL's codes for text it cannot hold: in practice the character NUL. */
const UNSTORABLE_TEXT = new Set(['22021', '22P05']);

export const isUnstorableText = (error: unknown): boolean => UNSTORABLE_TEXT.has(fieldsOf(error).code);
