import { Global, Module, type DynamicModule } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { BeliefStore } from './belief/belief.store.js';
import { ConflictStore } from './belief/conflict.store.js';
import { EventStore } from './belief/event.store.js';
import { FindingStore } from './belief/finding.store.js';
import { Judge } from './belief/judge.js';
import { Sight } from './belief/sight.js';
import { EmbeddedBroker } from './doors/embedded-broker.js';
import { FrontDoors } from './doors/front-doors.js';
import { MeterLogins } from './doors/meter-logins.js';
import { OutsideBroker } from './doors/outside-broker.js';
import { StatusKeeper } from './doors/status-keeper.js';
import { ClockWatch } from './ingest/clock-watch.js';
import { MeterDirectory } from './ingest/directory.js';
import { IngestEvents } from './ingest/events.js';
import { HistoryEntry } from './ingest/history-entry.js';
import { PushEntry } from './ingest/push-entry.js';
import { PushRequests } from './ingest/push-requests.js';
import { IngestPipeline } from './ingest/pipeline.js';
import { ReadingStore } from './ingest/reading.store.js';
import { RejectedWriter } from './ingest/rejected-writer.js';
import { ConsumptionMemo } from './readings/consumption-memo.js';
import { ConsumptionService } from './readings/consumption.service.js';
import { ConsumptionQuery } from './readings/query.store.js';
import { ReconciliationStore } from './readings/reconciliation.store.js';
import { RecomputedConsumption } from './readings/recomputed.service.js';
import { RejectedReader } from './readings/read-again.js';
import { RejectedStore } from './readings/rejected.store.js';
import { ConsumptionStore } from './rollup/consumption.store.js';
import { GapStore } from './rollup/gap.store.js';
import { HourStore } from './rollup/hour.store.js';
import { RollupService } from './rollup/rollup.service.js';
import { MeterHistoryStore } from './sites/meter-history.store.js';
import { SiteStore } from './sites/site.store.js';
import { PolicyRunner } from './upkeep/policy-runner.js';

const SERVICES = [
  BeliefStore,
  ClockWatch,
  ConflictStore,
  ConsumptionQuery,
  ConsumptionService,
  ConsumptionStore,
  EmbeddedBroker,
  EventStore,
  FindingStore,
  FrontDoors,
  GapStore,
  HourStore,
  IngestEvents,
  Judge,
  MeterDirectory,
  MeterHistoryStore,
  MeterLogins,
  OutsideBroker,
  PolicyRunner,
  PushRequests,
  ReadingStore,
  RecomputedConsumption,
  ReconciliationStore,
  RejectedReader,
  RejectedStore,
  RejectedWriter,
  RollupService,
  Sight,
  SiteStore,
  StatusKeeper,
];

export interface TelemetryOptions {
  readonly dataSource: DataSource;
  readonly retentionYears: number;
  /** Whether no other process writes to the store: then sums of what is over are kept in memory. */
  readonly alone?: boolean;
}

/** Everything between a meter's message and its consumption. */
@Global()
@Module({})
export class TelemetryModule {
  static forStore({ dataSource, retentionYears, alone = false }: TelemetryOptions): DynamicModule {
    return {
      module: TelemetryModule,
      providers: [
        { provide: DataSource, useValue: dataSource },
        {
          provide: IngestPipeline,
          inject: [MeterDirectory, ReadingStore, RejectedWriter, IngestEvents, ClockWatch],
          useFactory: (
            directory: MeterDirectory,
            store: ReadingStore,
            rejected: RejectedWriter,
            events: IngestEvents,
            clocks: ClockWatch,
          ) => new IngestPipeline(directory, store, rejected, events, clocks, retentionYears),
        },
        { provide: ConsumptionMemo, useValue: new ConsumptionMemo(alone) },
        {
          provide: HistoryEntry,
          inject: [DataSource, MeterDirectory, ReadingStore, IngestEvents],
          useFactory: (
            store: DataSource,
            directory: MeterDirectory,
            readings: ReadingStore,
            events: IngestEvents,
          ) => new HistoryEntry(store, directory, readings, events, retentionYears),
        },
        {
          provide: PushEntry,
          inject: [DataSource, MeterDirectory, ReadingStore, RejectedWriter, IngestEvents, PushRequests],
          useFactory: (
            store: DataSource,
            directory: MeterDirectory,
            readings: ReadingStore,
            rejected: RejectedWriter,
            events: IngestEvents,
            requests: PushRequests,
          ) => new PushEntry(store, directory, readings, rejected, events, requests, retentionYears),
        },
        ...SERVICES,
      ],
      exports: [DataSource, ConsumptionMemo, IngestPipeline, HistoryEntry, PushEntry, ...SERVICES],
    };
  }
}
