import { type DestinationStream, type Logger, pino } from 'pino';

/** Second line of defence: neither headers nor bodies are logged in the first place. */
const REDACTED = [
  'req.headers',
  'headers.authorization',
  'headers["webhook-signature"]',
  '*.authorization',
  '*["webhook-signature"]',
];

/** Lines of JSON to standard output, unless told where else. */
export function createLog(level: string, destination?: DestinationStream): Logger {
  const options = { level, redact: { paths: REDACTED, censor: '[redacted]' } };
  return destination ? pino(options, destination) : pino(options);
}
