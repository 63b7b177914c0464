import { existsSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../../apps/sandbox/src/start-sandbox.js';
import { type Gateway, KEYS, startTestGateway } from '../../e2e/gateway/fixtures.js';
import { type TestDatabase, createTestDatabase } from '../../setup/database.js';
import { blockOf } from '../../setup/docs/blocks.js';
import { Workbench, filled } from '../../setup/docs/workbench.js';
import { VARIABLES, sitesFile } from '../../setup/test-sites.js';

const LIMIT_MS = 240_000;
const CONFIGURE = 'docs/configure-omeda.md';

let database: TestDatabase;
let sandbox: Sandbox;
let gateway: Gateway;
let workbench: Workbench;
let file: string;

beforeAll(async () => {
  const brands = ['DEMO', 'FOO', 'BAR'].map((abbreviation) => ({
    abbreviation,
    appIds: ['demo-app-id'],
    users: ['jdoe', 'owner'],
  }));
  sandbox = await startSandbox({ brands });
  database = await createTestDatabase();
  gateway = await startTestGateway({ databaseUrl: database.url, omedaUrl: sandbox.url });
}, LIMIT_MS);

afterAll(async () => {
  await gateway?.close();
  await database?.drop();
  await sandbox?.close();
});

beforeEach(async () => {
  workbench = await Workbench.open((home) => ({
    ...VARIABLES,
    SITES_FILE: join(home, 'clone/sites.json'),
    NEWSLETTER_URL: gateway.url,
    NEWSLETTER_KEY: KEYS.operator,
  }));
  file = join(workbench.clone, 'sites.json');
});
afterEach(() => workbench?.close());

type Document = { sites: Record<string, { brand: string }>; brands: object };
const written = () => JSON.parse(readFileSync(file, 'utf8')) as Document;

/** Responds to all questions: to those not named here, with Enter. */
async function converse(text: string, answers: [RegExp, string][]): Promise<string> {
  const terminal = workbench.start(text, { asks: true });
  for (let seen = 0; ;) {
    const found = await terminal.until(new RegExp(`^[^]{${seen}}[^]*?(: $|\\[ended with)`));
    if (found[1] !== ': ') return terminal.succeeds();
    seen = found[0].length;
    const question = found[0].split('\n').at(-1) ?? '';
    terminal.answer(answers.find(([pattern]) => pattern.test(question))?.[1] ?? '');
  }
}

const brand = (): [RegExp, string][] => [
  [/App id/i, 'demo-app-id'],
  [/environment/i, 'sandbox'],
  [/URL of the sandbox/, sandbox.url],
  [/user that owns/, 'jdoe'],
];
const site = (): [RegExp, string][] => [
  [/ID of the site/, 'daily'],
  [/brand at Omeda/, 'FOO'],
  ...brand(),
];

describe('adding a site', { timeout: LIMIT_MS }, () => {
  it.each([CONFIGURE, 'docs/install-wordpress.md'])('asks for all of it: %s', async (page) => {
    const { text } = blockOf(page, 'npm run newsletter -- sites add');
    const printed = await converse(text, site());
    expect(printed).toMatch(/Signing secret +whsec_/);
    expect(written().sites).toMatchObject({ daily: { brand: 'FOO' } });
  });

  it('takes options', async () => {
    await mkdir(join(workbench.home, 'etc'));
    const key = join(workbench.home, 'etc/foo.key');
    await writeFile(key, 'demo-app-id\n');
    const { text } = blockOf(CONFIGURE, 'npm run newsletter -- sites add --file sites.json --id');
    await workbench.succeeds(
      filled(text, {
        '--environment staging': `--environment sandbox --base-url ${sandbox.url}`,
        '/etc/newsletters/foo-staging.key': key,
        '2344': '1',
      }),
    );
    expect(written().sites).toMatchObject({ daily: { brand: 'FOO' } });
  });
});

describe('an existing site', { timeout: LIMIT_MS }, () => {
  beforeEach(() => writeFile(file, sitesFile(sandbox.url)));

  it('moves to a brand that the command asks for', async () => {
    const { text } = blockOf(CONFIGURE, 'npm run newsletter -- sites move');
    await converse(text, brand());
    expect(written().sites).toMatchObject({ daily: { brand: 'BAR' }, weekly: { brand: 'DEMO' } });
    expect(Object.keys(written().brands)).toEqual(['DEMO', 'BAR']);
  });

  it('is removed when nothing of it is in progress', async () => {
    const { text } = blockOf(CONFIGURE, 'npm run newsletter -- deployments list --site weekly');
    await workbench.succeeds(text);
    expect(Object.keys(written().sites)).toEqual(['daily']);
    expect(existsSync(`${file}.new`)).toBe(false);
  });
});
