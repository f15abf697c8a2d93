import { createHash, type Hash } from 'node:crypto';

const PUBLISH = 3;
const CONTINUES = 0x80;
/** What of a packet too large is kept: its topic and the begin of its payload lie in it. */
const KEPT_BYTES = 8 * 1024;

export interface PacketLimits {
  /** Remaining length of a packet that is passed on. */
  readonly passedBytes: number;
  /** Up to here a PUBLISH is read past and its sender stays; of a longer one no more is read than its begin. */
  readonly skippedBytes: number;
}

/** A PUBLISH too large to be taken. */
export interface OversizePublish {
  /** Undefined where the begin that was seen does not hold it whole. */
  readonly topic: string | undefined;
  /** Packet identifier to acknowledge, of QoS 1 only. */
  readonly messageId: number | undefined;
  /** Begin of the payload. */
  readonly payload: Buffer;
  /** Size of the payload as the packet announced it. */
  readonly bytes: number;
  /** SHA-256 of `hashedBytes` of the payload, from its begin: of all of it where the packet was read past. */
  readonly sha256: string;
  readonly hashedBytes: number;
}

/** What the guard asks for. */
export interface PacketActions {
  readonly pass: (bytes: Buffer) => void;
  /** A PUBLISH was read past whole (`cut` false), or its begin is there and no more of it may be read. */
  readonly oversize: (publish: OversizePublish, cut: boolean) => void;
  /** Another packet too large, or no MQTT: the sender has to go. */
  readonly refuse: () => void;
}

interface Oversize {
  readonly header: number;
  readonly length: number;
  readonly cut: boolean;
  seen: number;
  begin: Buffer;
  hash: Hash | undefined;
  hashed: number;
  payloadAt: number;
}

/**
 * Watches the bytes of an MQTT 3.1.1 connection on their way to the broker: knows each packet's length as soon as its
 * header is there, and keeps packets too large from the broker, which would gather them whole in memory first.
 */
export class PacketGuard {
  /** Bytes of the present packet still to be passed on. */
  private rest = 0;
  /** Begin of a fixed header whose length is not known yet. */
  private head: Buffer = Buffer.alloc(0);
  private large: Oversize | undefined;
  private ended = false;

  constructor(
    private readonly limits: PacketLimits,
    private readonly actions: PacketActions,
  ) {}

  /** Takes what arrived. After `refuse` or a cut nothing more is looked at. */
  feed(arrived: Buffer): void {
    const bytes = this.head.length === 0 ? arrived : Buffer.concat([this.head, arrived]);
    this.head = Buffer.alloc(0);
    let [at, passed] = [0, 0];
    const passUpTo = (end: number): void => {
      if (end > passed) this.actions.pass(bytes.subarray(passed, end));
    };
    while (at < bytes.length && !this.ended) {
      if (this.large !== undefined) {
        at += this.swallow(this.large, bytes.subarray(at));
        passed = at;
      } else if (this.rest > 0) {
        const step = Math.min(this.rest, bytes.length - at);
        this.rest -= step;
        at += step;
      } else {
        const header = fixedHeader(bytes, at);
        if (header !== undefined && header.length <= this.limits.passedBytes) {
          this.rest = header.length;
          at = header.bodyAt;
          continue;
        }
        passUpTo(at);
        if (header === undefined) {
          this.head = Buffer.from(bytes.subarray(at));
          return;
        }
        this.begin(bytes[at] ?? 0, header.length);
        at = header.bodyAt;
        passed = at;
      }
    }
    if (!this.ended) passUpTo(at);
  }

  private begin(header: number, length: number): void {
    if (header >> 4 !== PUBLISH) {
      this.ended = true;
      this.actions.refuse();
      return;
    }
    const cut = length > this.limits.skippedBytes;
    this.large = {
      header,
      length,
      cut,
      seen: 0,
      begin: Buffer.alloc(0),
      hash: undefined,
      hashed: 0,
      payloadAt: -1,
    };
  }

  /** Takes bytes of a PUBLISH too large. @returns how many belong to it */
  private swallow(large: Oversize, bytes: Buffer): number {
    const part = bytes.subarray(0, large.length - large.seen);
    if (large.begin.length < KEPT_BYTES)
      large.begin = Buffer.concat([large.begin, part.subarray(0, KEPT_BYTES - large.begin.length)]);
    hashPart(large, part);
    large.seen += part.length;
    const enough = large.cut && large.begin.length >= KEPT_BYTES;
    if (large.seen === large.length || enough) this.tell(large);
    return part.length;
  }

  /** Tells of a packet that is cut before its begin was whole: what came of it. */
  giveUp(): void {
    if (this.large?.cut === true) this.tell(this.large);
  }

  /** Whether the begin of a packet is awaited that will be cut. */
  awaitsCut(): boolean {
    return this.large?.cut === true;
  }

  private tell(large: Oversize): void {
    this.large = undefined;
    if (large.cut) this.ended = true;
    this.actions.oversize(publishOf(large), large.cut);
  }
}

/**
 * Length of the packet that begins at `at` and where its body begins; undefined while that is not there. A length of
 * more than four bytes is no MQTT: infinite.
 */
const fixedHeader = (bytes: Buffer, at: number): { length: number; bodyAt: number } | undefined => {
  let length = 0;
  for (let n = 0; n < 4; n += 1) {
    const byte = bytes[at + 1 + n];
    if (byte === undefined) return undefined;
    length += (byte % CONTINUES) * CONTINUES ** n;
    if (byte < CONTINUES) return { length, bodyAt: at + 2 + n };
  }
  return { length: Infinity, bodyAt: at + 5 };
};

const idBytes = (header: number): number => (((header >> 1) & 3) === 0 ? 0 : 2);

const hashPart = (large: Oversize, part: Buffer): void => {
  if (large.payloadAt < 0 && large.begin.length >= 2)
    large.payloadAt = 2 + large.begin.readUInt16BE(0) + idBytes(large.header);
  if (large.payloadAt < 0) return;
  // The payload begins inside what was seen before, in this part, or later.
  const skip = Math.max(0, large.payloadAt - large.seen);
  if (skip >= part.length) return;
  large.hash ??= createHash('sha256');
  large.hash.update(part.subarray(skip));
  large.hashed += part.length - skip;
};

const publishOf = ({ header, length, begin, hash, hashed, payloadAt }: Oversize): OversizePublish => {
  const topicEnd = payloadAt - idBytes(header);
  const hasTopic = payloadAt >= 0 && begin.length >= payloadAt;
  return {
    topic: hasTopic ? begin.toString('utf8', 2, topicEnd) : undefined,
    messageId: hasTopic && ((header >> 1) & 3) === 1 ? begin.readUInt16BE(topicEnd) : undefined,
    payload: hasTopic ? begin.subarray(payloadAt) : Buffer.alloc(0),
    bytes: payloadAt < 0 ? length : length - payloadAt,
    sha256: (hash ?? createHash('sha256')).digest('hex'),
    hashedBytes: hashed,
  };
};
