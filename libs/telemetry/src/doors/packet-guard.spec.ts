import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PacketGuard, type OversizePublish } from './packet-guard.js';

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const lengthBytes = (length: number): number[] =>
  length < 128 ? [length] : [(length % 128) + 128, ...lengthBytes(Math.floor(length / 128))];
const packet = (header: number, body: Uint8Array): Buffer =>
  Buffer.concat([Buffer.from([header, ...lengthBytes(body.length)]), body]);
const publish = (topic: string, payload: Uint8Array, qos = 1): Buffer => {
  const name = Buffer.from(topic);
  const head = Buffer.from([name.length >> 8, name.length & 255]);
  return packet(
    0x30 | (qos << 1),
    Buffer.concat([head, name, Buffer.from(qos === 0 ? [] : [1, 2]), payload]),
  );
};
const PING = Buffer.from([0xc0, 0]);

const watch = (limits = { passedBytes: 100, skippedBytes: 20_000 }) => {
  const passed: Buffer[] = [];
  const large: [OversizePublish, boolean][] = [];
  let refused = 0;
  const guard = new PacketGuard(limits, {
    pass: (bytes) => passed.push(Buffer.from(bytes)),
    oversize: (found, cut) => large.push([found, cut]),
    refuse: () => (refused += 1),
  });
  return { guard, passed: () => Buffer.concat(passed), large, refused: () => refused };
};
const feedInPieces = (guard: PacketGuard, bytes: Buffer, sizes: readonly number[]): void => {
  for (let at = 0, n = 0; at < bytes.length; n += 1) {
    const size = sizes[n % sizes.length] ?? 1;
    guard.feed(bytes.subarray(at, at + size));
    at += size;
  }
};

describe('PacketGuard', () => {
  it('passes packets up to the limit, to the byte', () => {
    const { guard, passed, large } = watch();
    const fits = publish('t', Buffer.alloc(95));
    guard.feed(Buffer.concat([fits, PING]));
    expect(passed()).toEqual(Buffer.concat([fits, PING]));
    guard.feed(publish('t', Buffer.alloc(96, 'x')));
    expect(passed()).toHaveLength(fits.length + 2);
    expect(large).toEqual([
      [
        {
          topic: 't',
          messageId: 258,
          payload: Buffer.alloc(96, 'x'),
          bytes: 96,
          sha256: sha256(Buffer.alloc(96, 'x')),
          hashedBytes: 96,
        },
        false,
      ],
    ]);
    guard.feed(PING);
    expect(passed()).toHaveLength(fits.length + 4);
  });

  it('reads past a PUBLISH of up to the second limit and cuts a longer one as soon as its begin is there', () => {
    const { guard, large, passed } = watch();
    guard.feed(publish('t', Buffer.alloc(19_995, 'x')));
    expect(large.map(([, cut]) => cut)).toEqual([false]);
    expect(large[0]?.[0]).toMatchObject({ bytes: 19_995, hashedBytes: 19_995 });
    const long = publish('t', Buffer.alloc(19_996, 'y'));
    guard.feed(long.subarray(0, 8000));
    expect(guard.awaitsCut()).toBe(true);
    expect(large).toHaveLength(1);
    guard.feed(long.subarray(8000, 8300));
    expect(large[1]).toMatchObject([{ topic: 't', messageId: 258, bytes: 19_996 }, true]);
    expect(large[1]?.[0].payload).toEqual(Buffer.alloc(8192 - 5, 'y'));
    expect(large[1]?.[0].hashedBytes).toBe(8300 - 4 - 5);
    expect(large[1]?.[0].sha256).toBe(sha256(Buffer.alloc(8300 - 4 - 5, 'y')));
    guard.feed(PING);
    expect(passed()).toHaveLength(0);
  });

  it('tells what there is of a packet that is given up', () => {
    const { guard, large } = watch();
    guard.giveUp();
    expect(guard.awaitsCut()).toBe(false);
    guard.feed(publish('topic', Buffer.alloc(30_000)).subarray(0, 6));
    guard.giveUp();
    expect(large).toMatchObject([
      [{ topic: undefined, messageId: undefined, bytes: 30_000, hashedBytes: 0 }, true],
    ]);
  });

  it('acknowledges QoS 1 only: no identifier of QoS 0 and 2', () => {
    for (const qos of [0, 2]) {
      const { guard, large } = watch();
      guard.feed(publish('t', Buffer.alloc(200, 7), qos));
      expect(large[0]?.[0]).toMatchObject({ topic: 't', messageId: undefined, bytes: 200 });
      expect(large[0]?.[0].payload).toEqual(Buffer.alloc(200, 7));
    }
  });

  it('sends away another packet too large, and what is no MQTT', () => {
    const connect = watch();
    connect.guard.feed(packet(0x10, Buffer.alloc(101)));
    expect([connect.refused(), connect.passed().length]).toEqual([1, 0]);
    const nonsense = watch();
    nonsense.guard.feed(Buffer.concat([PING, Buffer.from([0x10, 255, 255, 255, 255, 1])]));
    nonsense.guard.feed(PING);
    expect([nonsense.refused(), nonsense.passed().length]).toEqual([1, 2]);
  });

  it('sees the same however the bytes are cut apart', () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 8 });
    const packets = fc.array(fc.tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 2 })), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(packets, sizes, (list, cuts) => {
        const all = list.map(([bytes, qos]) => publish('a/b', Buffer.alloc(bytes, bytes % 251), qos));
        const { guard, passed, large } = watch({ passedBytes: 120, skippedBytes: 1e6 });
        feedInPieces(guard, Buffer.concat(all), cuts);
        const remaining = (bytes: number, qos: number): number => bytes + 5 + (qos === 0 ? 0 : 2);
        const small = all.filter((_, n) => remaining(...(list[n] ?? [0, 0])) <= 120);
        expect(passed()).toEqual(Buffer.concat(small));
        expect(large.map(([found]) => [found.bytes, found.hashedBytes, found.sha256])).toEqual(
          list
            .filter(([bytes, qos]) => remaining(bytes, qos) > 120)
            .map(([bytes]) => [bytes, bytes, sha256(Buffer.alloc(bytes, bytes % 251))]),
        );
      }),
    );
  });
});
