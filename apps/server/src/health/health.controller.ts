import { Controller, Get, Header, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { AccessGuard, Needs, type GuardedRequest } from '@zerofab/identity';
import { refused, RefusedError } from '@zerofab/vocabulary';
import { SkipThrottle } from '@nestjs/throttler';
import { HealthService, type Readiness } from './health.service.js';

@ApiTags('health')
@SkipThrottle()
@Controller()
export class HealthController {
  constructor(
    private readonly health: HealthService,
    private readonly guard: AccessGuard,
  ) {}

  @Get('api/v1/health/live')
  @Needs('open')
  @ApiOperation({ summary: 'The process answers' })
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  @Get('api/v1/health/ready')
  @Needs('open')
  @ApiOperation({
    summary:
      'Store and broker are usable; 503 otherwise. Details for the logged in and on the machine itself',
  })
  async ready(@Req() request: GuardedRequest): Promise<Readiness | Pick<Readiness, 'status'>> {
    const inside = await this.guard.grants(request, 'watch');
    try {
      const readiness = await this.health.ready();
      return inside ? readiness : { status: readiness.status };
    } catch (error) {
      if (inside || !(error instanceof RefusedError)) throw error;
      throw refused(error.refusal.code, {
        zh: '尚未就绪；请登录查看原因，或在本机上查询',
        en: 'Not ready; log in to see why, or ask on the machine itself',
      });
    }
  }

  @Get(['metrics', 'api/v1/metrics'])
  @Needs('watch')
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  @ApiOperation({ summary: 'Prometheus metrics' })
  async metrics(): Promise<string> {
    return this.health.metrics();
  }
}
