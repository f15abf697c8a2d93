import {
  applyDecorators,
  createParamDecorator,
  Injectable,
  SetMetadata,
  type CanActivate,
  type ExecutionContext,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ApiExtension } from '@nestjs/swagger';
import { notFound, ProblemError } from '@zerofab/platform';
import { Accounts, seesSite, type Principal } from './accounts.js';
import { isForMachine, isOpen, roleHas, rolesOf, type Right } from './rights.js';

const NEEDS = 'zerofab:needs';

/** The right that a route takes; the OpenAPI document names it as `x-right`. A route without one is refused. */
export const Needs = (right: Right): MethodDecorator =>
  applyDecorators(SetMetadata(NEEDS, right), ApiExtension('x-right', right));

/** What the guard reads of a request. */
export interface GuardedRequest {
  readonly ip: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly params: Readonly<Record<string, string | undefined>>;
  principal?: Principal;
}

/** The user who asks. */
export const Asker = createParamDecorator((_: unknown, context: ExecutionContext): Principal => {
  const { principal } = context.switchToHttp().getRequest<GuardedRequest>();
  if (principal === undefined) throw new ProblemError(401, 'not-logged-in', 'Log in first');
  return principal;
});

/** What a proxy adds: a request with one of these comes from further away than its address tells. */
const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via'];
const LOOPBACK = /^(?:::ffff:)?127\.|^::1$/;

const isLocal = ({ ip, headers }: GuardedRequest): boolean =>
  LOOPBACK.test(ip) && FORWARDED.every((name) => headers[name] === undefined);

const tokenOf = ({ headers }: GuardedRequest): string | undefined => {
  const [scheme, token] = String(headers['authorization'] ?? '').split(' ');
  return scheme?.toLowerCase() === 'bearer' && token !== '' ? token : undefined;
};

/**
 * The one place where rights are checked: who is it, has the role the right, is the site granted. A site that is not
 * granted looks like one that does not exist.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly accounts: Accounts,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const right = this.reflector.get<Right | undefined>(NEEDS, context.getHandler());
    if (right === undefined)
      throw new ProblemError(403, 'no-right-declared', 'This call declares no right, so that nobody has it');
    const request = context.switchToHttp().getRequest<GuardedRequest>();
    if (isOpen(right) || (isForMachine(right) && isLocal(request))) return true;
    const principal = await this.recognise(request);
    request.principal = principal;
    if (!roleHas(principal.role, right)) {
      throw new ProblemError(
        403,
        'not-allowed',
        `The role ${principal.role} may not do this; it takes ${rolesOf(right).join(' or ')}, which an administrator grants`,
      );
    }
    const { site } = request.params;
    if (site !== undefined && !seesSite(principal, site)) {
      throw notFound(
        'unknown-site',
        `There is no site "${site}" that you may see; GET /api/v1/sites lists yours`,
      );
    }
    return true;
  }

  /** Whether a request has a right of its own accord, for a route that shows some of its answer to some. */
  async grants(request: GuardedRequest, right: Right): Promise<boolean> {
    if (isOpen(right) || (isForMachine(right) && isLocal(request))) return true;
    const principal = await this.recognise(request).catch(() => undefined);
    return principal !== undefined && roleHas(principal.role, right);
  }

  private async recognise(request: GuardedRequest): Promise<Principal> {
    const token = tokenOf(request);
    if (token === undefined) {
      throw new ProblemError(
        401,
        'not-logged-in',
        'Log in first: POST /api/v1/auth/login, then send "Authorization: Bearer …"',
      );
    }
    return this.accounts.recognise(token);
  }
}
