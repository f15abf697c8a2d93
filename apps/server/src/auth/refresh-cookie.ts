/** What is needed of an answer to set a cookie. */
export interface CookieReply {
  header(name: string, value: string): unknown;
}

/** What is needed of a request to read one. */
export interface CookieRequest {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Of the connection, or of a trusted proxy's: https. */
  readonly protocol?: string;
}

const NAME = 'zerofab_refresh';
const DAYS = 30;
/** Only these routes see it: no page, no script, no other call. */
const FIXED = 'Path=/api/v1/auth; HttpOnly; SameSite=Strict';

const secure = ({ protocol }: CookieRequest): string => (protocol === 'https' ? '; Secure' : '');

export const setRefreshCookie = (request: CookieRequest, reply: CookieReply, token: string): void => {
  reply.header(
    'set-cookie',
    `${NAME}=${token}; Max-Age=${String(DAYS * 86_400)}; ${FIXED}${secure(request)}`,
  );
};

export const clearRefreshCookie = (request: CookieRequest, reply: CookieReply): void => {
  reply.header('set-cookie', `${NAME}=; Max-Age=0; ${FIXED}${secure(request)}`);
};

/** The token of the cookie; undefined where there is none. */
export const refreshCookieOf = ({ headers }: CookieRequest): string | undefined => {
  const pairs = String(headers['cookie'] ?? '').split(';');
  const value = pairs.map((pair) => pair.trim()).find((pair) => pair.startsWith(`${NAME}=`));
  const token = value?.slice(NAME.length + 1) ?? '';
  return token === '' ? undefined : token;
};
