import {
  createParamDecorator,
  Injectable,
  SetMetadata,
  type CanActivate,
  type ExecutionContext,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { refused, ROLE_LABELS, type Role } from '@zerofab/vocabulary';
import { Accounts, seesSite, type Principal } from './accounts.js';

const OPEN = 'zerofab:open';
const ROLES = 'zerofab:roles';

/** A route without login. */
export const Open = (): MethodDecorator & ClassDecorator => SetMetadata(OPEN, true);
/** Roles that may call the route; without it every logged-in user may. */
export const Allow = (...roles: readonly Role[]): MethodDecorator & ClassDecorator =>
  SetMetadata(ROLES, roles);

interface GuardedRequest {
  readonly headers: { readonly authorization?: string };
  readonly params: Readonly<Record<string, string | undefined>>;
  principal?: Principal;
}

/** The user who asks. */
export const Asker = createParamDecorator((_: unknown, context: ExecutionContext): Principal => {
  const { principal } = context.switchToHttp().getRequest<GuardedRequest>();
  if (principal === undefined) throw refused('not-logged-in', { zh: '请先登录', en: 'Log in first' });
  return principal;
});

/**
 * The one place where rights are checked: who is it, may the role do this, is the site granted. A site that is not
 * granted looks like one that does not exist.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly accounts: Accounts,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const targets = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<boolean | undefined>(OPEN, targets) === true) return true;
    const request = context.switchToHttp().getRequest<GuardedRequest>();
    const [scheme, token] = (request.headers.authorization ?? '').split(' ');
    if (scheme?.toLowerCase() !== 'bearer' || token === undefined || token === '') {
      throw refused('not-logged-in', {
        zh: '请先登录：POST /api/v1/auth/login，然后在请求中发送 "Authorization: Bearer …"',
        en: 'Log in first: POST /api/v1/auth/login, then send "Authorization: Bearer …"',
      });
    }
    const principal = await this.accounts.recognise(token);
    request.principal = principal;
    const roles = this.reflector.getAllAndOverride<readonly Role[] | undefined>(ROLES, targets);
    if (roles !== undefined && !roles.includes(principal.role)) {
      const wanted = roles.map((role) => ROLE_LABELS[role].zh).join('或');
      throw refused('not-allowed', {
        zh: `角色“${ROLE_LABELS[principal.role].zh}”不能执行此操作；需要${wanted}角色，由管理员授予`,
        en: `The role ${principal.role} may not do this; it takes ${roles.join(' or ')}, which an administrator grants`,
      });
    }
    const { site } = request.params;
    if (site !== undefined && !seesSite(principal, site)) {
      throw refused('unknown-site', {
        zh: `没有您可查看的站点“${site}”；GET /api/v1/sites 列出您的站点`,
        en: `There is no site "${site}" that you may see; GET /api/v1/sites lists yours`,
      });
    }
    return true;
  }
}
