import { type Timing, timingFrom } from '#deployment';

/** Everything the gateway is told by its environment. `.env.example` documents each variable. */
export type GatewayConfig = {
  host: string;
  port: number;
  databaseUrl: string;
  sitesFile: string;
  /** Most UTF-8 bytes of a post's html. */
  contentLimitBytes: number;
  /** All delays of the domain. */
  timing: Timing;
  logLevel: LogLevel;
};

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export const DEFAULT_CONTENT_LIMIT_BYTES = 2_000_000;

/** All that is wrong with the environment, each with its cure. */
export class ConfigError extends Error {
  override name = 'ConfigError';

  constructor(faults: string[]) {
    super(`The gateway cannot start (see .env.example):\n  ${faults.join('\n  ')}`);
  }
}

type Env = Record<string, string | undefined>;

/**
 * Reads and checks the environment once, at start.
 * @throws ConfigError with every fault at once.
 */
export function readConfig(env: Env = process.env): GatewayConfig {
  const faults: string[] = [];
  const number = (name: string, fallback: number, { min, max }: { min: number; max: number }) => {
    const text = env[name]?.trim();
    const value = text ? Number(text) : fallback;
    if (value >= min && value <= max) return value;
    faults.push(`${name} must be a number from ${min} to ${max}; left out it is ${fallback}.`);
    return fallback;
  };
  const delayFactor = number('DELAY_FACTOR', 1, { min: 0.0001, max: 1_000 });
  const config: GatewayConfig = {
    host: env['HOST']?.trim() || '127.0.0.1',
    port: number('PORT', 3000, { min: 0, max: 65_535 }),
    databaseUrl: readDatabaseUrl(env, faults),
    sitesFile: env['SITES_FILE']?.trim() || 'sites.json',
    contentLimitBytes: number('CONTENT_LIMIT_BYTES', DEFAULT_CONTENT_LIMIT_BYTES, {
      min: 1_000,
      max: 50_000_000,
    }),
    timing: timingFrom(env, delayFactor, faults),
    logLevel: readLogLevel(env, faults),
  };
  if (!Number.isInteger(config.port)) faults.push('PORT must be a whole number.');
  if (!Number.isInteger(config.contentLimitBytes)) {
    faults.push('CONTENT_LIMIT_BYTES must be a whole number.');
  }
  if (faults.length > 0) throw new ConfigError(faults);
  return config;
}

/** The URL itself is never repeated: it holds a password. */
function readDatabaseUrl(env: Env, faults: string[]): string {
  const url = env['DATABASE_URL']?.trim() ?? '';
  const form = 'postgres://user:password@host:5432/database';
  if (url === '') {
    faults.push(
      `DATABASE_URL is not set: set it to ${form}, or run "npm start", which brings one.`,
    );
  } else if (!URL.canParse(url) || !/^postgres(ql)?:$/.test(new URL(url).protocol)) {
    faults.push(`DATABASE_URL is not a PostgreSQL URL: set it to ${form}.`);
  }
  return url;
}

function readLogLevel(env: Env, faults: string[]): LogLevel {
  const wanted = env['LOG_LEVEL']?.trim() || 'info';
  const level = LOG_LEVELS.find((known) => known === wanted);
  if (!level) faults.push(`LOG_LEVEL must be one of: ${LOG_LEVELS.join(', ')}.`);
  return level ?? 'info';
}
