import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import {
  changePreviewSchema,
  codeSchema,
  credentialsSchema,
  meterListSchema,
  meterSchema,
  putMeterSchema,
  putSiteSchema,
  siteListSchema,
  siteSchema,
  type ChangePreview,
  type Credentials,
  type Meter,
  type PutMeter,
  type PutSite,
  type Site,
} from '@zerofab/contracts';
import { AskedChange, Asker, ForScreens, Needs, type Principal } from '@zerofab/identity';
import { Versioned } from '@zerofab/platform';
import type { ChangeRequest } from '@zerofab/records';
import { OwnLongQuestion } from '../load/long-question.js';
import { SitesService } from './sites.service.js';

@ApiTags('sites and meters')
@ApiBearerAuth()
@Controller('api/v1/sites')
export class SitesController {
  constructor(private readonly sites: SitesService) {}

  @Get()
  @Needs('readMethods')
  @ApiOperation({ summary: 'Sites this user may see' })
  @ApiResponse({ status: 200, standardSchema: siteListSchema })
  async list(@Asker() asker: Principal): Promise<{ items: Site[] }> {
    return { items: await this.sites.listSites(asker) };
  }

  @Get(':site')
  @Needs('readSite')
  @ForScreens()
  @Versioned()
  @ApiOperation({ summary: 'One site' })
  @ApiResponse({ status: 200, standardSchema: siteSchema })
  async get(@Param('site') site: string): Promise<Site> {
    return this.sites.site(site);
  }

  @Put(':site')
  @Needs('changeRecords')
  @Versioned()
  @ApiOperation({ summary: 'Create or update a site' })
  @ApiResponse({ status: 200, standardSchema: siteSchema })
  async put(
    @Param('site', { schema: codeSchema }) site: string,
    @Body({ schema: putSiteSchema }) body: PutSite,
    @AskedChange() change: ChangeRequest,
  ): Promise<Site> {
    return this.sites.putSite(site, body, change);
  }

  @Post(':site/preview')
  @Needs('changeRecords')
  @OwnLongQuestion()
  @HttpCode(200)
  @ApiOperation({ summary: 'What a changed definition of the site would do to its figures; writes nothing' })
  @ApiResponse({ status: 200, standardSchema: changePreviewSchema })
  async previewSite(
    @Param('site') site: string,
    @Body({ schema: putSiteSchema }) body: PutSite,
  ): Promise<ChangePreview> {
    return this.sites.previewSite(site, body);
  }

  @Get(':site/meters')
  @Needs('readSite')
  @ApiOperation({ summary: 'Meters with registers, online state and latest readings' })
  @ApiResponse({ status: 200, standardSchema: meterListSchema })
  async listMeters(@Param('site') site: string): Promise<{ items: Meter[] }> {
    return { items: await this.sites.listMeters(site) };
  }

  @Put(':site/meters/:meter')
  @Needs('changeRecords')
  @Versioned()
  @ApiOperation({ summary: 'Create or update a meter; a register left out is retired, its readings stay' })
  @ApiResponse({ status: 200, standardSchema: meterSchema })
  async putMeter(
    @Param('site') site: string,
    @Param('meter', { schema: codeSchema }) meter: string,
    @Body({ schema: putMeterSchema }) body: PutMeter,
    @AskedChange() change: ChangeRequest,
  ): Promise<Meter | undefined> {
    return this.sites.putMeter(site, meter, body, change);
  }

  @Post(':site/meters/:meter/preview')
  @Needs('changeRecords')
  @OwnLongQuestion()
  @HttpCode(200)
  @ApiOperation({ summary: 'What a changed definition of the meter would do to figures; writes nothing' })
  @ApiResponse({ status: 200, standardSchema: changePreviewSchema })
  async previewMeter(
    @Param('site') site: string,
    @Param('meter') meter: string,
    @Body({ schema: putMeterSchema }) body: PutMeter,
  ): Promise<ChangePreview> {
    return this.sites.previewMeter(site, meter, body);
  }

  @Post(':site/meters/:meter/credentials')
  @Needs('changeRecords')
  @HttpCode(201)
  @ApiOperation({
    summary: 'New MQTT login of a meter; the password is shown this once, the one before stops working',
  })
  @ApiResponse({ status: 201, standardSchema: credentialsSchema })
  async issueCredentials(
    @Param('site') site: string,
    @Param('meter') meter: string,
    @AskedChange() change: ChangeRequest,
  ): Promise<Credentials> {
    return this.sites.issueCredentials(site, meter, change);
  }

  @Delete(':site/meters/:meter/credentials')
  @Needs('changeRecords')
  @HttpCode(204)
  @ApiOperation({ summary: 'Take the MQTT login of a meter away; its connection ends within a second' })
  async revokeCredentials(
    @Param('site') site: string,
    @Param('meter') meter: string,
    @AskedChange() change: ChangeRequest,
  ): Promise<void> {
    await this.sites.revokeCredentials(site, meter, change);
  }
}
