import type { Timing } from '#deployment';
import { ConfigError, readConfig } from '../../gateway/src/config.js';

type Env = Record<string, string | undefined>;

/** Everything that `npm start` is told by its environment; `.env.example` documents each variable. */
export type StandaloneConfig = {
  host: string;
  port: number;
  /** Somebody named the port: another one would surprise them. */
  isPortNamed: boolean;
  sitesFile?: string;
  sandboxPort: number;
  contentLimitBytes: number;
  timing: Timing;
  logLevel: string;
};

const SANDBOX_PORT = 3100;

/** @throws ConfigError with every fault at once. */
export function readStandaloneConfig(env: Env = process.env): StandaloneConfig {
  // The gateway's settings and rules; only the database may be left out here.
  const stand = 'postgres://local/standalone';
  const gateway = readConfig({ ...env, DATABASE_URL: env['DATABASE_URL'] || stand });
  const sitesFile = env['SITES_FILE']?.trim();
  return {
    host: gateway.host,
    port: gateway.port,
    isPortNamed: Boolean(env['PORT']?.trim()),
    ...(sitesFile ? { sitesFile } : {}),
    sandboxPort: readSandboxPort(env),
    contentLimitBytes: gateway.contentLimitBytes,
    timing: gateway.timing,
    logLevel: gateway.logLevel,
  };
}

function readSandboxPort(env: Env): number {
  const port = Number(env['SANDBOX_PORT']?.trim() || SANDBOX_PORT);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new ConfigError([`SANDBOX_PORT must be a port; left out it is ${SANDBOX_PORT}.`]);
}
