import { Controller, Param, Sse } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { LiveEvent } from '@zerofab/contracts';
import { Asker, ForScreens, Needs, type Principal } from '@zerofab/identity';
import { map, type Observable } from 'rxjs';
import { LiveService } from './live.service.js';

@ApiTags('live')
@ApiBearerAuth()
@Controller('api/v1/sites/:site')
export class LiveController {
  constructor(private readonly live: LiveService) {}

  @Sse('live')
  @Needs('readSite')
  @ForScreens()
  @ApiOperation({ summary: 'Server-sent events: latest readings, power, meter states' })
  async stream(
    @Param('site') site: string,
    @Asker() asker: Principal,
  ): Promise<Observable<{ type: string; data: LiveEvent }>> {
    const events = await this.live.open(site, asker);
    return events.pipe(map((data) => ({ type: 'live', data })));
  }
}
