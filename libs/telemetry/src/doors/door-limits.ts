import { MAX_PAYLOAD_BYTES } from '../ingest/decode.js';

/** Bounds of the embedded broker. What goes beyond one is counted by its name, see `BOUNDS`. */
export const DOOR_LIMITS = {
  /** Length of a packet that is taken: a payload of 256 KiB with its topic. */
  passedBytes: MAX_PAYLOAD_BYTES + 1024,
  /** A longer PUBLISH up to here is read past, acknowledged and its sender stays; beyond, it is cut off at once. */
  skippedBytes: 1024 * 1024,
  /** How long a sender that is cut off may still read its acknowledgement. */
  lingerMs: 1000,
  /** What a connection may send, and how long it may take, before it has logged in. */
  bytesBeforeLogin: 64 * 1024,
  loginMs: 15_000,
  connections: 5000,
  connectionsWithoutLogin: 500,
  connectionsPerLogin: 8,
  clientIdLength: 256,
  subscriptions: 50,
  sessionsPerLogin: 4,
  /** What waits in memory for subscribers that are away or slow, per login and in all. */
  queuedMessages: 1000,
  queuedBytes: 1024 * 1024,
  queuedBytesInAll: 32 * 1024 * 1024,
} as const;

/** Bounds as numbers, so that a test may take smaller ones. */
export type DoorLimits = { readonly [name in keyof typeof DOOR_LIMITS]: number };
