import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const read = (file: string) =>
  parse(readFileSync(file, 'utf8'), { merge: true }) as Record<string, unknown>;

type Service = { command?: string[]; restart?: string };
type Container = { volumeMounts: { name: string }[] };
type Pod = { containers: [Container]; volumes: { name: string }[] };

describe.each(['docker-compose.yml', 'deploy/compose/compose.yaml'])('%s', (file) => {
  const services = read(file)['services'] as Record<string, Service>;

  it.each(['gateway', 'deployer'])(
    'starts the %s as it is named, and again when it ends',
    (app) => {
      const { command, restart } = services[app] ?? {};
      expect(command).toEqual(['node', `dist/apps/${app}/src/main.js`]);
      expect(restart).toBe('unless-stopped');
    },
  );

  it.each(['postgres', 'rabbitmq'])('starts %s again when it ends', (name) => {
    expect(services[name]?.restart).toBe('unless-stopped');
  });
});

describe('the manifests for Kubernetes', () => {
  it.each(['gateway', 'deployer'])('mount into the %s the volumes that it has', (app) => {
    const text = readFileSync(`deploy/kubernetes/${app}.yaml`, 'utf8');
    const [deployment] = text.split(/^---$/m).map((part) => parse(part) as { kind: string });
    expect(deployment?.kind).toBe('Deployment');
    const { spec } = (deployment as unknown as { spec: { template: { spec: Pod } } }).spec.template;
    const mounted = spec.containers[0].volumeMounts.map(({ name }) => name);
    expect(mounted.toSorted()).toEqual(spec.volumes.map(({ name }) => name).toSorted());
  });

  it('ask Prometheus for what the autoscaler needs', () => {
    const metric = 'newsletter_oldest_due_seconds';
    expect(read('deploy/kubernetes/examples/prometheus-adapter.yaml')).toEqual({
      rules: {
        external: [
          {
            seriesQuery: metric,
            resources: { namespaced: false },
            name: { as: metric },
            metricsQuery: `max(${metric})`,
          },
        ],
      },
    });
  });

  // The Cluster Operator's schema is in no package.
  it('ask for three nodes of RabbitMQ that pause in a minority', () => {
    expect(read('deploy/kubernetes/examples/rabbitmq.yaml')).toMatchObject({
      apiVersion: 'rabbitmq.com/v1beta1',
      kind: 'RabbitmqCluster',
      spec: {
        replicas: 3,
        persistence: { storage: expect.stringMatching(/^\d+Gi$/) },
        rabbitmq: {
          additionalConfig: expect.stringMatching(
            /^cluster_partition_handling = pause_minority\nqueue_leader_locator = balanced\ndefault_vhost = newsletters\n$/,
          ),
        },
      },
    });
  });

  it('come with the fields of Kustomize that they need, and no mistyped one', () => {
    const kustomization = read('deploy/kubernetes/kustomization.yaml');
    expect(Object.keys(kustomization).toSorted()).toEqual(
      [
        'apiVersion',
        'configMapGenerator',
        'images',
        'kind',
        'labels',
        'namespace',
        'resources',
      ].toSorted(),
    );
  });
});
