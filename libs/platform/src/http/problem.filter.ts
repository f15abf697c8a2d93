import { randomUUID } from 'node:crypto';
import { Catch, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Problem } from '@zerofab/contracts';
import type { Language, Refusal } from '@zerofab/vocabulary';
import { languageOf, problemOf } from './problem-document.js';
import { refusalOfError, retryAfterSeconds } from './refusal-of-error.js';

interface Reply {
  readonly raw: { readonly headersSent: boolean };
  status(code: number): Reply;
  header(name: string, value: string): Reply;
  send(body: unknown): unknown;
}
interface Asked {
  readonly headers: { readonly 'accept-language'?: string | undefined };
}
interface RawReply {
  readonly raw: {
    writeHead(status: number, headers: Readonly<Record<string, string>>): unknown;
    end(text: string): unknown;
  };
}

const FAULT: Refusal = {
  code: 'internal',
  text: {
    zh: '平台内部出错；日志中以此实例编号记录了原因',
    en: 'Something went wrong here; the log names the cause under this instance id',
  },
};
const UNREADABLE: Refusal = {
  code: 'bad-request',
  text: { zh: '请求无法读取', en: 'The request cannot be read' },
};

const PROBLEM_JSON = 'application/problem+json; charset=utf-8';

const wordsOf = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error);

/** For Fastify's `frameworkErrors`: what it refuses before any route is known, e.g. a path that is no URL. */
export const answerBeforeRouting = (error: Error, request: Asked, reply: RawReply): void => {
  const body = problemOf(refusalOfError(error) ?? UNREADABLE, languageOf(request.headers['accept-language']));
  reply.raw.writeHead(body.status, { 'content-type': PROBLEM_JSON });
  reply.raw.end(JSON.stringify(body));
};

/** The one place where an error becomes an answer: RFC 9457 `application/problem+json`. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('Problem');

  catch(error: unknown, host: ArgumentsHost): void {
    const reply = host.switchToHttp().getResponse<Reply>();
    if (reply.raw.headersSent) {
      this.logger.error(wordsOf(error));
      return;
    }
    const { headers } = host.switchToHttp().getRequest<Asked>();
    const body = this.toProblem(error, languageOf(headers['accept-language']));
    const retryAfter = retryAfterSeconds(error, body.status);
    if (retryAfter !== undefined) reply.header('retry-after', String(retryAfter));
    reply.status(body.status).header('content-type', PROBLEM_JSON).send(body);
  }

  private toProblem(error: unknown, language: Language): Problem {
    const refusal = refusalOfError(error);
    if (refusal !== undefined) {
      const body = problemOf(refusal, language);
      if (body.status === 503) this.logger.warn(`${refusal.code}: ${wordsOf(error)}`);
      if (body.status === 500) this.logger.error(`${refusal.code}: ${wordsOf(error)}`);
      return body;
    }
    const instance = `urn:uuid:${randomUUID()}`;
    this.logger.error(`${instance} ${wordsOf(error)}`);
    return { ...problemOf(FAULT, language), instance };
  }
}
