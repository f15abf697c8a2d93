import type { IncomingMessage } from 'node:http';
import fastifyCompress from '@fastify/compress';
import fastifyEtag from '@fastify/etag';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { refused } from '@zerofab/vocabulary';
import { checkTexts } from './text-check.js';

/**
 * Time limits of a connection. A whole request may take two minutes: 50 MiB of evidence over a slow line. A socket on
 * which nothing moves is closed sooner; live streams send something every 10 s.
 */
const CONNECTION_LIMITS = {
  requestTimeout: 120_000,
  connectionTimeout: 60_000,
  keepAliveTimeout: 30_000,
} as const;
const HEADERS_TIMEOUT_MS = 15_000;
const CHECK_MS = 5000;
const MAX_CONNECTIONS = 4000;

/** What is read and thrown away of a body that was refused, so that its sender gets to read the answer. */
const DRAIN_BYTES = 64 * 1024 * 1024;
const DRAIN_MS = 10_000;
/** Smaller answers cost more to compress than to send. */
const COMPRESS_FROM_BYTES = 2048;

/** Routes that take a body from whoever has not logged in yet. */
const BEFORE_LOGIN = /^\/api\/v1\/(auth|setup)(\/|$)/;

const drained = async (request: IncomingMessage): Promise<void> =>
  new Promise((resolve) => {
    let bytes = 0;
    const done = (): void => {
      clearTimeout(timer);
      request.removeAllListeners('data');
      resolve();
    };
    const timer = setTimeout(done, DRAIN_MS);
    request.once('end', done).once('close', done).once('error', done);
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > DRAIN_BYTES) done();
    });
    request.resume();
  });

const hasBody = (request: IncomingMessage): boolean =>
  request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0;

/** Bodies: only from who says who he is, read within limits, and refused so that the refusal can be read. */
const guardBodies = (app: NestFastifyApplication): void => {
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addHook('onRequest', async (request) => {
    const { authorization, cookie } = request.headers;
    if (authorization !== undefined || cookie !== undefined || !hasBody(request.raw)) return;
    if (!request.url.startsWith('/api/') || BEFORE_LOGIN.test(request.url)) return;
    throw refused('not-logged-in', {
      zh: '请先登录：POST /api/v1/auth/login，然后在请求中发送 "Authorization: Bearer …"',
      en: 'Log in first: POST /api/v1/auth/login, then send "Authorization: Bearer …"',
    });
  });
  fastify.addHook('preValidation', async (request) => {
    checkTexts(request.query);
    checkTexts(request.params);
    if (typeof request.body === 'string' || request.headers['content-type']?.includes('json') === true)
      checkTexts(request.body);
  });
  fastify.addHook('onSend', async (request, reply) => {
    if (reply.statusCode < 400 || request.raw.complete || !hasBody(request.raw)) return;
    // The rest of the body is let in and dropped: a connection that is cut shows its sender no answer.
    await drained(request.raw);
  });
};

/** Answers with data stay out of every cache; behind TLS a browser is told to stay there. */
const guardAnswers = (app: NestFastifyApplication, behindTls: boolean): void => {
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addHook('onSend', async (request, reply) => {
    if (request.url.startsWith('/api/') && !reply.hasHeader('cache-control'))
      reply.header('cache-control', 'private, no-store');
    if (behindTls && request.protocol === 'https')
      reply.header('strict-transport-security', 'max-age=31536000; includeSubDomains');
  });
};

const limitSockets = (app: NestFastifyApplication): void => {
  const server = app.getHttpServer();
  server.headersTimeout = HEADERS_TIMEOUT_MS;
  server.maxConnections = MAX_CONNECTIONS;
};

/** Fastify's own options that go with `protect`. */
export const serverOptions = {
  http: { connectionsCheckingInterval: CHECK_MS },
  ...CONNECTION_LIMITS,
} as const;

/**
 * Everything that stands between a stranger's request and the routes: time limits, what a text may hold, answers to
 * bodies that are too large, headers, compression and ETag.
 * @param behindTls a proxy in front speaks TLS and says so in X-Forwarded-Proto
 */
export const protect = async (app: NestFastifyApplication, behindTls: boolean): Promise<void> => {
  limitSockets(app);
  guardBodies(app);
  guardAnswers(app, behindTls);
  await app.register(fastifyEtag);
  // Files go out as they are: evidence carries a digest of its bytes, the dashboard was compressed by the build.
  await app.register(fastifyCompress, {
    threshold: COMPRESS_FROM_BYTES,
    customTypes: /^application\/(problem\+)?json/,
    encodings: ['br', 'gzip'],
  });
};
