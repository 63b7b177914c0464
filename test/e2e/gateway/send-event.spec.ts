import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendExample } from '../../../apps/gateway/src/example/send-example.js';
import { createTestDatabase, type TestDatabase } from '../../setup/database.js';
import { type Gateway, SECRETS, startTestGateway } from './fixtures.js';

let database: TestDatabase;
let gateway: Gateway;

beforeAll(async () => {
  database = await createTestDatabase();
  gateway = await startTestGateway({ databaseUrl: database.url });
});

afterAll(async () => {
  await gateway?.close();
  await database?.drop();
});

const env = { SIGNING_SECRET: SECRETS.daily };

function run(...args: string[]) {
  return sendExample(['--url', gateway.url, '--site', 'daily', ...args], env);
}

describe('npm run send-event', () => {
  it('signs an event, sends it, and shows the response', async () => {
    const { isTaken, output } = await run('--title', 'Hello');
    expect(isTaken).toBe(true);
    expect(output).toMatch(/^POST \/v1\/sites\/daily\/events: 202\n\{/);
    expect(output).toContain('"title": "Hello"');
  });

  it('is about one newsletter while it names one post', async () => {
    const idIn = (output: string) => /"deploymentId": "([^"]+)"/.exec(output)?.[1];
    const first = idIn((await run('--post', '7')).output);
    const second = idIn((await run('--post', '7', '--type', 'post.published')).output);
    const other = idIn((await run('--post', '8')).output);
    expect(second).toBe(first);
    expect(other).not.toBe(first);
  });

  it('shows why an event is refused', async () => {
    const { isTaken, output } = await run('--type', 'post.scheduled');
    expect(isTaken).toBe(false);
    expect(output).toMatch(/: 400\n[^]*post\.date/);
  });

  it('says what to do if nothing responds', async () => {
    await expect(run('--url', 'http://127.0.0.1:1')).rejects.toThrow(/Start it with "npm start"/);
  });

  it('says what to do without a secret', async () => {
    const nowhere = { SITES_FILE: '/nowhere/sites.json' };
    await expect(sendExample([], nowhere)).rejects.toThrow(/copy sites\.example\.json there/);
  });
});
