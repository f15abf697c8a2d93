import type { Readable } from 'node:stream';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** A request whose body is the raw stream of a file, with the type its sender named. */
export interface EvidenceRequest {
  readonly body: Readable;
  readonly evidenceType: string;
}

const ROUTES = new Set([
  '/api/v1/sites/:site/evidence',
  '/api/v1/sites/:site/verification/engagements/:engagement/statement',
]);
const RAW = 'application/x-zerofab-evidence';
const TYPE = /^[\w.+-]{1,60}\/[\w.+-]{1,60}/;

/**
 * Lets uploads of evidence through as a stream, whatever their content type: also JSON, which Fastify would parse and
 * so lose the bytes. Nothing is read before the guard has let the caller in, and nothing is buffered.
 */
export const acceptEvidence = (app: NestFastifyApplication): void => {
  const fastify = app.getHttpAdapter().getInstance();
  fastify.decorateRequest('evidenceType', '');
  fastify.addContentTypeParser(RAW, (_request, payload, done) => {
    done(null, payload);
  });
  fastify.addHook('onRequest', (request, _reply, done) => {
    if (request.method === 'POST' && ROUTES.has(request.routeOptions.url ?? '')) {
      const named = TYPE.exec(request.headers['content-type'] ?? '')?.[0] ?? 'application/octet-stream';
      Object.assign(request, { evidenceType: named.toLowerCase() });
      request.headers['content-type'] = RAW;
    }
    done();
  });
};
