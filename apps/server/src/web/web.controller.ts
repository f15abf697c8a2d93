import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Controller, Get, Header } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { SkipThrottle } from '@nestjs/throttler';
import { Needs } from '@zerofab/identity';
import { notFound, projectRoot } from '@zerofab/platform';

/** Folder of the built dashboard. */
export const dashboardFolder = (): string => join(projectRoot(), 'dist/dashboard');

/** The dashboard is one page: every path that is not the API's shows it. */
@ApiExcludeController()
@SkipThrottle()
@Controller()
export class WebController {
  @Get('api/*')
  @Needs('open')
  unknownCall(): never {
    throw notFound('unknown-call', 'There is no such call; /api/docs lists them all');
  }

  @Get('favicon.svg')
  @Needs('open')
  @Header('content-type', 'image/svg+xml')
  async icon(): Promise<string> {
    return readFile(join(dashboardFolder(), 'favicon.svg'), 'utf8').catch(() => {
      throw notFound('dashboard-not-built', 'The dashboard is not built; run npm run build');
    });
  }

  @Get('*')
  @Needs('open')
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('cache-control', 'no-cache')
  async page(): Promise<string> {
    return readFile(join(dashboardFolder(), 'index.html'), 'utf8').catch(() => {
      throw notFound('dashboard-not-built', 'The dashboard is not built; run npm run build');
    });
  }
}
