import { Body, Controller, Delete, Get, HttpCode, Ip, Param, Post, Req, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Throttle } from '@nestjs/throttler';
import {
  changePasswordSchema,
  currentUserSchema,
  loginRequestSchema,
  loginResponseSchema,
  sessionListSchema,
  type ChangePassword,
  type CurrentUser,
  type LoginRequest,
  type LoginResponse,
  type SessionList,
} from '@zerofab/contracts';
import { Accounts, AskedChange, Asker, checkPassword, type Principal, Needs } from '@zerofab/identity';
import type { ChangeRequest } from '@zerofab/records';
import { refused } from '@zerofab/vocabulary';
import {
  clearRefreshCookie,
  refreshCookieOf,
  setRefreshCookie,
  type CookieReply,
  type CookieRequest,
} from './refresh-cookie.js';
import { loginView, sessionView } from './person-view.js';

/** Logins from one address: enough for people behind one proxy, too few to guess passwords. */
const LOGINS_PER_MINUTE = 30;

@ApiTags('accounts')
@Controller('api/v1')
export class AuthController {
  constructor(private readonly accounts: Accounts) {}

  @Post('auth/login')
  @Needs('open')
  @HttpCode(200)
  @Throttle({ default: { limit: LOGINS_PER_MINUTE, ttl: 60_000 } })
  @ApiOperation({ summary: 'Log in; the token is valid for 12 hours' })
  @ApiResponse({ status: 200, standardSchema: loginResponseSchema })
  async logIn(
    @Body({ schema: loginRequestSchema }) { username, password }: LoginRequest,
    @Ip() address: string,
    @Req() request: CookieRequest,
    @Res({ passthrough: true }) reply: CookieReply,
  ): Promise<LoginResponse> {
    const agent = request.headers['user-agent'];
    const login = await this.accounts.logIn(
      username,
      password,
      address,
      agent === undefined ? null : String(agent),
    );
    setRefreshCookie(request, reply, login.refreshToken);
    return loginView(login);
  }

  @Post('auth/refresh')
  @Needs('open')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Prolong the session of the httpOnly cookie by 30 days; the cookie is good once and is replaced',
  })
  @ApiResponse({ status: 200, standardSchema: loginResponseSchema })
  async refresh(
    @Req() request: CookieRequest,
    @Res({ passthrough: true }) reply: CookieReply,
  ): Promise<LoginResponse> {
    const token = refreshCookieOf(request);
    try {
      if (token === undefined)
        throw refused('session-expired', {
          zh: '没有可续期的登录；请重新登录',
          en: 'There is no session to prolong; log in again',
        });
      const login = await this.accounts.refresh(token);
      setRefreshCookie(request, reply, login.refreshToken);
      return loginView(login);
    } catch (error) {
      clearRefreshCookie(request, reply);
      throw error;
    }
  }

  @Get('auth/me')
  @Needs('ownAccount')
  @ApiBearerAuth()
  @ApiOperation({ summary: 'Who is logged in' })
  @ApiResponse({ status: 200, standardSchema: currentUserSchema })
  me(@Asker() asker: Principal): CurrentUser {
    return { username: asker.username, displayName: asker.displayName, role: asker.role };
  }

  @Post('auth/logout')
  @Needs('ownAccount')
  @HttpCode(204)
  @ApiBearerAuth()
  @ApiOperation({ summary: 'Log out: the token stops working at once' })
  async logOut(
    @Asker() asker: Principal,
    @Req() request: CookieRequest,
    @Res({ passthrough: true }) reply: CookieReply,
  ): Promise<void> {
    await this.accounts.logOut(asker);
    clearRefreshCookie(request, reply);
  }

  @Get('auth/sessions')
  @Needs('ownAccount')
  @ApiBearerAuth()
  @ApiOperation({ summary: 'Your log-ins that are still good, the latest first' })
  @ApiResponse({ status: 200, standardSchema: sessionListSchema })
  async sessions(@Asker() asker: Principal): Promise<SessionList> {
    const sessions = await this.accounts.sessionsOf(asker);
    return { items: sessions.map((session) => sessionView(session, asker.session)) };
  }

  @Delete('auth/sessions/:id')
  @Needs('ownAccount')
  @HttpCode(204)
  @ApiBearerAuth()
  @ApiOperation({ summary: 'End a log-in of yours; an administrator ends any' })
  async endSession(@Param('id') id: string, @Asker() asker: Principal): Promise<void> {
    await this.accounts.endSession(id, asker);
  }

  @Post('auth/password')
  @Needs('ownAccount')
  @HttpCode(204)
  @ApiBearerAuth()
  @Throttle({ default: { limit: LOGINS_PER_MINUTE, ttl: 60_000 } })
  @ApiOperation({ summary: 'Change your password; your other log-ins end at once' })
  async changePassword(
    @Body({ schema: changePasswordSchema }) body: ChangePassword,
    @Asker() asker: Principal,
    @AskedChange() change: ChangeRequest,
  ): Promise<void> {
    checkPassword('password', asker.username, body.password);
    await this.accounts.changePassword(asker, body, change);
  }
}
