import { Body, Controller, Delete, Get, HttpCode, Ip, Param, Post, Put } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Throttle } from '@nestjs/throttler';
import {
  changePasswordSchema,
  codeSchema,
  currentUserSchema,
  loginRequestSchema,
  loginResponseSchema,
  putUserSchema,
  sessionListSchema,
  type ChangePassword,
  type CurrentUser,
  type LoginRequest,
  type LoginResponse,
  type PutUser,
  type SessionList,
} from '@zerofab/contracts';
import { Accounts, AskedChange, Asker, checkPassword, type Principal, Needs } from '@zerofab/identity';
import type { ChangeRequest } from '@zerofab/records';

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
  ): Promise<LoginResponse> {
    const { token, expiresAt, user } = await this.accounts.logIn(username, password, address);
    return { accessToken: token, tokenType: 'Bearer', expiresAt: expiresAt.toISOString(), user };
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
  async logOut(@Asker() asker: Principal): Promise<void> {
    await this.accounts.logOut(asker);
  }

  @Get('auth/sessions')
  @Needs('ownAccount')
  @ApiBearerAuth()
  @ApiOperation({ summary: 'Your log-ins that are still good, the latest first' })
  @ApiResponse({ status: 200, standardSchema: sessionListSchema })
  async sessions(@Asker() asker: Principal): Promise<SessionList> {
    const sessions = await this.accounts.sessionsOf(asker);
    return {
      items: sessions.map(({ id, address, createdAt, expiresAt }) => ({
        id,
        address,
        createdAt: createdAt.toISOString(),
        expiresAt: expiresAt.toISOString(),
        own: id === asker.session,
      })),
    };
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

  @Put('users/:username')
  @Needs('administer')
  @ApiBearerAuth()
  @ApiOperation({ summary: 'Create an account, or set its role, sites and password' })
  async putUser(
    @Param('username', { schema: codeSchema }) username: string,
    @Body({ schema: putUserSchema }) body: PutUser,
    @AskedChange() change: ChangeRequest,
  ): Promise<CurrentUser> {
    const { name, role, password, sites } = body;
    checkPassword('password', username, password);
    await this.accounts.save({ username, nameZh: name.zh, nameEn: name.en, role, password, sites }, change);
    return { username, displayName: name, role };
  }
}
