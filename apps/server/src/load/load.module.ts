import { Module, type DynamicModule, Global } from '@nestjs/common';
import { QuestionGate } from './question-gate.js';

/** The embedded store has one connection: two questions keep it and the processor busy. */
const EMBEDDED = { running: 2, waiting: 60, perLogin: 24, waitMs: 20_000 } as const;
const SERVERS = { running: 6, waiting: 120, perLogin: 24, waitMs: 20_000 } as const;

/** The one gate before long questions, for every module that has some. */
@Global()
@Module({})
export class LoadModule {
  static forStore(embedded: boolean): DynamicModule {
    const provider = { provide: QuestionGate, useValue: new QuestionGate(embedded ? EMBEDDED : SERVERS) };
    return { module: LoadModule, providers: [provider], exports: [provider] };
  }
}
