import { Body, Controller, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Throttle } from '@nestjs/throttler';
import {
  codeSchema,
  currentUserSchema,
  loginRequestSchema,
  loginResponseSchema,
  putUserSchema,
  type CurrentUser,
  type LoginRequest,
  type LoginResponse,
  type PutUser,
} from '@zerofab/contracts';
import { Accounts, Allow, AskedChange, Asker, Open, type Principal } from '@zerofab/identity';
import type { ChangeRequest } from '@zerofab/records';

/** Logins from one address: enough for people behind one proxy, too few to guess passwords. */
const LOGINS_PER_MINUTE = 30;

@ApiTags('accounts')
@Controller('api/v1')
export class AuthController {
  constructor(private readonly accounts: Accounts) {}

  @Post('auth/login')
  @Open()
  @HttpCode(200)
  @Throttle({ default: { limit: LOGINS_PER_MINUTE, ttl: 60_000 } })
  @ApiOperation({ summary: 'Log in; the token is valid for 12 hours' })
  @ApiResponse({ status: 200, standardSchema: loginResponseSchema })
  async logIn(@Body({ schema: loginRequestSchema }) body: LoginRequest): Promise<LoginResponse> {
    const { token, expiresAt, user } = await this.accounts.logIn(body.username, body.password);
    return { accessToken: token, tokenType: 'Bearer', expiresAt: expiresAt.toISOString(), user };
  }

  @Get('auth/me')
  @ApiBearerAuth()
  @ApiOperation({ summary: 'Who is logged in' })
  @ApiResponse({ status: 200, standardSchema: currentUserSchema })
  me(@Asker() asker: Principal): CurrentUser {
    return { username: asker.username, displayName: asker.displayName, role: asker.role };
  }

  @Put('users/:username')
  @Allow('admin')
  @ApiBearerAuth()
  @ApiOperation({ summary: 'Create an account, or set its role, sites and password' })
  async putUser(
    @Param('username', { schema: codeSchema }) username: string,
    @Body({ schema: putUserSchema }) body: PutUser,
    @AskedChange() change: ChangeRequest,
  ): Promise<CurrentUser> {
    const { name, role, password, sites } = body;
    await this.accounts.save({ username, nameZh: name.zh, nameEn: name.en, role, password, sites }, change);
    return { username, displayName: name, role };
  }
}
