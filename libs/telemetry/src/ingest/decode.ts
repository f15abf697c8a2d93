import { CODE_PATTERN } from '@zerofab/contracts';

/** Largest payload that is read; a larger one is kept as rejected. */
export const MAX_PAYLOAD_BYTES = 256 * 1024;
/** Clock tolerance: how far a reading may lie ahead of the platform's clock. */
export const CLOCK_TOLERANCE_MS = 3_600_000;
/** Up to here ahead it may be the platform's clock that is wrong: kept apart, to be read in again. */
const MAX_AHEAD_MS = 366 * 24 * 3_600_000;
/** Flaws told of one message; the rest is counted. */
const MAX_FLAWS = 20;
/** Beyond any meter, and beyond what a double counts in ones: sums and multipliers would run into infinity. */
const MAX_VALUE = 1e15;
const YEAR_MS = 365.25 * 24 * 3_600_000;

type RejectReason =
  | 'ahead-of-clock'
  | 'bad-json'
  | 'bad-shape'
  | 'bad-time'
  | 'bad-value'
  | 'too-large'
  | 'unknown-site'
  | 'unknown-meter'
  | 'unknown-register'
  | 'topic-not-allowed'
  | 'unknown-topic';

/** What is wrong with a message, or with a part of it. */
export interface Flaw {
  readonly reason: RejectReason;
  readonly detail: string;
}

/** One register's value at one time, as sent. */
interface DecodedReading {
  readonly register: string;
  readonly atMs: number;
  readonly value: number;
}

export interface Decoded {
  readonly readings: DecodedReading[];
  /** The first flaws, at most 20. */
  readonly flaws: Flaw[];
  /** Further flaws, counted only: a message of 256 KiB has room for a hundred thousand. */
  unlisted: number;
}

/** Adds a flaw, or counts it where enough are told; its text is made only when it is told. */
export const addFlaw = (
  into: Pick<Decoded, 'flaws' | 'unlisted'>,
  reason: RejectReason,
  detail: () => string,
): void => {
  if (into.flaws.length < MAX_FLAWS) into.flaws.push({ reason, detail: detail() });
  else into.unlisted += 1;
};

export interface DecodeLimits {
  readonly nowMs: number;
  /** Older readings are refused: the store would drop them. */
  readonly retentionYears: number;
}

const ISO = /^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?(?:[Zz]|[+-]\d{2}(?::?\d{2})?)$/;
const utf8 = new TextDecoder('utf-8', { fatal: true });

const show = (value: unknown): string => {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
};

/** JavaScript takes the 30th of February for the 2nd of March; here it is no time. */
const dayExists = (iso: string): boolean => {
  const day = Number(iso.slice(8, 10));
  return (
    day <= 28 || day <= new Date(Date.UTC(Number(iso.slice(0, 4)), Number(iso.slice(5, 7)), 0)).getUTCDate()
  );
};

const parseTime = (ts: unknown): number | string => {
  if (typeof ts === 'number') return Number.isFinite(ts) ? Math.round(ts) : 'is not a finite number';
  if (typeof ts !== 'string')
    return ts === undefined ? 'is missing' : `${show(ts)} is neither ISO 8601 text nor epoch milliseconds`;
  if (!ISO.test(ts)) return `${show(ts)} is not ISO 8601 with offset, e.g. 2026-01-01T00:15:00+08:00`;
  const atMs = Date.parse(ts.replace(',', '.').replace(/([+-]\d{2})$/, '$1:00'));
  return Number.isNaN(atMs) || !dayExists(ts) ? `${show(ts)} is no existing time` : atMs;
};

