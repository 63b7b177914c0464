import { execFile } from 'node:child_process';
import { chmod, chown, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { AppendNotifier, openEventStore, storeCertificateExpiry } from '#event-store';
import { Registry } from 'prom-client';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  type LocalPostgres,
  startPostgres,
} from '../../../apps/standalone/src/postgres/start-postgres.js';
import { serverUserOf } from '../../../apps/standalone/src/postgres/server-user.js';
import { storeChecks } from '../../../apps/gateway/src/operations/doctor/store-checks.js';
import { CertificateGauge } from '../../../libs/metrics/src/certificate-gauge.js';
import { ensureInstalled } from '../../setup/ensure-installed.js';
import { hasPrograms } from '../../setup/has-programs.js';
import { serverFolder } from '../../setup/server-folder.js';

const run = promisify(execFile);
const DEADLINE = { timeout: 60_000, interval: 50 };

let folder: string;
let dataDir: string;
let server: LocalPostgres;

const path = (name: string) => join(folder, name);
const openssl = (...args: string[]) => run('openssl', args, { cwd: folder });

/** An authority of our own. */
async function authority(name: string): Promise<void> {
  const key = ['-newkey', 'rsa:2048', '-nodes', '-keyout', `${name}.key`];
  await openssl(
    'req',
    '-x509',
    '-days',
    '2',
    ...key,
    '-out',
    `${name}.pem`,
    '-subj',
    `/CN=${name}`,
  );
}

beforeAll(async () => {
  await ensureInstalled({ packages: ['openssl'], isThere: () => hasPrograms('openssl') });
  folder = await serverFolder('tls');
  await authority('ca');
  await authority('other');
  const name = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
  const key = ['-newkey', 'rsa:2048', '-nodes', '-keyout', 'server.key'];
  const signed = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-days', '2', '-out', 'server.pem'];
  await openssl('req', '-x509', ...key, ...signed, ...name);
  const user = serverUserOf('/nowhere');
  if (user) await chown(path('server.key'), user.uid, user.gid);
  await chmod(folder, 0o755);
  dataDir = await serverFolder('tls-data');
  const settings = {
    ssl: 'on',
    ssl_cert_file: path('server.pem'),
    ssl_key_file: path('server.key'),
    fsync: 'off',
  };
  server = await startPostgres({ dataDir, settings });
});

afterAll(async () => {
  await server?.stop();
  for (const one of [folder, dataDir]) await rm(one, { recursive: true, force: true });
});

function urlOf(ca: string): string {
  return `${server.url}?sslmode=verify-full&sslrootcert=${path(ca)}`;
}

describe('sslmode=verify-full with the certificate of an own authority', () => {
  it('encrypts the pool and the connection that listens', async () => {
    const databaseUrl = urlOf('ca.pem');
    const opened = await openEventStore({ databaseUrl });
    const appends = new AppendNotifier(opened.store, databaseUrl);
    appends.onApplicationBootstrap();
    await vi.waitFor(async () => {
      const rows = await opened.dataSource.query(`SELECT ssl, count(*)::int AS n
        FROM pg_stat_ssl JOIN pg_stat_activity USING (pid)
        WHERE application_name = 'omeda-newsletter-connector' AND query LIKE 'LISTEN%' GROUP BY 1`);
      expect(rows).toEqual([{ ssl: true, n: 1 }]);
    }, DEADLINE);
    const plain = `SELECT FROM pg_stat_ssl JOIN pg_stat_activity USING (pid)
      WHERE application_name = 'omeda-newsletter-connector' AND NOT ssl`;
    expect(await opened.dataSource.query(plain)).toEqual([]);
    await appends.onModuleDestroy();
    await opened.close();
  });

  it('reports when the certificate of the server expires', async () => {
    const opened = await openEventStore({ databaseUrl: urlOf('ca.pem') });
    const { stdout } = await openssl('x509', '-in', 'server.pem', '-noout', '-enddate');
    const expiry = new Date(stdout.trim().replace('notAfter=', ''));
    expect(storeCertificateExpiry(opened.dataSource)).toEqual(expiry);
    const checks = (await storeChecks(opened.store)).checks.filter(({ name }) =>
      name.startsWith('certificate'),
    );
    expect(checks).toMatchObject([
      {
        name: 'certificate of PostgreSQL',
        state: 'fault',
        cure: expect.stringContaining('renew it'),
      },
    ]);
    const registry = new Registry();
    await new CertificateGauge(registry, { store: opened.store }).refresh();
    const name = 'newsletter_certificate_expiry_timestamp_seconds';
    expect(await registry.metrics()).toContain(`${name}{peer="store"} ${expiry.getTime() / 1000}`);
    await opened.close();
  });

  it('refuses a server of another authority', async () => {
    await expect(openEventStore({ databaseUrl: urlOf('other.pem') })).rejects.toThrow(
      /certificate|signature/,
    );
  });
});
