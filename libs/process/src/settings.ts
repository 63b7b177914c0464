import { BadDatabaseUrl, DATABASE_URL_FORM, parseDatabaseUrl } from '#event-store';
import { type Timing, timingFrom } from '#deployment';
import type { Environment } from './environment.js';

/** What every process of ours is told, whatever it does. */
export type SharedSettings = {
  sitesFile: string;
  /** All delays of the domain. */
  timing: Timing;
  logLevel: LogLevel;
  /** The gateway's address as others reach it, without a slash at the end. */
  publicUrl?: string;
};

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export function readShared(environment: Environment): SharedSettings {
  const { variables, faults } = environment;
  // What measures the store reads it: here it is only checked.
  environment.number('STORE_LIMIT_GB', 1, { min: 0.001, max: 1_000_000 });
  const publicUrl = environment.url('PUBLIC_URL');
  const delayFactor = environment.number('DELAY_FACTOR', 1, { min: 0.0001, max: 1_000 });
  return {
    sitesFile: environment.text('SITES_FILE') ?? 'sites.json',
    timing: timingFrom(variables, delayFactor, faults),
    logLevel: environment.oneOf('LOG_LEVEL', LOG_LEVELS, 'info'),
    ...(publicUrl ? { publicUrl } : {}),
  };
}

/** The URL of the store. A fault never repeats it: it holds a password. */
export function readDatabaseUrl(environment: Environment): string {
  const { value: url = '', isFaulty } = environment.secret('DATABASE_URL');
  if (isFaulty) return url;
  const fault =
    url === ''
      ? `DATABASE_URL is not set. Set it to ${DATABASE_URL_FORM}. Or run "npm start", which starts a database.`
      : databaseUrlFault(url);
  if (fault !== undefined) environment.faults.push(fault);
  return url;
}

function databaseUrlFault(url: string): string | undefined {
  try {
    parseDatabaseUrl(url);
    return undefined;
  } catch (error) {
    if (error instanceof BadDatabaseUrl) return error.message;
    throw error;
  }
}

/** How to reach RabbitMQ. */
export type BrokerSettings = {
  url: string;
  /** First part of the name of every exchange and queue. */
  prefix: string;
};

const PREFIX = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/;

export function readBroker(environment: Environment): BrokerSettings {
  const { value: url = '', isFaulty } = environment.secret('RABBITMQ_URL');
  const prefix = environment.text('RABBITMQ_PREFIX') ?? 'newsletter';
  const form = 'amqp://user:password@host:5672';
  if (url === '' && !isFaulty) {
    environment.faults.push(
      `RABBITMQ_URL is not set. Set it to ${form}, or run "npm start", which needs no broker.`,
    );
  } else if (!isFaulty && !hasProtocol(url, /^amqps?:$/)) {
    environment.faults.push(`RABBITMQ_URL is not an AMQP URL. Set it to ${form}.`);
  }
  if (!PREFIX.test(prefix)) {
    environment.faults.push(
      'RABBITMQ_PREFIX must be up to 64 letters, digits, dots, or dashes (default newsletter).',
    );
  }
  return { url, prefix };
}

function hasProtocol(url: string, protocol: RegExp): boolean {
  return URL.canParse(url) && protocol.test(new URL(url).protocol);
}
