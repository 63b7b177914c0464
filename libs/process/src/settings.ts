import { BadDatabaseUrl, DATABASE_URL_FORM, parseDatabaseUrl, unreadableFile } from '#event-store';
import { type Timing, timingFrom } from '#deployment';
import {
  TLS_VARIABLES,
  type TlsFiles,
  type TlsKind,
  addressesOf,
  managementUrls,
  readTlsFile,
} from '#messaging';
import type { Environment } from './environment.js';

/** The settings of every process of ours, whatever it does. */
export type SharedSettings = {
  sitesFile: string;
  /** All delays of the domain. */
  timing: Timing;
  logLevel: LogLevel;
  /** The gateway's public address, without a trailing slash. */
  publicUrl?: string;
};

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export function readShared(environment: Environment): SharedSettings {
  const { variables, faults } = environment;
  // Read where the store is measured: here it is only checked.
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

/** The URL of the store. A fault never repeats it: it contains a password. */
export function readDatabaseUrl(environment: Environment): string {
  const before = environment.faults.length;
  const url = environment.secret('DATABASE_URL') ?? '';
  const isFaulty = environment.faults.length > before;
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
    return unreadableFile(url);
  } catch (error) {
    if (error instanceof BadDatabaseUrl) return error.message;
    throw error;
  }
}

/** How to reach RabbitMQ. */
export type BrokerSettings = {
  /** One or several addresses, separated by commas. */
  url: string;
  tls?: TlsFiles;
  /** The management API, one or several addresses; the doctor reads the members of queues from it. */
  managementUrl?: string;
  /** First part of the name of every exchange and queue. */
  prefix: string;
};

const PREFIX = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/;

export function readBroker(environment: Environment): BrokerSettings {
  const before = environment.faults.length;
  const url = environment.secret('RABBITMQ_URL') ?? '';
  const isFaulty = environment.faults.length > before;
  const prefix = environment.text('RABBITMQ_PREFIX') ?? 'newsletter';
  const tls = readTls(environment, url);
  if (url === '' && !isFaulty) {
    environment.faults.push(
      'RABBITMQ_URL is not set. Set it to amqp://user:password@host:5672, or run "npm start", which needs no broker.',
    );
  } else if (!isFaulty) {
    environment.try(() => addressesOf(url));
  }
  if (!PREFIX.test(prefix)) {
    environment.faults.push(
      'RABBITMQ_PREFIX must be up to 64 letters, digits, dots, or dashes (default newsletter).',
    );
  }
  const managementUrl = environment.secret('RABBITMQ_MANAGEMENT_URL');
  if (
    managementUrl &&
    !managementUrls(managementUrl).every((one) => hasProtocol(one, /^https?:$/))
  ) {
    environment.faults.push(
      'RABBITMQ_MANAGEMENT_URL is not a URL. Set it to http://host:15672, of several nodes separated by commas, or leave it out.',
    );
  }
  return {
    url,
    prefix,
    ...(Object.keys(tls).length > 0 ? { tls } : {}),
    ...(managementUrl === undefined ? {} : { managementUrl }),
  };
}

/** A file that would not be used is a fault, too: its operator expects an encrypted connection. */
function readTls(environment: Environment, url: string): TlsFiles {
  const { ca, cert, key } = {
    ca: environment.text(TLS_VARIABLES.ca),
    cert: environment.text(TLS_VARIABLES.cert),
    key: environment.text(TLS_VARIABLES.key),
  };
  const given = Object.entries({ ca, cert, key }).filter(
    (entry): entry is [TlsKind, string] => entry[1] !== undefined,
  );
  for (const [kind, path] of given) environment.try(() => void readTlsFile(kind, path));
  if (given.length > 0 && /(^|,\s*)amqp:/.test(url)) {
    const [kind] = given[0]!;
    environment.faults.push(
      `${TLS_VARIABLES[kind]} is set, but RABBITMQ_URL has an address without TLS. Use amqps:// for each.`,
    );
  }
  if ((cert === undefined) !== (key === undefined)) {
    environment.faults.push('Set both RABBITMQ_CERT_FILE and RABBITMQ_KEY_FILE, or neither.');
  }
  return Object.fromEntries(given);
}

function hasProtocol(url: string, protocol: RegExp): boolean {
  return URL.canParse(url) && protocol.test(new URL(url).protocol);
}
