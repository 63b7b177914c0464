import type { LoggerService } from '@nestjs/common';
import type { Logger } from 'pino';

/** A line for each module and route: useful only to their developers. */
const CHATTY = new Set(['InstanceLoader', 'RouterExplorer', 'RoutesResolver']);

/** Nest's own messages as lines of the same log. */
export class NestLog implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, context?: string): void {
    const level = CHATTY.has(context ?? '') ? 'debug' : 'info';
    this.logger[level](...lineOf(message, { context }));
  }

  warn(message: unknown, context?: string): void {
    this.logger.warn(...lineOf(message, { context }));
  }

  error(message: unknown, stack?: string, context?: string): void {
    this.logger.error(...lineOf(message, { context, stack }));
  }

  debug(message: unknown, context?: string): void {
    this.logger.debug(...lineOf(message, { context }));
  }

  verbose(message: unknown, context?: string): void {
    this.logger.trace(...lineOf(message, { context }));
  }
}

/** Details of a line besides its message have their own fields, to be searched by. */
function lineOf(message: unknown, about: object): [object, string] {
  if (typeof message !== 'object' || message === null || !('msg' in message)) {
    return [about, String(message)];
  }
  const { msg, ...fields } = message;
  return [{ ...about, ...fields }, String(msg)];
}
