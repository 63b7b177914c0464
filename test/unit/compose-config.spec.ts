import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'newsletter-compose-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const tool = ['docker-compose', 'docker compose'].find((command) => {
  const [program = '', ...args] = command.split(' ');
  return spawnSync(program, [...args, 'version']).status === 0;
});

/** Docker Compose parses the file, with everything it refers to; no Docker engine is needed. */
function config(file: string) {
  const [program = '', ...args] = (tool ?? '').split(' ');
  const { status, stderr } = spawnSync(program, [...args, '-f', file, 'config', '-q'], {
    cwd: folder,
  });
  return { status, stderr: stderr.toString() };
}

const UNDERSTOOD = { status: 0, stderr: '' };

describe.runIf(tool)('Docker Compose itself', () => {
  it('understands docker-compose.yml, with the example settings', () => {
    cpSync('docker-compose.yml', join(folder, 'docker-compose.yml'));
    const passwords = 'POSTGRES_PASSWORD=one\nRABBITMQ_PASSWORD=two\n';
    writeFileSync(join(folder, '.env'), readFileSync('.env.example', 'utf8') + passwords);
    expect(config('docker-compose.yml')).toEqual(UNDERSTOOD);
  });

  it('understands deploy/compose, with the secrets that its script makes', () => {
    cpSync('deploy/compose', join(folder, 'deploy/compose'), { recursive: true });
    cpSync('sites.example.json', join(folder, 'sites.example.json'));
    spawnSync('sh', [join(folder, 'deploy/compose/make-secrets.sh')]);
    expect(config('deploy/compose/compose.yaml')).toEqual(UNDERSTOOD);
  });

  it('says so if a file is wrong', () => {
    writeFileSync(join(folder, 'wrong.yaml'), 'services: { gateway: { imag: x } }');
    expect(config('wrong.yaml').stderr).toContain('imag');
  });
});
