import {
  UseInterceptors,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import { map, type Observable } from 'rxjs';

interface Reply {
  header(name: string, value: string): unknown;
}

const versionOf = (body: unknown): number | undefined => {
  const version = typeof body === 'object' && body !== null && 'version' in body ? body.version : undefined;
  return typeof version === 'number' ? version : undefined;
};

/** Tells the version of the record that is answered, to be sent back as `If-Match` with a change of it. */
class VersionTag implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const reply = context.switchToHttp().getResponse<Reply>();
    return next.handle().pipe(
      map((body: unknown) => {
        const version = versionOf(body);
        if (version !== undefined) reply.header('etag', `"${String(version)}"`);
        return body;
      }),
    );
  }
}

/** A route that answers a versioned record: its `version` also goes out as `ETag`. */
export const Versioned = (): MethodDecorator => UseInterceptors(VersionTag);
