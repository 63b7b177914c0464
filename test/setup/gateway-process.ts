import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { VARIABLES, sitesFile } from './test-sites.js';

const START_MS = 120_000;

/** A gateway as operators run it: a separate process, from the output of `npm run build`. */
export type GatewayProcess = {
  url: string;
  pid: number;
  /** Its output so far. */
  printed(): string;
  isRunning(): boolean;
  stop(): Promise<void>;
};

type Starting = {
  databaseUrl: string;
  rabbitmqUrl: string;
  omedaUrl?: string;
  /** Further variables of its environment. */
  settings?: Record<string, string>;
};

export async function startGatewayProcess(starting: Starting): Promise<GatewayProcess> {
  const { databaseUrl, rabbitmqUrl, omedaUrl, settings } = starting;
  const folder = await mkdtemp(join(tmpdir(), 'newsletter-gateway-'));
  const file = join(folder, 'sites.json');
  await writeFile(file, sitesFile(omedaUrl));
  const { PATH = '' } = process.env;
  const ours = { DATABASE_URL: databaseUrl, RABBITMQ_URL: rabbitmqUrl, SITES_FILE: file };
  const child = spawn(process.execPath, ['dist/apps/gateway/src/main.js'], {
    env: { PATH, ...VARIABLES, ...ours, PORT: '0', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const pieces: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => pieces.push(text));
  }
  const printed = () => pieces.join('');
  const ended = once(child, 'exit');
  const isRunning = () => child.exitCode === null && child.signalCode === null;
  const stop = async () => {
    if (isRunning()) child.kill('SIGTERM');
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  const url = await untilUp({ printed, isRunning }).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return { url, pid: child.pid ?? 0, printed, isRunning, stop };
}

async function untilUp({ printed, isRunning }: Pick<GatewayProcess, 'printed' | 'isRunning'>) {
  const end = performance.now() + START_MS;
  for (;;) {
    const [, url] = /The gateway is running at (\S+) /.exec(printed()) ?? [];
    if (url) return url;
    if (!isRunning() || performance.now() > end) {
      throw new Error(`The gateway did not start:\n${printed()}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
