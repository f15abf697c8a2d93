import { Module } from '@nestjs/common';
import { WebController } from './web.controller.js';

/** The dashboard, and every path that nobody else takes. */
@Module({ controllers: [WebController] })
export class WebModule {}
