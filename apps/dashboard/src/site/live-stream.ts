import type { LiveEvent } from '@zerofab/contracts';
import { EventSourceParserStream } from 'eventsource-parser/stream';
import { ApiError, request } from '../api/http';

/** Wait before the n-th reconnect: 1, 2, 4 … 30 s. */
export function backoffMs(attempt: number): number {
  return Math.min(30_000, 1000 * 2 ** Math.min(attempt, 5));
}

interface LiveHandlers {
  readonly onEvent: (event: LiveEvent) => void;
  readonly onState: (state: 'open' | 'reconnecting') => void;
}

/**
 * Reads the live stream of a site until the signal aborts, by fetch because EventSource cannot send the
 * Authorization header. Reconnects with backoff; a 401 or 403 ends it (the session reacts to the former).
 */
export async function followLive(site: string, signal: AbortSignal, handlers: LiveHandlers): Promise<void> {
  let attempt = 0;
  while (!signal.aborted) {
    try {
      await readStream(
        site,
        signal,
        (event) => {
          attempt = 0;
          handlers.onEvent(event);
        },
        () => handlers.onState('open'),
      );
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof ApiError && (error.status === 401 || error.status === 403)) return;
    }
    handlers.onState('reconnecting');
    await pause(backoffMs(attempt), signal);
    attempt += 1;
  }
}

async function readStream(
  site: string,
  signal: AbortSignal,
  onEvent: (event: LiveEvent) => void,
  onOpen: () => void,
): Promise<void> {
  const response = await request(`/sites/${encodeURIComponent(site)}/live`, {
    headers: { accept: 'text/event-stream' },
    cache: 'no-store',
    signal,
  });
  if (response.body === null) return;
  onOpen();
  const reader = response.body
    .pipeThrough(new TextDecoderStream())
    .pipeThrough(new EventSourceParserStream())
    .getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    if (value.event === 'live') onEvent(JSON.parse(value.data) as LiveEvent);
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}
