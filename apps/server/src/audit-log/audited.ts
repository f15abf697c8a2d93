import {
  applyDecorators,
  Injectable,
  mixin,
  UseInterceptors,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
  type Type,
} from '@nestjs/common';
import type { Principal } from '@zerofab/identity';
import { AuditLog } from '@zerofab/records';
import { concatMap, type Observable } from 'rxjs';

interface Asked {
  readonly url: string;
  readonly ip: string;
  readonly params: Readonly<Record<string, string | undefined>>;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly principal?: Principal;
}

const MAX_PATH = 500;

const notes = (action: 'read' | 'export'): Type<NestInterceptor> => {
  @Injectable()
  class AccessNote implements NestInterceptor {
    constructor(private readonly log: AuditLog) {}

    intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
      const request = context.switchToHttp().getRequest<Asked>();
      return next.handle().pipe(
        concatMap(async (answer: unknown) => {
          await this.note(request);
          return answer;
        }),
      );
    }

    private async note({ url, ip, params, headers, principal }: Asked): Promise<void> {
      if (principal === undefined) return;
      const agent = headers['user-agent'];
      await this.log.note(
        action,
        {
          site: params['site'] ?? null,
          path: url.slice(0, MAX_PATH),
          agent: agent === undefined ? null : String(agent),
        },
        { actor: { username: principal.username, role: principal.role, address: ip } },
      );
    }
  }
  return mixin(AccessNote);
};

/** A route whose answer is evidence or leaves the platform: nothing is handed out before the audit log has its entry. */
export const Audited = (action: 'read' | 'export'): MethodDecorator =>
  applyDecorators(UseInterceptors(notes(action)));
