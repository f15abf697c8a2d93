import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { signingKeysSchema, type SigningKeys as PublicKeys } from '@zerofab/contracts';
import { Needs } from '@zerofab/identity';
import { SigningKeys } from './signing-keys.js';

@ApiTags('reports')
@Controller('api/v1/signing-keys')
export class SigningController {
  constructor(private readonly keys: SigningKeys) {}

  @Get()
  @Needs('open')
  @ApiOperation({ summary: 'Public keys whose signature audit bundles of this installation bear' })
  @ApiResponse({ status: 200, standardSchema: signingKeysSchema })
  list(): PublicKeys {
    return this.keys.list();
  }
}
