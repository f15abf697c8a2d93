import { Body, Controller, Get, HttpCode, Ip, Param, Post, Put } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Throttle } from '@nestjs/throttler';
import {
  codeSchema,
  currentUserSchema,
  linkSchema,
  lookAtLinkSchema,
  noteSchema,
  oneTimeLinkSchema,
  personListSchema,
  personSchema,
  putUserSchema,
  sessionListSchema,
  useLinkSchema,
  type CurrentUser,
  type LinkOwner,
  type LookAtLink,
  type OneTimeLink,
  type Person,
  type PersonList,
  type PutUser,
  type SessionList,
  type UseLink,
} from '@zerofab/contracts';
import { AskedChange, Needs } from '@zerofab/identity';
import type { ChangeRequest } from '@zerofab/records';
import { PeopleService } from './people.service.js';

/** Tries of a link from one address: people open one, who guesses 256 bits needs more. */
const LINKS_PER_MINUTE = 30;

@ApiTags('accounts')
@Controller('api/v1')
export class PeopleController {
  constructor(private readonly people: PeopleService) {}

  @Get('users')
  @Needs('administer')
  @ApiBearerAuth()
  @ApiOperation({
    summary: 'Accounts with role, sites, whether they are open, and links that are still good',
  })
  @ApiResponse({ status: 200, standardSchema: personListSchema })
  async list(): Promise<PersonList> {
    return this.people.list();
  }

  @Put('users/:username')
  @Needs('administer')
  @ApiBearerAuth()
  @ApiOperation({
    summary: 'Create an account, or set its role and sites, and its password where one is given',
  })
  @ApiResponse({ status: 200, standardSchema: currentUserSchema })
  async put(
    @Param('username', { schema: codeSchema }) username: string,
    @Body({ schema: putUserSchema }) body: PutUser,
    @AskedChange() change: ChangeRequest,
  ): Promise<CurrentUser> {
    return this.people.put(username, body, change);
  }

  @Post('users/:username/link')
  @Needs('administer')
  @HttpCode(201)
  @ApiBearerAuth()
  @ApiOperation({
    summary: 'One-time link by which the person sets the own password; the one before stops working',
  })
  @ApiResponse({ status: 201, standardSchema: oneTimeLinkSchema })
  async makeLink(
    @Param('username') username: string,
    @Body({ schema: noteSchema }) _body: unknown,
    @AskedChange() change: ChangeRequest,
  ): Promise<OneTimeLink> {
    return this.people.makeLink(username, change);
  }

  @Post('users/:username/disable')
  @Needs('administer')
  @HttpCode(200)
  @ApiBearerAuth()
  @ApiOperation({
    summary: 'Close an account: its sessions end at once, it opens nothing until it is enabled',
  })
  @ApiResponse({ status: 200, standardSchema: personSchema })
  async disable(
    @Param('username') username: string,
    @Body({ schema: noteSchema }) _body: unknown,
    @AskedChange() change: ChangeRequest,
  ): Promise<Person> {
    return this.people.setDisabled(username, true, change);
  }

  @Post('users/:username/enable')
  @Needs('administer')
  @HttpCode(200)
  @ApiBearerAuth()
  @ApiOperation({ summary: 'Open an account again' })
  @ApiResponse({ status: 200, standardSchema: personSchema })
  async enable(
    @Param('username') username: string,
    @Body({ schema: noteSchema }) _body: unknown,
    @AskedChange() change: ChangeRequest,
  ): Promise<Person> {
    return this.people.setDisabled(username, false, change);
  }

  @Get('users/:username/sessions')
  @Needs('administer')
  @ApiBearerAuth()
  @ApiOperation({
    summary: 'Log-ins of an account that are still good; end one with DELETE /auth/sessions/{id}',
  })
  @ApiResponse({ status: 200, standardSchema: sessionListSchema })
  async sessions(@Param('username') username: string): Promise<SessionList> {
    return this.people.sessions(username);
  }

  @Post('auth/links/look')
  @Needs('open')
  @HttpCode(200)
  @Throttle({ default: { limit: LINKS_PER_MINUTE, ttl: 60_000 } })
  @ApiOperation({ summary: 'Whose one-time link it is, without using it' })
  @ApiResponse({ status: 200, standardSchema: linkSchema })
  async lookAtLink(@Body({ schema: lookAtLinkSchema }) { token }: LookAtLink): Promise<LinkOwner> {
    return this.people.lookAtLink(token);
  }

  @Post('auth/links/use')
  @Needs('open')
  @HttpCode(200)
  @Throttle({ default: { limit: LINKS_PER_MINUTE, ttl: 60_000 } })
  @ApiOperation({ summary: 'Set the own password by a one-time link, which then stops working' })
  @ApiResponse({ status: 200, standardSchema: currentUserSchema })
  async useLink(@Body({ schema: useLinkSchema }) body: UseLink, @Ip() address: string): Promise<CurrentUser> {
    return this.people.useLink(body, address);
  }
}
