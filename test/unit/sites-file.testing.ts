import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { type Sandbox, startSandbox } from '../../apps/sandbox/src/start-sandbox.js';
import { runCli } from '../e2e/cli/run-cli.js';

/** An Omeda with the brands FOO and BAR, and a folder without a sites file for each spec of the calling file. */
export function useSitesFile() {
  let sandbox: Sandbox;
  let folder: string;

  beforeAll(async () => {
    const brands = ['FOO', 'BAR'].map((abbreviation) => ({
      abbreviation,
      appIds: [`${abbreviation}-app-id`],
      users: ['owner'],
    }));
    sandbox = await startSandbox({ brands });
  });
  afterAll(() => sandbox?.close());

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sites-'));
    writeFileSync(join(folder, 'foo.key'), 'FOO-app-id\n');
    writeFileSync(join(folder, 'bar.key'), 'BAR-app-id\n');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const file = () => join(folder, 'sites.json');
  const brandFlags = (name = 'foo') =>
    `--environment sandbox --base-url ${sandbox.url} --app-id-file ${join(folder, `${name}.key`)} --owner-user-id owner`;
  const sites = (line: string, env: Record<string, string> = {}) =>
    runCli(`sites ${line}`, { SITES_FILE: file(), ...env });

  return {
    get sandbox() {
      return sandbox;
    },
    get folder() {
      return folder;
    },
    get file() {
      return file();
    },
    brandFlags,
    sites,
    add: (more = '') => sites(`add --id daily --brand FOO ${brandFlags()}${more}`),
    written: () => readFileSync(file(), 'utf8'),
  };
}
