import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { metaSchema, type Meta } from '@zerofab/contracts';
import { Needs } from '@zerofab/identity';
import { DemoService } from './demo.service.js';

@ApiTags('health')
@Controller('api/v1/meta')
export class MetaController {
  constructor(private readonly demo: DemoService) {}

  @Get()
  @Needs('open')
  @ApiOperation({ summary: 'Version, factor set and, in demo mode, the demo logins' })
  @ApiResponse({ status: 200, standardSchema: metaSchema })
  meta(): Meta {
    return this.demo.meta();
  }
}
