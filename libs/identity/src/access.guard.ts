import {
  applyDecorators,
  createParamDecorator,
  Inject,
  Injectable,
  Optional,
  SetMetadata,
  type CanActivate,
  type ExecutionContext,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ApiExtension } from '@nestjs/swagger';
import { refused, ROLE_LABELS, type RefusedError } from '@zerofab/vocabulary';
import { Accounts, seesSite, type Principal } from './accounts.js';
import { isForMachine, isForSenders, isOpen, roleHas, rolesOf, type Right } from './rights.js';
import { isScreenToken, ScreenLinks } from './screen-links.js';
import { Senders, type Sender } from './senders.js';

const NEEDS = 'zerofab:needs';
const SCREENS = 'zerofab:screens';

/** The right that a route takes; the OpenAPI document names it as `x-right`. A route without one is refused. */
export const Needs = (right: Right): MethodDecorator =>
  applyDecorators(SetMetadata(NEEDS, right), ApiExtension('x-right', right));

/** A route of a site that a large screen reads by its link; every other is closed to links. Says so as `x-screen`. */
export const ForScreens = (): MethodDecorator =>
  applyDecorators(SetMetadata(SCREENS, true), ApiExtension('x-screen', true));

/** What the guard reads of a request. */
export interface GuardedRequest {
  readonly ip: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly params: Readonly<Record<string, string | undefined>>;
  principal?: Principal;
  sender?: Sender;
}

/** The user who asks. */
export const Asker = createParamDecorator((_: unknown, context: ExecutionContext): Principal => {
  const { principal } = context.switchToHttp().getRequest<GuardedRequest>();
  if (principal === undefined) throw refused('not-logged-in', { zh: '请先登录', en: 'Log in first' });
  return principal;
});

/** Who sends readings: a meter, or a person for every meter of the site. */
export const SentBy = createParamDecorator((_: unknown, context: ExecutionContext): Sender => {
  const { principal, sender, params } = context.switchToHttp().getRequest<GuardedRequest>();
  if (sender !== undefined) return sender;
  if (principal === undefined) throw refused('not-logged-in', { zh: '请先登录', en: 'Log in first' });
  return { name: principal.username, site: params['site'] ?? '', meter: undefined };
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

const isScreen = (request: GuardedRequest): boolean => isScreenToken(tokenOf(request) ?? '');

const notForScreens = (): RefusedError =>
  refused('not-allowed', {
    zh: '大屏链接只能读取大屏显示的数字；其他内容请登录后查看',
    en: 'The link of a screen reads what the screen shows and nothing else; log in for more',
  });

const unknownSite = (site: string): RefusedError =>
  refused('unknown-site', {
    zh: `没有您可查看的站点“${site}”；GET /api/v1/sites 列出您的站点`,
    en: `There is no site "${site}" that you may see; GET /api/v1/sites lists yours`,
  });

/**
 * The one place where rights are checked: who is it, has the role the right, is the site granted. A site that is not
 * granted looks like one that does not exist.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly accounts: Accounts,
    @Optional() @Inject(Senders) private readonly senders?: Senders,
    @Optional() @Inject(ScreenLinks) private readonly screens?: ScreenLinks,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const right = this.reflector.get<Right | undefined>(NEEDS, context.getHandler());
    if (right === undefined)
      throw refused('not-allowed', {
        zh: '此接口未声明所需权限，任何人都不能调用；请告知开发者',
        en: 'This call declares no right, so that nobody may use it; tell its developers',
      });
    const request = context.switchToHttp().getRequest<GuardedRequest>();
    if (isOpen(right) || (isForMachine(right) && isLocal(request))) return true;
    if (isForSenders(right) && (await this.isSender(request))) return true;
    const principal = await this.recognise(request);
    request.principal = principal;
    if (!roleHas(principal.role, right)) {
      const roles = rolesOf(right);
      const wanted = roles.map((role) => ROLE_LABELS[role].zh).join('或');
      throw refused('not-allowed', {
        zh: `角色“${ROLE_LABELS[principal.role].zh}”不能执行此操作；需要${wanted}角色，由管理员授予`,
        en: `The role ${principal.role} may not do this; it takes ${roles.join(' or ')}, which an administrator grants`,
      });
    }
    const { site } = request.params;
    if (site !== undefined && !seesSite(principal, site)) throw unknownSite(site);
    if (isScreen(request) && this.reflector.get(SCREENS, context.getHandler()) !== true)
      throw notForScreens();
    return true;
  }

  /**
   * Whether a request comes with the login of a sender.
   * @throws RefusedError for a wrong login, and for a site that is not its own
   */
  private async isSender(request: GuardedRequest): Promise<boolean> {
    const header = String(request.headers['authorization'] ?? '');
    if (header === '' || tokenOf(request) !== undefined) return false;
    const sender = await this.senders?.recognise(header);
    if (sender === undefined)
      throw refused('wrong-credentials', {
        zh: '用户名或密码错误；计量表以 {站点}/{计量表} 及其 MQTT 密码登录',
        en: 'User name or password is wrong; a meter logs in as {site}/{meter} with the password it has for MQTT',
      });
    if (sender.site !== request.params['site']) throw unknownSite(request.params['site'] ?? '');
    request.sender = sender;
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
      throw refused('not-logged-in', {
        zh: '请先登录：POST /api/v1/auth/login，然后在请求中发送 "Authorization: Bearer …"',
        en: 'Log in first: POST /api/v1/auth/login, then send "Authorization: Bearer …"',
      });
    }
    if (this.screens !== undefined && isScreenToken(token)) return this.screens.recognise(token);
    return this.accounts.recognise(token);
  }
}