/** @returns the time in epoch milliseconds, or what is wrong with it. */
const checkTime = (ts: unknown, limits: DecodeLimits): number | Flaw => {
  const atMs = parseTime(ts);
  if (typeof atMs === 'string') return { reason: 'bad-time', detail: `ts ${atMs}` };
  if (atMs > limits.nowMs + MAX_AHEAD_MS)
    return {
      reason: 'bad-time',
      detail: `ts ${show(ts)} lies more than a year ahead of the platform's clock; check the meter's clock`,
    };
  if (atMs > limits.nowMs + CLOCK_TOLERANCE_MS)
    return {
      reason: 'ahead-of-clock',
      detail: `ts ${show(ts)} lies more than an hour ahead of the platform's clock (${new Date(limits.nowMs).toISOString()}); check both clocks, and read the message in again if the platform's was wrong`,
    };
  if (atMs < limits.nowMs - limits.retentionYears * YEAR_MS) {
    const seconds = typeof ts === 'number' && ts > 1e8 ? ' (epoch seconds? milliseconds are expected)' : '';
    return {
      reason: 'bad-time',
      detail: `ts ${show(ts)} is older than ${String(limits.retentionYears)} years${seconds}; check the meter's clock`,
    };
  }
  return atMs;
};

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const decodeValues = (values: Record<string, unknown>, atMs: number, where: string, into: Decoded): void => {
  for (const register in values) {
    const value = values[register];
    if (typeof value === 'number' && Math.abs(value) <= MAX_VALUE)
      into.readings.push({ register, atMs, value });
    else if (!CODE_PATTERN.test(register))
      addFlaw(into, 'unknown-register', () => `${where}values: ${show(register)} is no register code`);
    else {
      const why = typeof value === 'number' ? ', beyond any meter (at most 1e15)' : ', not a finite number';
      addFlaw(into, 'bad-value', () => `${where}values.${register} is ${show(value)}${why}`);
    }
  }
};

const decodeItem = (item: unknown, where: string, limits: DecodeLimits, into: Decoded): void => {
  if (!isObject(item)) {
    addFlaw(into, 'bad-shape', () => `${where}is not an object {"ts": …, "values": {…}}`);
    return;
  }
  const atMs = checkTime(item['ts'], limits);
  if (typeof atMs !== 'number') {
    addFlaw(into, atMs.reason, () => `${where}${atMs.detail}`);
    return;
  }
  const values = item['values'];
  if (!isObject(values) || Object.keys(values).length === 0)
    addFlaw(into, 'bad-shape', () => `${where}values is not an object of register codes and numbers`);
  else decodeValues(values, atMs, where, into);
};

const parseJson = (payload: Uint8Array): { json: unknown } | Flaw => {
  try {
    return { json: JSON.parse(utf8.decode(payload)) as unknown };
  } catch (error) {
    const why = error instanceof Error ? error.message : 'not JSON';
    return {
      reason: 'bad-json',
      detail: `The payload is not JSON: ${why.slice(0, 160)} (NaN and Infinity are not JSON either)`,
    };
  }
};

/**
 * Decodes a readings payload of the MQTT contract: one object or an array, in any order. Hand-written, for it is the
 * hot path; a test holds it against the contract. Good parts of a partly bad message are kept: a flaw names its part.
 */
export const decodeReadings = (payload: Uint8Array, limits: DecodeLimits): Decoded => {
  const decoded: Decoded = { readings: [], flaws: [], unlisted: 0 };
  if (payload.byteLength > MAX_PAYLOAD_BYTES) {
    const detail = `The payload has ${String(payload.byteLength)} bytes; at most ${String(MAX_PAYLOAD_BYTES)} (256 KiB) are read, send smaller batches`;
    return { readings: [], flaws: [{ reason: 'too-large', detail }], unlisted: 0 };
  }
  const parsed = parseJson(payload);
  if (!('json' in parsed)) return { readings: [], flaws: [parsed], unlisted: 0 };
  if (!Array.isArray(parsed.json)) {
    decodeItem(parsed.json, '', limits, decoded);
    return decoded;
  }
  if (parsed.json.length === 0)
    decoded.flaws.push({ reason: 'bad-shape', detail: 'The array is empty: no reading in it' });
  for (const [index, item] of parsed.json.entries()) decodeItem(item, `[${String(index)}] `, limits, decoded);
  return decoded;
};
