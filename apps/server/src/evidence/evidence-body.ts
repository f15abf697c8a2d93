import type { Readable } from 'node:stream';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** A request whose body is the raw stream of a file; what it is tell its bytes. */
export interface EvidenceRequest {
  readonly body: Readable;
}

const ROUTES = new Set([
  '/api/v1/sites/:site/evidence',
  '/api/v1/sites/:site/verification/engagements/:engagement/statement',
]);
const RAW = 'application/x-zerofab-evidence';

/**
 * Lets uploads of evidence through as a stream, whatever their content type: also JSON, which Fastify would parse and
 * so lose the bytes. Nothing is read before the guard has let the caller in, and nothing is buffered.
 */
export const acceptEvidence = (app: NestFastifyApplication): void => {
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addContentTypeParser(RAW, (_request, payload, done) => {
    done(null, payload);
  });
  fastify.addHook('onRequest', (request, _reply, done) => {
    if (request.method === 'POST' && ROUTES.has(request.routeOptions.url ?? '')) {
      request.headers['content-type'] = RAW;
    }
    done();
  });
};
