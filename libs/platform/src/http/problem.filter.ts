import { randomUUID } from 'node:crypto';
import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Problem } from '@zerofab/contracts';
import { QueryFailedError } from 'typeorm';
import { RefusedError, type Language, type Refusal } from '@zerofab/vocabulary';
import { ProblemError } from '../errors.js';
import { languageOf, problemOf } from './problem-document.js';

interface Reply {
  readonly raw: { readonly headersSent: boolean };
  status(code: number): Reply;
  header(name: string, value: string): Reply;
  send(body: unknown): unknown;
}

const TITLES: Readonly<Record<number, string>> = {
  400: 'Bad request',
  401: 'Not logged in',
  403: 'Not allowed',
  404: 'Not found',
  409: 'Conflict',
  413: 'Too large',
  415: 'Unsupported media type',
  422: 'Cannot be processed',
  429: 'Too many requests',
  503: 'Not ready',
};

const CODES: Readonly<Record<number, string>> = {
  400: 'bad-request',
  401: 'not-logged-in',
  403: 'not-allowed',
  404: 'not-found',
  413: 'too-large',
  415: 'unsupported-media-type',
  429: 'too-many-requests',
  503: 'not-ready',
};

const problem = (status: number, code: string, detail: string): Problem => ({
  type: `/problems/${code}`,
  title: TITLES[status] ?? 'Error',
  status,
  detail,
});

/** Fastify's own errors (body too large, bad JSON) carry a status code. */
const statusOf = (error: unknown): number | undefined =>
  typeof error === 'object' && error !== null && 'statusCode' in error && typeof error.statusCode === 'number'
    ? error.statusCode
    : undefined;

/** PostgreSQL's codes for text it cannot hold: in practice the character NUL. */
const UNSTORABLE_TEXT = new Set(['22021', '22P05']);
const isUnstorableText = (error: unknown): boolean =>
  error instanceof QueryFailedError &&
  'code' in error.driverError &&
  UNSTORABLE_TEXT.has(String(error.driverError.code));

const UNSTORABLE: Refusal = {
  code: 'unstorable-text',
  text: {
    zh: '文本含有无法保存的字符 NUL（代码 0），请删除',
    en: 'A text holds the character NUL (code 0), which cannot be stored; remove it',
  },
};
const FAULT: Refusal = {
  code: 'internal',
  text: {
    zh: '平台内部出错；日志中以此实例编号记录了原因',
    en: 'Something went wrong here; the log names the cause under this instance id',
  },
};

const PROBLEM_JSON = 'application/problem+json; charset=utf-8';

interface RawReply {
  readonly raw: {
    writeHead(status: number, headers: Readonly<Record<string, string>>): unknown;
    end(text: string): unknown;
  };
}

/** For Fastify's `frameworkErrors`: what it refuses before any route is known, e.g. a path that is no URL. */
export const answerBeforeRouting = (error: Error, _request: unknown, reply: RawReply): void => {
  const status = statusOf(error) ?? 400;
  const body = problem(status, CODES[status] ?? 'request-refused', error.message);
  reply.raw.writeHead(status, { 'content-type': PROBLEM_JSON });
  reply.raw.end(JSON.stringify(body));
};

/** The one place where an error becomes an answer: RFC 9457 `application/problem+json`. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('Problem');

  catch(error: unknown, host: ArgumentsHost): void {
    const reply = host.switchToHttp().getResponse<Reply>();
    if (reply.raw.headersSent) {
      this.logger.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
      return;
    }
    const { headers } = host
      .switchToHttp()
      .getRequest<{ headers: Readonly<Record<string, string | undefined>> }>();
    const body = this.toProblem(error, languageOf(headers['accept-language']));
    reply.status(body.status).header('content-type', PROBLEM_JSON).send(body);
  }

  private toProblem(error: unknown, language: Language): Problem {
    if (error instanceof RefusedError) return problemOf(error.refusal, language);
    if (error instanceof ProblemError) {
      const body = { ...problem(error.status, error.code, error.message), ...error.more };
      return error.errors === undefined ? body : { ...body, errors: [...error.errors] };
    }
    if (isUnstorableText(error)) return problemOf(UNSTORABLE, language);
    const status = error instanceof HttpException ? error.getStatus() : statusOf(error);
    if (status !== undefined && status < 500 && error instanceof Error) {
      return problem(status, CODES[status] ?? 'request-refused', error.message);
    }
    if (status === 503 && error instanceof HttpException) return problem(503, 'not-ready', error.message);
    const instance = `urn:uuid:${randomUUID()}`;
    this.logger.error(
      `${instance} ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
    return { ...problemOf(FAULT, language), instance };
  }
}
