import { HttpException } from '@nestjs/common';
import { PROBLEMS, RefusedError, type Bilingual, type ProblemCode, type Refusal } from '@zerofab/vocabulary';
import { isUnstorableText, isUnusableValue, storeTrouble } from '../database/store-trouble.js';

/** Refusals of the framework, by their HTTP status. */
const CODES: Readonly<Record<number, ProblemCode>> = {
  400: 'bad-request',
  401: 'not-logged-in',
  403: 'not-allowed',
  404: 'not-found',
  413: 'too-large',
  415: 'unsupported-media-type',
  422: 'validation',
  429: 'too-many-requests',
  503: 'not-ready',
};

const TEXTS: Readonly<Partial<Record<ProblemCode, Bilingual>>> = {
  'too-many-requests': {
    zh: '一分钟内请求过多，请稍候一分钟再继续',
    en: 'Too many requests from here within a minute; wait a minute, then go on',
  },
  'too-large': {
    zh: '请求内容过大；请分几次发送',
    en: 'Request body is too large; send it in several parts',
  },
};

const UNSTORABLE: Refusal = {
  code: 'unstorable-text',
  text: {
    zh: '文本含有无法保存的字符 NUL（代码 0），请删除',
    en: 'A text holds the character NUL (code 0), which cannot be stored; remove it',
  },
};
const UNUSABLE: Refusal = {
  code: 'unusable-value',
  text: {
    zh: '某个数值的形式或大小无法保存；各字段的要求见 /api/docs',
    en: 'A value is of no form or size that can be stored; see /api/docs for what each field takes',
  },
};

/** Fastify's own errors (body too large, bad JSON) carry a status code. */
const statusOf = (error: unknown): number | undefined => {
  if (error instanceof HttpException) return error.getStatus();
  return typeof error === 'object' &&
    error !== null &&
    'statusCode' in error &&
    typeof error.statusCode === 'number'
    ? error.statusCode
    : undefined;
};

/** What the framework refuses, in its own words where there are none of ours. */
const ofFramework = (error: unknown): Refusal | undefined => {
  const status = statusOf(error);
  if (status === undefined || !(error instanceof Error)) return undefined;
  if (status >= 500 && status !== 503) return undefined;
  const code = CODES[status] ?? 'request-refused';
  return {
    code,
    text: TEXTS[code] ?? { zh: `${PROBLEMS[code].title.zh}：${error.message}`, en: error.message },
  };
};

/** The refusal that an error stands for; undefined for a fault of ours. */
export const refusalOfError = (error: unknown): Refusal | undefined => {
  if (error instanceof RefusedError) return error.refusal;
  if (isUnstorableText(error)) return UNSTORABLE;
  const trouble = storeTrouble(error);
  if (trouble !== undefined) return { code: trouble.code, text: trouble.text };
  return isUnusableValue(error) ? UNUSABLE : ofFramework(error);
};

/** When to come again, in seconds, for answers that say "later". */
export const retryAfterSeconds = (error: unknown, status: number): number | undefined => {
  if (status === 429) return 60;
  return status === 503 ? (storeTrouble(error)?.retryAfterSeconds ?? 5) : undefined;
};
