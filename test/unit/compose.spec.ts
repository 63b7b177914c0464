import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { parseSites } from '#sites';

const FOLDER = 'deploy/compose';
/** The path of secrets/app in the containers of the apps. */
const MOUNTED = '/run/secrets/';

type Mounted = string | { source: string; target: string };
type Service = {
  command?: string[];
  environment?: Record<string, string>;
  healthcheck: { test: string[] };
  secrets?: Mounted[];
  networks?: string[];
  ports?: string[];
  read_only?: boolean;
  deploy?: { replicas: number };
};

const compose = parse(readFileSync(`${FOLDER}/compose.yaml`, 'utf8'), { merge: true }) as {
  services: Record<string, Service>;
  networks: Record<string, { internal?: boolean } | null>;
  secrets: Record<string, { file: string }>;
};
const services = Object.entries(compose.services);
const apps = services.filter(([name]) => ['gateway', 'deployer'].includes(name));
const variables = readFileSync('.env.example', 'utf8').matchAll(/^#?([A-Z_]+)=/gm);
const known = new Set([...variables].map(([, name]) => name));

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'newsletter-compose-'));
  cpSync(FOLDER, join(folder, FOLDER), { recursive: true });
  rmSync(join(folder, FOLDER, 'secrets'), { recursive: true, force: true });
  cpSync('sites.example.json', join(folder, 'sites.example.json'));
  const { status, stderr } = spawnSync('sh', [join(folder, FOLDER, 'make-secrets.sh')]);
  expect({ status, stderr: stderr.toString() }).toEqual({ status: 0, stderr: '' });
});

afterAll(() => rmSync(folder, { recursive: true }));

const secret = (name: string) => readFileSync(join(folder, FOLDER, 'secrets', name), 'utf8').trim();
const sourceOf = (mounted: Mounted) => (typeof mounted === 'string' ? mounted : mounted.source);

describe('deploy/compose', () => {
  it('runs two gateways and two deployers, and RabbitMQ and PostgreSQL that are not reachable from outside', () => {
    expect(apps.map(([, { deploy }]) => deploy?.replicas)).toEqual([2, 2]);
    for (const name of ['rabbitmq', 'postgres']) {
      expect(compose.services[name]?.networks).toEqual(['inside']);
      expect(compose.services[name]?.ports).toBeUndefined();
    }
    expect(compose.networks['inside']?.internal).toBe(true);
    expect(compose.services['gateway']?.ports).toEqual(['127.0.0.1:3000-3001:3000']);
  });

  it.each(services)(
    'looks after the health of %s, and starts it with what the build makes',
    (_name, service) => {
      const words = [...(service.command ?? []), ...service.healthcheck.test];
      const files = words.filter((word) => word.startsWith('dist/'));
      const sources = files.map((file) => file.replace(/^dist\//, '').replace(/\.js$/, '.ts'));
      expect(sources.filter((file) => !existsSync(file))).toEqual([]);
      expect(service.healthcheck.test[0]).toBe('CMD');
    },
  );

  it.each(services)(
    'gives %s secrets that are files, and that its script writes',
    (_name, service) => {
      const names = (service.secrets ?? []).map(sourceOf);
      expect(names.filter((name) => compose.secrets[name]?.file !== `secrets/${name}`)).toEqual([]);
      expect(names.filter((name) => secret(name) === '')).toEqual([]);
    },
  );

  it.each(apps)(
    'sets only variables of %s that there are, and every secret by its file',
    (_name, app) => {
      const { environment = {}, read_only } = app;
      expect(read_only).toBe(true);
      const names = Object.keys(environment).map((name) => name.replace(/_FILE$/, ''));
      expect(names.filter((name) => !known.has(name) && !known.has(`${name}_FILE`))).toEqual([]);
      const files = Object.values(environment).filter((value) => value.startsWith(MOUNTED));
      const written = readdirSync(join(folder, FOLDER, 'secrets/app'));
      expect(files.toSorted()).toEqual(written.map((name) => `${MOUNTED}${name}`).toSorted());
    },
  );

  it('has passwords that fit each other, and none of them is in the file', () => {
    expect(secret('app/database-url')).toContain(`:${secret('postgres-password')}@postgres:5432/`);
    const [, password = ''] = /^default_pass = (\w{64})$/m.exec(secret('rabbitmq.conf')) ?? [];
    expect(secret('app/rabbitmq-url')).toBe(
      `amqp://connector:${password}@rabbitmq:5672/newsletters`,
    );
    expect(JSON.stringify(compose)).not.toContain(password);
  });

  it('writes a sites file that can be read with these secrets', () => {
    const { environment = {} } = compose.services['gateway'] ?? {};
    const values = Object.fromEntries(
      Object.entries(environment)
        .filter(([name]) => name.endsWith('_FILE') && name !== 'SITES_FILE')
        .map(([name, path]) => [name.replace(/_FILE$/, ''), secret(path.replace(MOUNTED, 'app/'))]),
    );
    const { sites } = parseSites(secret('app/sites.json'), {
      env: (name) => values[name],
      file: () => '',
    });
    expect([...sites.keys()]).toEqual(['daily']);
  });

  it('keeps existing secrets, in a folder of one user', () => {
    const ofApps = readdirSync(join(folder, FOLDER, 'secrets/app')).map((name) => `app/${name}`);
    const names = [...Object.keys(compose.secrets), ...ofApps];
    const before = names.map(secret);
    spawnSync('sh', [join(folder, FOLDER, 'make-secrets.sh')]);
    expect(names.map(secret)).toEqual(before);
    expect(statSync(join(folder, FOLDER, 'secrets')).mode & 0o777).toBe(0o700);
  });
});
