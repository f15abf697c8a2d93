import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { ChangeRequest } from '@zerofab/records';
import { refused, refusedField } from '@zerofab/vocabulary';
import type { Principal } from './accounts.js';

interface AskedRequest {
  readonly ip: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body?: unknown;
  readonly principal?: Principal;
}

/** Versions up to here are told apart; a larger one was never given out. */
const VERSION = /^(?:W\/)?"?(\d{1,9})"?$/;

/**
 * The version a person saw: header `If-Match` (as `ETag` gave it) or `expectedVersion` in the body. `*` is whichever.
 * @throws RefusedError invalid for anything else
 */
const expectedVersion = ({ headers, body }: AskedRequest): number | undefined => {
  const header = headers['if-match'];
  if (header === undefined) {
    const given = bodyField(body, 'expectedVersion');
    return typeof given === 'number' ? given : undefined;
  }
  if (header === '*') return undefined;
  const [, version] = VERSION.exec(String(header)) ?? [];
  if (version !== undefined) return Number(version);
  throw refusedField('bad-if-match', 'If-Match', {
    zh: '请按 ETag 给出的版本填写，例如 If-Match: "3"',
    en: 'give the version as ETag told it, e.g. If-Match: "3"',
  });
};

const bodyField = (body: unknown, name: string): unknown =>
  typeof body === 'object' && body !== null ? (body as Record<string, unknown>)[name] : undefined;

const textField = (body: unknown, name: string): string | undefined => {
  const value = bodyField(body, name);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
};

const MAX_KEY = 200;

/** @throws RefusedError invalid for a key that is empty or too long to keep */
const idempotencyKey = ({ headers }: AskedRequest): string | undefined => {
  const header = headers['idempotency-key'];
  if (header === undefined) return undefined;
  const key = String(header);
  if (key !== '' && key.length <= MAX_KEY) return key;
  throw refusedField('bad-idempotency-key', 'Idempotency-Key', {
    zh: `请填写 1 至 ${String(MAX_KEY)} 个字符，每次更改使用新的键`,
    en: `give 1 to ${String(MAX_KEY)} characters, a new one for each change`,
  });
};

/** The key by which a repeat of the request is known. */
export const AskedKey = createParamDecorator((_: unknown, context: ExecutionContext): string | undefined =>
  idempotencyKey(context.switchToHttp().getRequest<AskedRequest>()),
);

/**
 * Who asks for a change, and how: user, role and address; why (`note` of the body); the version they saw (`If-Match` or
 * `expectedVersion`); the key by which a repeat is known (`Idempotency-Key`).
 */
export const AskedChange = createParamDecorator((_: unknown, context: ExecutionContext): ChangeRequest => {
  const request = context.switchToHttp().getRequest<AskedRequest>();
  const { principal, ip } = request;
  if (principal === undefined) throw refused('not-logged-in', { zh: '请先登录', en: 'Log in first' });
  return {
    actor: { username: principal.username, role: principal.role, address: ip },
    reason: textField(request.body, 'note') ?? null,
    expectedVersion: expectedVersion(request),
    idempotencyKey: idempotencyKey(request),
  };
});
