import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HttpSender } from './http-sender.js';
import { isComplete } from './report.js';
import type { ReplayResult } from './replay.js';

let server: Server;
let url: string;
let answers: { status: number; body: unknown }[] = [];
let asked: { path: string | undefined; authorization: string | undefined; body: unknown }[] = [];

const bodyOf = async (request: IncomingMessage): Promise<unknown> => {
  const pieces: Buffer[] = [];
  for await (const piece of request as AsyncIterable<Buffer>) pieces.push(piece);
  return JSON.parse(Buffer.concat(pieces).toString());
};

beforeEach(async () => {
  [answers, asked] = [[], []];
  server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      asked.push({ path: request.url, authorization: request.headers.authorization, body });
      const answer = answers.shift() ?? { status: 500, body: 'nothing to say' };
      response.writeHead(answer.status, { 'content-type': 'application/json', 'retry-after': '0' });
      response.end(JSON.stringify(answer.body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
});
afterEach(() => {
  server.close();
});

const sender = (batch: number): HttpSender =>
  new HttpSender(
    {
      url,
      site: 's',
      meter: 'm',
      login: { username: 's/m', password: 'p' },
      batch,
      signal: new AbortController().signal,
    },
    () => undefined,
  );
const result = (stored: number, rejected = 0) => ({
  status: 200,
  body: {
    received: stored + rejected,
    stored,
    repeated: 0,
    conflict: 0,
    rejected,
    items: Array.from({ length: rejected }, () => ({
      index: 0,
      meter: 'm',
      result: 'rejected',
      reason: 'bad-value',
      detail: 'no number',
    })),
  },
});

describe('readings over HTTP', () => {
  it('go by the login of the meter, in requests of the asked size, and are counted by the answers', async () => {
    answers = [result(2), result(0, 1)];
    const to = sender(2);
    for (const ts of [1, 2, 3]) await to.add({ ts, values: { e: ts } });
    await to.flush();
    expect(
      asked.map(({ path, authorization, body }) => [path, authorization, (body as unknown[]).length]),
    ).toEqual([
      ['/api/v1/sites/s/readings', `Basic ${btoa('s/m:p')}`, 2],
      ['/api/v1/sites/s/readings', `Basic ${btoa('s/m:p')}`, 1],
    ]);
    expect(asked[1]?.body).toEqual([{ meter: 'm', ts: 3, values: { e: 3 } }]);
    expect([to.counts, to.published, to.problems]).toEqual([
      { received: 3, stored: 2, repeated: 0, conflict: 0, rejected: 1 },
      3,
      ['1970-01-01T00:00:00.003Z: no number'],
    ]);
  });

  it('wait where the platform is busy, and give up on what will not change', async () => {
    answers = [
      { status: 503, body: {} },
      { status: 429, body: {} },
      result(1),
      { status: 401, body: { detail: 'who?' } },
    ];
    const to = sender(1);
    await to.add({ ts: 1, values: { e: 1 } });
    expect(asked).toHaveLength(3);
    await expect(to.add({ ts: 2, values: { e: 1 } })).rejects.toThrow(/answered 401.*who\?/);
    expect(asked).toHaveLength(4);
  });
});

describe('a replay', () => {
  const platform = { received: 3, stored: 2, repeated: 1, conflict: 0, rejected: 0 };
  const whole: ReplayResult = {
    rows: 3,
    bad: [],
    badCount: 0,
    published: 3,
    acknowledged: 3,
    platform,
    problems: [],
    refusal: undefined,
    seconds: 1,
  };

  it('is complete when every row is stored or was there already, by the count of the platform', () => {
    expect(isComplete(whole)).toBe(true);
    expect(isComplete({ ...whole, platform: undefined })).toBe(true);
  });
  it.each<[string, Partial<ReplayResult>]>([
    ['a row is unusable', { rows: 4, badCount: 1 }],
    ['a row was not sent', { rows: 4 }],
    ['a message was not acknowledged', { acknowledged: 2 }],
    ['the broker refused', { refusal: 'no' }],
    ['a value is in conflict', { platform: { ...platform, repeated: 0, conflict: 1 } }],
    ['a value was rejected', { platform: { ...platform, stored: 1, rejected: 1 } }],
    ['a value is not accounted for', { platform: { ...platform, stored: 1 } }],
  ])('is not complete when %s', (_what, more) => {
    expect(isComplete({ ...whole, ...more })).toBe(false);
  });
});
