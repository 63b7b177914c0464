import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { TIMING } from '#deployment';

type Service = {
  environment: Record<string, string>;
  ports?: string[];
  volumes?: string[];
  secrets?: string[];
  stop_grace_period: string;
  healthcheck: { test: string[] };
};
type Services = Record<string, Service>;
type Container = {
  image: string;
  ports: { name: string; containerPort: number }[];
} & Partial<
  Record<'startupProbe' | 'readinessProbe' | 'livenessProbe', { httpGet: { path: string } }>
>;
type Manifest = {
  kind: string;
  metadata: { name: string };
  stringData: Record<string, string>;
  spec: {
    ports: { targetPort: string }[];
    egress: { ports: { port: number }[] }[];
    bootstrap: { initdb: { database: string; owner: string } };
    template: {
      metadata: { annotations: Record<string, string> };
      spec: { containers: [Container]; terminationGracePeriodSeconds: number };
    };
  };
};

const read = (file: string) => readFileSync(file, 'utf8');
const manifestsIn = (file: string) =>
  parseAllDocuments(read(`deploy/kubernetes/${file}`)).map((one) => one.toJS() as Manifest);
const variables = [...read('.env.example').matchAll(/^#?([A-Z_]+)=/gm)].map(([, name]) => name);

/** The paths of a process, from its code. */
function pathsOf(app: string, folder: string): string[] {
  const code = read(`apps/${app}/src/${folder}/health.controller.ts`);
  const [, base = ''] = /@Controller\('(.+)'\)/.exec(code) ?? [];
  return [...code.matchAll(/@Get\('(.+)'\)/g)].map(([, path]) => `/${base}/${path}`);
}
const PATHS: Record<string, string[]> = {
  gateway: pathsOf('gateway', 'operations/health'),
  deployer: pathsOf('deployer', 'health'),
};
/** The default of `callTimeoutSeconds`, and what a deployer needs around a call. */
const LONGEST_STEP_MS = 30_000 + TIMING.leaseMarginMs;
const APPS = [
  ['gateway', 'PORT'],
  ['deployer', 'HEALTH_PORT'],
] as const;

describe.each(['docker-compose.yml', 'deploy/compose/compose.yaml'])('%s', (file) => {
  const { services } = parse(read(file), { merge: true }) as { services: Services };

  it.each(APPS)('checks the health of the %s at its own port, at an existing path', (app, port) => {
    const { environment, healthcheck, ports = [] } = services[app]!;
    const url = new URL(healthcheck.test.at(-1) ?? '');
    expect(url.port).toBe(environment[port]);
    expect(url.pathname).toBe('/health/ready');
    expect(PATHS[app]).toContain(url.pathname);
    for (const one of ports) expect(one.split(':').at(-1)).toBe(environment[port]);
  });

  it('sets only variables that exist', () => {
    const given = APPS.flatMap(([app]) => Object.keys(services[app]!.environment));
    const known = new Set(variables.flatMap((name) => [name, `${name}_FILE`]));
    expect(given.filter((name) => !known.has(name))).toEqual([]);
  });

  it('starts the database and the user of RabbitMQ that the addresses name', () => {
    const { environment, secrets = [] } = services['postgres']!;
    expect(environment).toMatchObject({ POSTGRES_USER: 'connector', POSTGRES_DB: 'newsletters' });
    expect(services['postgres']!.healthcheck.test).toEqual(
      expect.arrayContaining([environment['POSTGRES_USER'], environment['POSTGRES_DB']]),
    );
    const named = Object.values(environment).filter((value) => value.startsWith('/run/secrets/'));
    expect(named).toEqual(secrets.map((name) => `/run/secrets/${name}`));
    const { DATABASE_URL, RABBITMQ_URL } = services['gateway']!.environment;
    if (DATABASE_URL)
      expect(DATABASE_URL).toMatch(/^postgres:\/\/connector:.*@postgres:5432\/newsletters$/);
    if (RABBITMQ_URL)
      expect(RABBITMQ_URL).toMatch(/^amqp:\/\/connector:.*@rabbitmq:5672\/newsletters$/);
  });

  it.each(APPS)(
    'mounts the folder of the sites file, so that the %s notices a new version',
    (app) => {
      const { environment, volumes = [], secrets } = services[app]!;
      const folders = volumes.map((one) => one.split(':')[1] ?? '');
      expect(folders).toEqual([dirname(environment['SITES_FILE'] ?? '')]);
      expect(secrets).toBeUndefined();
    },
  );

  it('gives a deployer the time that a step may take before it is killed', () => {
    const seconds = Number.parseInt(services['deployer']!.stop_grace_period, 10);
    expect(seconds * 1_000).toBeGreaterThan(LONGEST_STEP_MS);
  });
});

it('docker-compose.yml publishes the sandbox at its port', () => {
  const { services } = parse(read('docker-compose.yml'), { merge: true }) as { services: Services };
  const { environment, ports, healthcheck } = services['sandbox']!;
  const port = environment['SANDBOX_PORT'] ?? '';
  expect(ports).toEqual([`127.0.0.1:${port}:${port}`]);
  expect(new URL(healthcheck.test.at(-1) ?? '').port).toBe(port);
});

it('the Dockerfile exposes the ports that it sets, and checks the gateway at its own', () => {
  const dockerfile = read('Dockerfile');
  const portOf = (name: string) => new RegExp(`\\b${name}=(\\d+)`).exec(dockerfile)?.[1];
  expect(dockerfile).toContain(`EXPOSE ${portOf('PORT')} ${portOf('HEALTH_PORT')} 3100`);
  const { port, pathname } = new URL(/http:\/\/[^"]+/.exec(dockerfile)?.[0] ?? '');
  expect(port).toBe(/ PORT=(\d+)/.exec(dockerfile)?.[1]);
  expect(PATHS['gateway']).toContain(pathname);
});

describe('deploy/kubernetes', () => {
  const deployments = [...manifestsIn('gateway.yaml'), ...manifestsIn('deployer.yaml')];
  const containerOf = (app: string) => {
    const found = deployments.find(
      ({ kind, metadata }) => kind === 'Deployment' && metadata.name === `newsletter-${app}`,
    )!;
    const { template } = found.spec;
    return { ...template, container: template.spec.containers[0] };
  };
  const kustomization = parse(read('deploy/kubernetes/kustomization.yaml')) as {
    images: { name: string; newTag: string }[];
  };

  it.each(APPS)('probes and scrapes the %s at its address', (app) => {
    const { container, metadata } = containerOf(app);
    const paths = (['startupProbe', 'readinessProbe', 'livenessProbe'] as const).map(
      (kind) => container[kind]?.httpGet.path,
    );
    expect(paths).toEqual(['/health/live', '/health/ready', '/health/live']);
    for (const path of paths) expect(PATHS[app]).toContain(path);
    const [port] = container.ports;
    expect(metadata.annotations['prometheus.io/port']).toBe(String(port?.containerPort));
    expect(kustomization.images.map(({ name }) => name)).toEqual([container.image]);
  });

  it('serves the gateway at its own port, in the version of this package', () => {
    const service = deployments.find(({ kind }) => kind === 'Service');
    const names = containerOf('gateway').container.ports.map(({ name }) => name);
    expect(service?.spec.ports.map(({ targetPort }) => targetPort)).toEqual(names);
    const { version } = JSON.parse(read('package.json')) as { version: string };
    expect(kustomization.images[0]?.newTag).toBe(version);
  });

  it('lets processes reach names, HTTPS, PostgreSQL, RabbitMQ, and the usual targets of settings', () => {
    for (const { spec } of manifestsIn('network-policy.yaml')) {
      const ports = spec.egress.flatMap((one) => one.ports.map(({ port }) => port));
      expect(ports).toEqual([53, 53, 443, 465, 587, 4318, 5432, 5671, 5672, 15671, 15672]);
    }
  });

  it('gives a deployer the time that a step may take before it is killed', () => {
    const { terminationGracePeriodSeconds: seconds } = containerOf('deployer').spec;
    expect(seconds * 1_000).toBeGreaterThan(LONGEST_STEP_MS);
  });

  it('names the servers that its examples start', () => {
    const [secret] = manifestsIn('examples/secrets.yaml');
    const [postgres] = manifestsIn('examples/postgres.yaml');
    const [rabbitmq] = manifestsIn('examples/rabbitmq.yaml');
    const { DATABASE_URL = '', RABBITMQ_URL = '' } = secret?.stringData ?? {};
    const { database, owner } = postgres!.spec.bootstrap.initdb;
    const store = new URL(DATABASE_URL);
    expect([store.username, store.pathname]).toEqual([owner, `/${database}`]);
    expect(store.host).toBe(`${postgres?.metadata.name}-rw:5432`);
    expect(new URL(RABBITMQ_URL).host).toBe(`${rabbitmq?.metadata.name}:5672`);
    expect(read('deploy/kubernetes/examples/rabbitmq.yaml')).toContain(
      `default_vhost = ${new URL(RABBITMQ_URL).pathname.slice(1)}`,
    );
  });
});
