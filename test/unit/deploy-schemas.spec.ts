import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DCLinter } from 'dclint';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';

/** Below the project, so that the types of Kubernetes are found, and ignored by git. */
const RESULTS = 'test-results';
let folder: string;

beforeAll(() => {
  mkdirSync(RESULTS, { recursive: true });
  folder = mkdtempSync(join(RESULTS, 'schemas-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

type Message = { rule: string; message: string };

/** What the Compose Specification does not know or allow. */
function faultsOfCompose(text: string): string[] {
  const file = join(folder, 'compose.yaml');
  writeFileSync(file, text);
  const linter = new DCLinter({ rules: {}, quiet: true, debug: false, exclude: [] });
  const results = linter.lintFiles([file], false) as { messages: Message[] }[];
  return results
    .flatMap(({ messages }) => messages)
    .filter(({ rule }) => rule === 'invalid-schema')
    .map(({ message }) => message);
}

describe.each(['docker-compose.yml', 'deploy/compose/compose.yaml'])('%s', (file) => {
  const text = readFileSync(file, 'utf8');

  it('has what the Compose Specification knows', () => {
    expect(faultsOfCompose(text)).toEqual([]);
  });

  it.each(['restart:', 'healthcheck:', 'services:', 'interval:', 'timeout:', 'volumes:'])(
    'is rejected if it has a mistake, as in %s',
    (key) => {
      expect(faultsOfCompose(text.replace(key, `un${key}`))).not.toEqual([]);
    },
  );
});

const MODELS: Record<string, string> = {
  Deployment: 'kubernetes-models/apps/v1/Deployment',
  HorizontalPodAutoscaler: 'kubernetes-models/autoscaling/v2/HorizontalPodAutoscaler',
  NetworkPolicy: 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy',
  PodDisruptionBudget: 'kubernetes-models/policy/v1/PodDisruptionBudget',
  Secret: 'kubernetes-models/v1/Secret',
  Service: 'kubernetes-models/v1/Service',
  Cluster: '@kubernetes-models/cloudnative-pg/postgresql.cnpg.io/v1/Cluster',
};

const OPTIONS: ts.CompilerOptions = {
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  types: [],
  lib: ['lib.es2022.d.ts'],
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
};

/** The compiler's errors: as a literal of its type, a manifest may have no field that is not in its schema. */
function faultsOfManifests(files: Record<string, string>): string[] {
  const names = Object.entries(files).map(([file, text], index) => {
    const manifests = parseAllDocuments(text).map((one) => one.toJS() as { kind: string });
    const lines = manifests.map((manifest, n) => {
      const { kind } = manifest;
      return `import type { I${kind} as T${n} } from '${MODELS[kind]}';
export const a${n}: T${n} = ${JSON.stringify(manifest)}; // ${file}`;
    });
    const name = join(folder, `manifests${index}.ts`);
    writeFileSync(name, lines.join('\n'));
    return name;
  });
  return ts
    .getPreEmitDiagnostics(ts.createProgram(names, OPTIONS))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
}

const KUBERNETES = [
  'gateway.yaml',
  'deployer.yaml',
  'network-policy.yaml',
  'examples/secrets.yaml',
  'examples/postgres.yaml',
];

describe('the manifests for Kubernetes', () => {
  const files = Object.fromEntries(
    KUBERNETES.map((file) => [file, readFileSync(`deploy/kubernetes/${file}`, 'utf8')]),
  );

  it('have no field that its schema does not know', () => {
    expect(faultsOfManifests(files)).toEqual([]);
  });

  it('are rejected if they have a mistake', () => {
    const wrong = {
      period: files['gateway.yaml']!.replace('periodSeconds', 'periodSecond'),
      image: files['examples/postgres.yaml']!.replace('imageName', 'imagNam'),
      version: files['examples/secrets.yaml']!.replace('apiVersion: v1\n', ''),
    };
    const faults = faultsOfManifests(wrong).join('\n');
    expect(faults).toMatch(/"periodSecond"' does not exist/);
    expect(faults).toMatch(/"imagNam"' does not exist/);
    expect(faults).toMatch(/"apiVersion"' is missing/);
  });
});
