import { ConsoleLogger, type LogLevel } from '@nestjs/common';
import type { Environment } from '@zerofab/platform';

const LEVELS: readonly LogLevel[] = ['fatal', 'error', 'warn', 'log', 'debug'];
const SHOWN: Readonly<Record<Environment['logLevel'], number>> = { error: 2, warn: 3, info: 4, debug: 5 };

/** The framework's own report of every module and route; nobody who runs a factory needs it. */
const FRAMEWORK = new Set([
  'InstanceLoader',
  'NestApplication',
  'NestFactory',
  'RouterExplorer',
  'RoutesResolver',
]);

/** One line an event; colours on a terminal only. */
export class ServerLogger extends ConsoleLogger {
  constructor(level: Environment['logLevel']) {
    super('Zerofab', { logLevels: LEVELS.slice(0, SHOWN[level]), colors: process.stdout.isTTY });
  }

  override log(message: unknown, ...rest: unknown[]): void {
    const context = rest.at(-1);
    if (typeof context === 'string' && FRAMEWORK.has(context)) return;
    super.log(message, ...rest);
  }

  /** The start tells a port in use in one line of its own. */
  override error(message: unknown, ...rest: unknown[]): void {
    if (rest.at(-1) === 'NestApplication' && String(message).includes('EADDRINUSE')) return;
    super.error(message, ...rest);
  }
}
