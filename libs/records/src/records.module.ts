import { Global, Module } from '@nestjs/common';
import { Adoption } from './adoption/adoption.js';
import { AuditLog } from './audit-log.js';
import { History } from './history.js';
import { Journal } from './journal.js';
import { RegisterEvents } from './sites/register-events.js';
import { SiteRecords } from './sites/site-records.js';

const SERVICES = [Adoption, AuditLog, History, Journal, RegisterEvents, SiteRecords];

/** The journal and the records that go through it. Needs the telemetry module, which brings the store. */
@Global()
@Module({ providers: SERVICES, exports: SERVICES })
export class RecordsModule {}
