import { Controller, Get, Header } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Open } from '@zerofab/identity';
import { SkipThrottle } from '@nestjs/throttler';
import { HealthService, type Readiness } from './health.service.js';

@ApiTags('health')
@Open()
@SkipThrottle()
@Controller()
export class HealthController {
  constructor(private readonly health: HealthService) {}

  @Get('api/v1/health/live')
  @ApiOperation({ summary: 'The process answers' })
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  @Get('api/v1/health/ready')
  @ApiOperation({ summary: 'Store and broker are usable; 503 with the reason otherwise' })
  async ready(): Promise<Readiness> {
    return this.health.ready();
  }

  @Get(['metrics', 'api/v1/metrics'])
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  @ApiOperation({ summary: 'Prometheus metrics' })
  async metrics(): Promise<string> {
    return this.health.metrics();
  }
}
