import type { Environment } from '#process';

/** Limits that keep callers from harming each other, or the service. */
export type GuardRails = {
  /** Events that a site may send per minute, to each process; 0: no limit. */
  eventsPerMinute: number;
  /** Reads and actions of a site per minute, in each process; 0: no limit. */
  requestsPerMinute: number;
  /** A request's headers and body must have arrived within this. */
  requestTimeoutMs: number;
  /** A response must begin within this; a preferred wait is added. */
  answerTimeoutMs: number;
  /** A long newsletter must be rendered within this. */
  renderTimeoutMs: number;
  /** Connections at a time, to each process. */
  connections: number;
  /** Bytes of bodies that are arriving, in each process. */
  arrivingBytes: number;
  /** Live streams at a time, in each process. */
  streams: number;
  /** Origins whose web pages may call; empty: none. */
  corsOrigins: string[];
  /** Number of our proxies in front, or their addresses; false: none. */
  trustProxy: number | string[] | false;
};

export const GUARD_RAILS: GuardRails = {
  // A newsroom saves a few times a minute; an outbox that empties after a night sends thousands.
  eventsPerMinute: 3_000,
  requestsPerMinute: 3_000,
  requestTimeoutMs: 60_000,
  answerTimeoutMs: 30_000,
  // Two megabytes of ordinary HTML take up to two seconds on a busy machine.
  renderTimeoutMs: 10_000,
  connections: 1_000,
  // Ten of the longest events there may be.
  arrivingBytes: 64_000_000,
  // Each keeps a connection open: more would starve requests.
  streams: 500,
  corsOrigins: [],
  trustProxy: false,
};

const PER_MINUTE = { min: 0, max: 1_000_000 };
const COUNT = { min: 10, max: 100_000 };
const BYTES = { min: 1_000_000, max: 10_000_000_000 };
const SECONDS = { min: 1, max: 600 };
const MS = 1_000;

export function readGuardRails(environment: Environment): GuardRails {
  const perMinute = (name: string, fallback: number) =>
    environment.wholeNumber(name, fallback, PER_MINUTE);
  const milliseconds = (name: string, fallbackMs: number) =>
    environment.number(name, fallbackMs / MS, SECONDS) * MS;
  return {
    eventsPerMinute: perMinute('EVENTS_PER_MINUTE', GUARD_RAILS.eventsPerMinute),
    requestsPerMinute: perMinute('REQUESTS_PER_MINUTE', GUARD_RAILS.requestsPerMinute),
    requestTimeoutMs: milliseconds('REQUEST_TIMEOUT_SECONDS', GUARD_RAILS.requestTimeoutMs),
    answerTimeoutMs: milliseconds('ANSWER_TIMEOUT_SECONDS', GUARD_RAILS.answerTimeoutMs),
    renderTimeoutMs: milliseconds('RENDER_TIMEOUT_SECONDS', GUARD_RAILS.renderTimeoutMs),
    connections: environment.wholeNumber('MAX_CONNECTIONS', GUARD_RAILS.connections, COUNT),
    arrivingBytes: environment.wholeNumber('ARRIVING_BYTES', GUARD_RAILS.arrivingBytes, BYTES),
    streams: environment.wholeNumber('MAX_STREAMS', GUARD_RAILS.streams, COUNT),
    corsOrigins: readOrigins(environment),
    trustProxy: readProxies(environment),
  };
}

function readOrigins(environment: Environment): string[] {
  const origins = listed(environment, 'CORS_ORIGINS');
  const isGood = (origin: string) => URL.canParse(origin) && new URL(origin).origin === origin;
  if (!origins.every(isGood)) {
    environment.faults.push(
      'CORS_ORIGINS must be origins such as https://desk.daily.example, separated by commas.',
    );
  }
  return origins;
}

const ADDRESS = /^[0-9a-f.:]+(?:\/\d{1,3})?$|^(?:loopback|linklocal|uniquelocal)$/i;

function readProxies(environment: Environment): GuardRails['trustProxy'] {
  const proxies = listed(environment, 'TRUST_PROXY');
  const [first = ''] = proxies;
  if (proxies.length <= 1 && /^\d?$/.test(first)) return Number(first) || false;
  if (!proxies.every((proxy) => ADDRESS.test(proxy))) {
    environment.faults.push(
      'TRUST_PROXY must be the number of proxies in front (1 to 9), or their addresses such as loopback, 10.0.0.0/8.',
    );
  }
  return proxies;
}

function listed(environment: Environment, name: string): string[] {
  const texts = (environment.text(name) ?? '').split(',').map((text) => text.trim());
  return texts.filter((text) => text !== '');
}
