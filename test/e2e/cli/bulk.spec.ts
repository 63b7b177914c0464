import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../setup/database.js';
import { type Gateway, KEYS, postEvent, sendEvent, startTestGateway } from '../gateway/fixtures.js';
import { runCli } from './run-cli.js';

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

function newsletter(line: string, env: Record<string, string> = {}) {
  return runCli(line, { NEWSLETTER_URL: gateway.url, NEWSLETTER_KEY: KEYS.daily, ...env });
}

async function newsletters(first: number, titles: readonly string[]): Promise<string[]> {
  const ids: string[] = [];
  for (const [index, title] of titles.entries()) {
    const { body } = await sendEvent(
      gateway.url,
      postEvent({ post: { id: first + index, title } }),
    );
    ids.push(String(body['deploymentId']));
  }
  return ids;
}

async function heldTitles(filter: string): Promise<string> {
  return (await newsletter(`deployments list --status held ${filter}`)).out;
}

describe('newsletter deployments list --status', () => {
  it('accepts several, and groups of them', async () => {
    const [id] = await newsletters(11, ['Several A', 'Several B']);
    await newsletter(`deployments hold ${id}`);
    const both = (await newsletter('deployments list --text several --status held,requested')).out;
    expect(both).toMatch(/Several B[^]*Several A/);
    const stopped = (await newsletter('deployments list --text several --status stopped')).out;
    expect(stopped).toMatch(/Several A/);
    expect(stopped).not.toMatch(/Several B/);
    const going = (await newsletter('deployments list --text several --status in-progress')).out;
    expect(going).toMatch(/Several B/);
    expect(going).not.toMatch(/Several A/);
    const none = await newsletter('deployments list --text several --status over,failed');
    expect(none.out).toBe('No newsletters found.\n');
    const wrong = await newsletter('deployments list --status held,lost');
    expect([wrong.exitCode, wrong.err]).toEqual([2, expect.stringContaining('in-progress')]);
  });
});

describe('newsletter bulk', () => {
  it('shows with --dry-run what it would do, and changes nothing', async () => {
    await newsletters(21, ['Dry A', 'Dry B']);
    const { out, exitCode } = await newsletter('bulk hold --text dry --dry-run');
    expect(exitCode).toBe(0);
    expect(out).toMatch(/would change +Dry B/);
    expect(out).toMatch(/would change +Dry A/);
    expect(out).toContain('2 would change. Without --dry-run, they do.');
    expect(await heldTitles('--text dry')).toBe('No newsletters found.\n');
  });

  it("acts on all that the filters find, with the caller's name", async () => {
    const titles = Array.from({ length: 5 }, (_, index) => `Many ${index}`);
    const ids = await newsletters(31, titles);
    const env = { NEWSLETTER_ACTOR: 'Zoë' };
    const held = await newsletter('bulk hold --text many --reason Wait', env);
    expect(held.out).toMatch(/changed +Many 0[^]*5 changed\.\n$/);
    for (const title of titles) expect(await heldTitles('--text many')).toContain(title);
    expect((await newsletter(`deployments show ${ids[0]}`)).out).toContain('(Zoë)');
    const resumed = await newsletter('bulk resume --text many --held --json');
    expect(JSON.parse(resumed.out)).toMatchObject({ counts: { done: 5, refused: 0 } });
  });

  it('exits with 4 if some are impossible, and says which and why', async () => {
    const [id] = await newsletters(41, ['Mixed A', 'Mixed B']);
    await newsletter(`deployments hold ${id}`);
    const { out, exitCode } = await newsletter('bulk retry --text mixed');
    expect(exitCode).toBe(4);
    expect(out).toMatch(/refused +Mixed A +It is held\. Resume it first\./);
    expect(out).toContain('2 refused.');
  });

  it('acts on a group that needs attention', async () => {
    const [id] = await newsletters(51, ['Grouped']);
    await newsletter(`deployments hold ${id} --reason Grouped`);
    const groups = await newsletter('groups');
    const [, key] = /^(\w+) +1 .*Held by a person: Grouped$/m.exec(groups.out) ?? [];
    const { out } = await newsletter(`bulk resume --group ${key}`);
    expect(out).toMatch(/changed +Grouped/);
    const gone = await newsletter(`bulk resume --group ${key}`);
    expect([gone.exitCode, gone.err]).toEqual([3, expect.stringContaining('group')]);
  });

  it.each([
    ['bulk fly --text x', /action/],
    ['bulk retry', /Say which newsletters/],
    ['bulk retry --group x --text y', /--group/],
    ['bulk send --text x', /--at/],
    ['bulk retry --text x --send-from tomorrow', /--send-from is a string/],
  ])('%s is rejected with the cure', async (line, words) => {
    const { exitCode, err } = await newsletter(line);
    expect([exitCode, err]).toEqual([2, expect.stringMatching(words)]);
  });

  it('says so if nothing is found', async () => {
    const { out, exitCode } = await newsletter('bulk retry --text nothing-like-it');
    expect([exitCode, out]).toEqual([0, 'No newsletters found.\n']);
  });
});
