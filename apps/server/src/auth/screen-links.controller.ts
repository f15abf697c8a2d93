import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import {
  makeScreenLinkSchema,
  newScreenLinkSchema,
  revokeScreenLinkSchema,
  screenLinkListSchema,
  screenLinkSchema,
  type MakeScreenLink,
  type NewScreenLink,
  type ScreenLink,
  type ScreenLinkList,
} from '@zerofab/contracts';
import { AskedChange, Needs, ScreenLinks } from '@zerofab/identity';
import type { ChangeRequest } from '@zerofab/records';
import { SiteStore } from '@zerofab/telemetry';
import { screenLinkView, screenPath } from './screen-link-view.js';

@ApiTags('accounts')
@ApiBearerAuth()
@Controller('api/v1/sites/:site/screen-links')
export class ScreenLinksController {
  constructor(
    private readonly sites: SiteStore,
    private readonly links: ScreenLinks,
  ) {}

  @Get()
  @Needs('readHistory')
  @ApiOperation({ summary: 'Links of large screens: who made them, how long they are good, when last used' })
  @ApiResponse({ status: 200, standardSchema: screenLinkListSchema })
  async list(@Param('site') code: string): Promise<ScreenLinkList> {
    const site = await this.sites.requireSite(code);
    return { items: (await this.links.list(site.code)).map(screenLinkView) };
  }

  @Post()
  @Needs('manageScreens')
  @ApiOperation({
    summary: 'Make a link by which a large screen reads this site without a login; shown this once',
  })
  @ApiResponse({ status: 201, standardSchema: newScreenLinkSchema })
  async make(
    @Param('site') code: string,
    @Body({ schema: makeScreenLinkSchema }) { name, expiresAt }: MakeScreenLink,
    @AskedChange() change: ChangeRequest,
  ): Promise<NewScreenLink> {
    const site = await this.sites.requireSite(code);
    const until = typeof expiresAt === 'string' ? new Date(expiresAt) : null;
    const { link, token } = await this.links.make(site.code, { name, expiresAt: until }, change);
    return { link: screenLinkView(link), path: screenPath(site.code, token) };
  }

  @Post(':id/revoke')
  @Needs('manageScreens')
  @HttpCode(200)
  @ApiOperation({ summary: 'Take a link back: its screens show nothing any more, at once' })
  @ApiResponse({ status: 200, standardSchema: screenLinkSchema })
  async revoke(
    @Param('site') code: string,
    @Param('id') id: string,
    @Body({ schema: revokeScreenLinkSchema }) _body: unknown,
    @AskedChange() change: ChangeRequest,
  ): Promise<ScreenLink> {
    const site = await this.sites.requireSite(code);
    return screenLinkView(await this.links.revoke(site.code, id, change));
  }
}
