import { createRequire } from 'node:module';
import type { Writable } from 'node:stream';
import { type DestinationStream, type Logger, pino } from 'pino';

/** Second line of defense: neither headers nor bodies are logged in the first place. */
const REDACTED = [
  'req.headers',
  'headers.authorization',
  'headers["webhook-signature"]',
  '*.authorization',
  '*["webhook-signature"]',
];

/** To standard output by default: readable lines on a terminal, lines of JSON elsewhere. */
export function createLog(level: string, destination?: DestinationStream): Logger {
  const options = { level, redact: { paths: REDACTED, censor: '[redacted]' } };
  if (destination) return pino(options, destination);
  return process.stdout.isTTY ? pino(options, forPeople(process.stdout)) : pino(options);
}

const require = createRequire(import.meta.url);

/** One line each: time, level, message; then its fields. Loaded only on a terminal. */
export function forPeople(destination: Writable): DestinationStream {
  const pretty = require('pino-pretty') as typeof import('pino-pretty');
  return pretty({
    destination,
    colorize: process.env['NO_COLOR'] === undefined,
    translateTime: 'SYS:HH:MM:ss',
    ignore: 'pid,hostname',
    singleLine: true,
    // Synchronous: a process's last words must not be lost.
    sync: true,
  });
}
