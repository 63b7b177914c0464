import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { type Server, createServer as createHttpServer } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ensureInstalled } from '../../setup/ensure-installed.js';
import { hasPrograms } from '../../setup/has-programs.js';

const run = promisify(execFile);
const APP_ID = 'a-key-that-no-proxy-may-see';

let folder: string;
let omeda: Server;
let proxy: Server;
/** Everything that the proxy sees. */
let seen: string[];
let keys: unknown[];

const certificate = () => join(folder, 'cert.pem');
const portOf = (server: Server) => (server.address() as AddressInfo).port;

async function listening<T extends Server>(server: T): Promise<T> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

beforeAll(async () => {
  await ensureInstalled({ packages: ['openssl'], isThere: () => hasPrograms('openssl') });
  folder = mkdtempSync(join(tmpdir(), 'newsletter-proxy-'));
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  const key = ['-newkey', 'rsa:2048', '-nodes', '-keyout', join(folder, 'key.pem')];
  await run('openssl', ['req', '-x509', '-days', '2', ...key, '-out', certificate(), ...subject]);
});

afterAll(() => rmSync(folder, { recursive: true }));

beforeEach(async () => {
  seen = [];
  keys = [];
  const tls = { key: readFileSync(join(folder, 'key.pem')), cert: readFileSync(certificate()) };
  const answering = createHttpsServer(tls, (request, response) => {
    keys.push(request.headers['x-omeda-appid']);
    request.resume().on('end', () => {
      response.setHeader('content-type', 'application/json');
      response.end('{"SubmissionId":"1","Deployments":[]}');
    });
  });
  omeda = await listening(answering as unknown as Server);
  proxy = await listening(createHttpServer((_request, response) => void response.end()));
  proxy.on('connect', (request, client, head) => {
    seen.push(`CONNECT ${request.url} ${JSON.stringify(request.headers)}`);
    const upstream = connect(portOf(omeda), '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      upstream.write(head);
      client.on('data', (data: Buffer) => seen.push(data.toString('latin1')));
      client.pipe(upstream).pipe(client);
    });
    upstream.on('error', () => client.destroy());
    client.on('error', () => upstream.destroy());
  });
});

afterEach(() => {
  proxy.closeAllConnections();
  omeda.closeAllConnections();
  proxy.close();
  omeda.close();
});

/** One call of a process whose environment configures the way to Omeda. */
async function search(env: Record<string, string>): Promise<void> {
  const account = {
    brand: 'DEMO',
    environment: 'sandbox',
    baseUrl: `https://localhost:${portOf(omeda)}`,
    appId: APP_ID,
    ownerUserId: 'owner',
  };
  const script = `const { createOmedaClient } = await import('#omeda-client');
    const client = createOmedaClient(${JSON.stringify(account)});
    await client.search({ name: 'Morning news' });
    await client.close();`;
  const { PATH = '' } = process.env;
  await run(process.execPath, ['--input-type=module', '-e', script], {
    env: { PATH, NODE_EXTRA_CA_CERTS: certificate(), ...env },
  });
}

describe('calls to Omeda', () => {
  it('go through the proxy of HTTPS_PROXY, which never sees the key', async () => {
    await search({ HTTPS_PROXY: `http://127.0.0.1:${portOf(proxy)}` });
    expect(keys).toEqual([APP_ID]);
    expect(seen[0]).toContain(`CONNECT localhost:${portOf(omeda)}`);
    expect(seen.length).toBeGreaterThan(1);
    expect(seen.join('')).not.toContain(APP_ID);
  });

  it('bypass it to hosts of NO_PROXY', async () => {
    await search({ HTTPS_PROXY: `http://127.0.0.1:${portOf(proxy)}`, NO_PROXY: 'localhost' });
    expect(keys).toEqual([APP_ID]);
    expect(seen).toEqual([]);
  });

  it('are direct without one', async () => {
    await search({ HTTP_PROXY: `http://127.0.0.1:${portOf(proxy)}` });
    expect(keys).toEqual([APP_ID]);
    expect(seen).toEqual([]);
  });
});
