import { Module } from '@nestjs/common';
import { FindingsService } from './findings.service.js';
import { RegisterEventsController } from './register-events.controller.js';
import { RegisterEventsService } from './register-events.service.js';

/** What was found about steps of registers, and what people decide about them. */
@Module({ controllers: [RegisterEventsController], providers: [FindingsService, RegisterEventsService] })
export class RegisterEventsModule {}
