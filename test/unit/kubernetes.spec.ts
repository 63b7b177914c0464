import { Cluster } from '@kubernetes-models/cloudnative-pg/postgresql.cnpg.io/v1/Cluster';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { Deployment } from 'kubernetes-models/apps/v1/Deployment';
import { HorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2/HorizontalPodAutoscaler';
import { NetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy';
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1/PodDisruptionBudget';
import { Secret } from 'kubernetes-models/v1/Secret';
import { Service } from 'kubernetes-models/v1/Service';
import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { parseSites } from '#sites';

const FOLDER = 'deploy/kubernetes';

type Labels = Record<string, string>;
type Probe = { httpGet: { path: string; port: string } };
type Container = {
  command: string[];
  ports: { name: string; containerPort: number }[];
  envFrom: { configMapRef?: { name: string }; secretRef?: { name: string } }[];
  volumeMounts: { mountPath: string }[];
  securityContext: object;
  lifecycle?: { preStop: { exec: { command: string[] } } };
} & Record<'startupProbe' | 'readinessProbe' | 'livenessProbe', Probe>;
type Pod = {
  terminationGracePeriodSeconds: number;
  securityContext: object;
  containers: [Container];
  volumes: { secret: { secretName: string } }[];
};
type Manifest = {
  apiVersion: string;
  kind: string;
  metadata: { name: string };
  spec: {
    selector: { matchLabels: Labels } & Labels;
    podSelector: { matchLabels: Labels };
    template: { metadata: { labels: Labels }; spec: Pod };
    scaleTargetRef: { name: string };
    metrics: { external: { metric: { name: string } } }[];
    ingress: { ports: { port: number }[] }[];
  };
  stringData: Record<string, string>;
};

const MODELS = {
  Cluster,
  Deployment,
  HorizontalPodAutoscaler,
  NetworkPolicy,
  PodDisruptionBudget,
  Secret,
  Service,
} as unknown as Record<string, new (data: Manifest) => { validate(): void }>;

const read = (file: string) =>
  parseAllDocuments(readFileSync(`${FOLDER}/${file}`, 'utf8')).map(
    (document) => document.toJS() as Manifest,
  );

const kustomization = parse(readFileSync(`${FOLDER}/kustomization.yaml`, 'utf8')) as {
  resources: string[];
  configMapGenerator: { name: string; literals: string[] }[];
};
const settings = new Map(
  kustomization.configMapGenerator.flatMap(({ literals }) =>
    literals.map((line) => line.split('=', 2) as [string, string]),
  ),
);
const manifests = kustomization.resources.flatMap(read);
const secrets = read('examples/secrets.yaml');
const servers = read('examples/postgres.yaml');
const environment: Labels = {
  ...secrets.find(({ metadata }) => metadata.name === 'newsletter-connector')?.stringData,
};
const deployments = manifests
  .filter(({ kind }) => kind === 'Deployment')
  .map((manifest) => [manifest.metadata.name, manifest] as const);

describe('the manifests for Kubernetes', () => {
  it('name every file of the folder', () => {
    const files = readdirSync(FOLDER).filter((file) => file.endsWith('.yaml'));
    expect([...kustomization.resources, 'kustomization.yaml'].toSorted()).toEqual(files.toSorted());
  });

  it.each(
    [...manifests, ...secrets, ...servers].map((one) => [`${one.kind} ${one.metadata.name}`, one]),
  )('have what its schema asks for: %s', (_name, manifest) => {
    const Model = MODELS[manifest.kind];
    expect(Model).toBeDefined();
    if (Model) expect(() => new Model(manifest).validate()).not.toThrow();
  });

  it('set only what .env.example documents', () => {
    const known = readFileSync('.env.example', 'utf8');
    const ofSites = secrets.map(({ stringData }) => stringData['sites.json'] ?? '').join('');
    const given = Object.keys(environment).filter((name) => !ofSites.includes(`"${name}"`));
    const names = [...settings.keys(), ...given];
    expect(names.filter((name) => !new RegExp(`^#?${name}=`, 'm').test(known))).toEqual([]);
  });

  it('have a sites file that the service accepts', () => {
    const given = secrets.find(({ metadata }) => metadata.name === 'newsletter-sites');
    const { sites } = parseSites(given?.stringData['sites.json'] ?? '', {
      env: (name) => environment[name],
      file: () => '',
    });
    expect([...sites.keys()]).toEqual(['daily']);
  });

  it('scale and protect existing deployments', () => {
    const names = deployments.map(([name]) => name);
    const others = manifests.filter(({ kind }) => kind !== 'Deployment');
    for (const { kind, metadata, spec } of others) {
      const selected =
        kind === 'HorizontalPodAutoscaler'
          ? spec.scaleTargetRef.name
          : Object.values(
              spec.podSelector?.matchLabels ?? spec.selector.matchLabels ?? spec.selector,
            )[0];
      expect(names, `${kind} ${metadata.name}`).toContain(selected);
    }
  });

  it('scale by a metric that exists', () => {
    const scaler = manifests.find(({ kind }) => kind === 'HorizontalPodAutoscaler');
    const name = scaler?.spec.metrics[0]?.external.metric.name ?? '';
    expect(readFileSync('docs/operating.md', 'utf8')).toContain(`| \`${name}\``);
    expect(readFileSync(`${FOLDER}/examples/prometheus-adapter.yaml`, 'utf8')).toContain(name);
  });
});

/** What `Prefer: wait` may ask for. */
const LONGEST_WAIT_SECONDS = 60;

describe('a gateway that Kubernetes ends', () => {
  it('accepts requests until every proxy knows, and then responds to all it has', () => {
    const { template } = deployments.find(([name]) => name === 'newsletter-gateway')![1].spec;
    const [{ lifecycle }] = template.spec.containers;
    const [program, seconds = ''] = lifecycle?.preStop.exec.command ?? [];
    expect(program).toBe('sleep');
    expect(Number(seconds)).toBeGreaterThanOrEqual(5);
    const left = template.spec.terminationGracePeriodSeconds - Number(seconds);
    expect(left).toBeGreaterThan(LONGEST_WAIT_SECONDS);
    const [last = ''] =
      readFileSync('Dockerfile', 'utf8')
        .match(/^FROM .*$/gm)
        ?.slice(-1) ?? [];
    // Debian's has coreutils.
    expect(last).toMatch(/bookworm-slim$/);
  });
});

describe.each(deployments)('%s on Kubernetes', (name, { spec }) => {
  const { template } = spec;
  const pod = template.spec;
  const [container] = pod.containers;
  const port = Number(settings.get(name === 'newsletter-gateway' ? 'PORT' : 'HEALTH_PORT'));

  it('starts what the build makes', () => {
    const [program, file = ''] = container.command;
    expect(program).toBe('node');
    expect(existsSync(file.replace(/^dist\//, '').replace(/\.js$/, '.ts'))).toBe(true);
  });

  it('is probed at its own port, at existing paths', () => {
    expect(container.ports.map(({ containerPort }) => containerPort)).toEqual([port]);
    const docs = readFileSync('docs/operating.md', 'utf8');
    for (const kind of ['startupProbe', 'readinessProbe', 'livenessProbe'] as const) {
      const { httpGet } = container[kind];
      expect(docs).toContain(`| \`${httpGet.path}\``);
      expect(httpGet.port).toBe(container.ports[0]?.name);
    }
    const policy = manifests.find(
      ({ kind, metadata }) => kind === 'NetworkPolicy' && metadata.name === name,
    );
    expect(policy?.spec.ingress.flatMap(({ ports }) => ports.map((one) => one.port))).toEqual([
      port,
    ]);
  });

  it('reads its settings, secrets, and sites where they are', () => {
    const sources = container.envFrom.map(
      ({ configMapRef, secretRef }) => (configMapRef ?? secretRef)?.name,
    );
    expect(sources).toEqual([kustomization.configMapGenerator[0]?.name, 'newsletter-connector']);
    const folder = container.volumeMounts[0]?.mountPath ?? '?';
    expect(settings.get('SITES_FILE')).toBe(`${folder}/sites.json`);
    expect(pod.volumes[0]?.secret.secretName).toBe('newsletter-sites');
  });

  it('runs as nobody, and writes nothing', () => {
    expect(pod.securityContext).toMatchObject({ runAsNonRoot: true });
    expect(container.securityContext).toMatchObject({
      readOnlyRootFilesystem: true,
      allowPrivilegeEscalation: false,
    });
  });

  it('has the time to finish what it has begun', () => {
    expect(pod.terminationGracePeriodSeconds).toBeGreaterThanOrEqual(45);
    expect(spec.selector.matchLabels).toEqual(template.metadata.labels);
  });
});
