import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Controller, Get, Header } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { SkipThrottle } from '@nestjs/throttler';
import { Needs } from '@zerofab/identity';
import { projectRoot } from '@zerofab/platform';
import { refused, type RefusedError } from '@zerofab/vocabulary';

/** Folder of the built dashboard. */
export const dashboardFolder = (): string => join(projectRoot(), 'dist/dashboard');

const notBuilt = (): RefusedError =>
  refused('dashboard-not-built', {
    zh: '界面尚未构建；请运行 npm run build',
    en: 'The dashboard is not built; run npm run build',
  });

/** The dashboard is one page: every path that is not the API's shows it. */
@ApiExcludeController()
@SkipThrottle()
@Controller()
export class WebController {
  @Get('api/*')
  @Needs('open')
  unknownCall(): never {
    throw refused('unknown-call', {
      zh: '没有这个接口；/api/docs 列出全部接口',
      en: 'There is no such call; /api/docs lists them all',
    });
  }

  @Get('favicon.svg')
  @Needs('open')
  @Header('content-type', 'image/svg+xml')
  async icon(): Promise<string> {
    return readFile(join(dashboardFolder(), 'favicon.svg'), 'utf8').catch(() => {
      throw notBuilt();
    });
  }

  /** The verifier of audit bundles: a file to keep, so that checking needs this server no more. */
  @Get('verify.html')
  @Needs('open')
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('content-disposition', 'attachment; filename="verify.html"')
  @Header('cache-control', 'no-cache')
  async verifier(): Promise<string> {
    return readFile(join(projectRoot(), 'dist/verifier/verify.html'), 'utf8').catch(() => {
      throw notBuilt();
    });
  }

  @Get('*')
  @Needs('open')
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('cache-control', 'no-cache')
  async page(): Promise<string> {
    return readFile(join(dashboardFolder(), 'index.html'), 'utf8').catch(() => {
      throw notBuilt();
    });
  }
}
