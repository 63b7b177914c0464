import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  type Gateway,
  postEvent,
  signedEvent,
  startTestGateway,
} from '../../e2e/gateway/fixtures.js';
import { freePorts } from '../../setup/broker/free-ports.js';
import { type TestDatabase, createTestDatabase } from '../../setup/database.js';
import { blockOf } from '../../setup/docs/blocks.js';
import { filled } from '../../setup/docs/workbench.js';
import { ensureInstalled } from '../../setup/ensure-installed.js';
import { hasPrograms } from '../../setup/has-programs.js';

const DEADLINE = { timeout: 60_000, interval: 50 };
const EVENTS = '/v1/sites/daily/events';
/** Three times CONTENT_LIMIT_BYTES, and 512 kB, as the page says. */
const LARGEST_EVENT = 3 * 2_000_000 + 512_000;
const run = promisify(execFile);

let database: TestDatabase;
let gateway: Gateway;
let folder: string;
let port = 0;
let nginx: ReturnType<typeof spawn>;

/** A certificate that nobody else trusts. */
async function certify(): Promise<{ certificate: string; key: string }> {
  const [certificate, key] = [join(folder, 'site.pem'), join(folder, 'site.key')];
  const self = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', '-subj', '/CN=x'];
  await run('openssl', [...self, '-out', certificate, '-keyout', key]);
  return { certificate, key };
}

/** The block, with the usual rest of an nginx.conf, in its own folder. */
async function configure(): Promise<string> {
  const { certificate, key } = await certify();
  const server = filled(blockOf('docs/operating.md', 'server {').text, {
    '443 ssl': `127.0.0.1:${port} ssl`,
    '/etc/ssl/newsletters.pem': certificate,
    '/etc/ssl/newsletters.key': key,
    'http://127.0.0.1:3000': gateway.url,
  });
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path ${folder}/${name};`)
    .join('\n');
  const user = process.getuid?.() === 0 ? 'user root;' : '';
  const around = `${user}\npid ${folder}/pid;\nerror_log ${folder}/log;\nevents {}\n`;
  const file = join(folder, 'nginx.conf');
  await writeFile(file, `${around}http {\naccess_log off;\n${temporary}\n${server}}\n`);
  return file;
}

beforeAll(async () => {
  const isThere = () => hasPrograms('nginx', 'openssl', 'curl');
  await ensureInstalled({ packages: ['nginx-light', 'openssl', 'curl'], isThere });
  folder = await mkdtemp(join(tmpdir(), 'newsletter-nginx-'));
  [port = 0] = await freePorts(1);
  database = await createTestDatabase();
  gateway = await startTestGateway({ databaseUrl: database.url });
  const start = ['-c', await configure(), '-e', join(folder, 'log'), '-g', 'daemon off;'];
  nginx = spawn('nginx', start, { stdio: 'ignore' });
  await vi.waitFor(async () => expect(await statusOf('/health/live')).toBe('200'), DEADLINE);
}, 600_000);

afterAll(async () => {
  if (nginx?.exitCode === null) {
    const ended = once(nginx, 'exit');
    nginx.kill('SIGTERM');
    await ended;
  }
  await gateway?.close();
  await database?.drop();
  if (folder) await rm(folder, { recursive: true, force: true });
});

/** As a client outside sees it. */
const statusOf = (path: string, ...more: string[]) => logged('%{http_code}', path, ...more);

async function logged(format: string, path: string, ...more: string[]): Promise<string> {
  const quiet = ['-sk', '-o', '/dev/null', '-w', format, ...more];
  return (await run('curl', [...quiet, `https://127.0.0.1:${port}${path}`])).stdout;
}

describe('the proxy of docs/operating.md', () => {
  it('passes requests on, and keeps metrics to itself', async () => {
    expect(await statusOf('/health/ready')).toBe('200');
    expect(await statusOf('/metrics')).toBe('403');
  });

  it('speaks HTTP/2, so that each tab of the console has its stream', async () => {
    expect(await logged('%{http_version}', '/console')).toBe('2');
  });

  it('lets the largest event through that the gateway takes, and none that is too large', async () => {
    const file = join(folder, 'body.json');
    const sendBytes = async (bytes: number) => {
      const padded = JSON.stringify(postEvent()).padEnd(bytes);
      const { body, headers } = signedEvent(gateway.url, {}, { body: padded });
      await writeFile(file, body);
      const fields = Object.entries(headers).flatMap(([name, value]) => [
        '-H',
        `${name}: ${value}`,
      ]);
      return statusOf(EVENTS, ...fields, '--data-binary', `@${file}`);
    };
    expect(await sendBytes(LARGEST_EVENT)).toBe('202');
    expect(await sendBytes(9_000_000)).toBe('413');
  });

  it('passes on why an event is refused, however large it is', async () => {
    const file = join(folder, 'unsigned.json');
    await writeFile(file, ''.padEnd(LARGEST_EVENT));
    for (let n = 0; n < 5; n += 1) {
      expect(await statusOf(EVENTS, '--data-binary', `@${file}`)).toBe('401');
      expect(await statusOf(EVENTS.replace('daily', 'none'), '--data-binary', `@${file}`)).toBe(
        '404',
      );
    }
  });
});
