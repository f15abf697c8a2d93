import {
  applyDecorators,
  Injectable,
  UseInterceptors,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import type { Principal } from '@zerofab/identity';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { QuestionGate } from './question-gate.js';

interface Asked {
  readonly url: string;
  readonly principal?: Principal;
}

/** Two who may see the same get the same answer to the same URL. */
const rightsOf = ({ role, sites }: Principal): string => JSON.stringify([role, [...sites].sort()]);

/** Puts a route behind the gate for long questions. */
@Injectable()
class LongQuestionInterceptor implements NestInterceptor {
  constructor(private readonly gate: QuestionGate) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const { url, principal } = context.switchToHttp().getRequest<Asked>();
    if (principal === undefined) return next.handle();
    const key = `${rightsOf(principal)} ${url}`;
    return from(this.gate.ask(key, principal.username, async () => lastValueFrom(next.handle())));
  }
}

/** As above, for answers that name who asked or are streams: each its own, none shared. */
@Injectable()
class OwnLongQuestionInterceptor implements NestInterceptor {
  private count = 0;

  constructor(private readonly gate: QuestionGate) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const { principal } = context.switchToHttp().getRequest<Asked>();
    if (principal === undefined) return next.handle();
    this.count += 1;
    const key = `own ${String(this.count)}`;
    return from(this.gate.ask(key, principal.username, async () => lastValueFrom(next.handle())));
  }
}

/** A route that reads or computes much: few at once, the same one answered once. */
export const LongQuestion = (): MethodDecorator & ClassDecorator =>
  applyDecorators(UseInterceptors(LongQuestionInterceptor));

/** A long question whose answer belongs to its asker alone. */
export const OwnLongQuestion = (): MethodDecorator & ClassDecorator =>
  applyDecorators(UseInterceptors(OwnLongQuestionInterceptor));
