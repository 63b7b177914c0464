import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CallRecords } from '#event-store';
import { COMMANDS } from '../../../apps/cli/src/commands/index.js';
import { run } from '../../../apps/cli/src/run.js';
import { createTestDatabase, type TestDatabase } from '../../setup/database.js';
import { type Gateway, KEYS, postEvent, sendEvent, startTestGateway } from '../gateway/fixtures.js';

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

type Env = Record<string, string | undefined>;

/** Runs a command line as the program does. */
async function newsletter(line: string, env: Env = {}) {
  let [out, err] = ['', ''];
  const exitCode = await run(line.split(' '), {
    env: { NEWSLETTER_URL: gateway.url, NEWSLETTER_KEY: KEYS.daily, ...env },
    out: (text) => (out += text),
    err: (text) => (err += text),
  });
  return { exitCode, out, err };
}

async function aNewsletter(id: number, title = 'Morning news'): Promise<string> {
  const { body } = await sendEvent(gateway.url, postEvent({ post: { id, title } }));
  return String(body['deploymentId']);
}

describe('newsletter --version', () => {
  it('prints the release', async () => {
    const { out, exitCode } = await newsletter('--version');
    expect(out).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(exitCode).toBe(0);
  });
});

describe('newsletter deployments', () => {
  it('list shows send time and hold, and finds what is sent between two times', async () => {
    const id = await aNewsletter(71, 'At nine');
    await newsletter(`deployments send ${id} --at 2031-03-01T09:00:00Z`);
    await newsletter(`deployments hold ${id}`);
    const day = '--send-from 2031-03-01T00:00:00Z --send-to 2031-03-02T00:00:00Z';
    const { out } = await newsletter(`deployments list ${day}`);
    expect(out).toMatch(/held +- +2031-03-01T09:00:00.000Z +by person +At nine/);
    const later = await newsletter('deployments list --send-from 2031-03-02T00:00:00Z');
    expect(later.out).toBe('No newsletters found.\n');
    const wrong = await newsletter('deployments list --send-from tomorrow');
    expect([wrong.exitCode, wrong.err]).toEqual([
      2,
      expect.stringContaining('--send-from is a string'),
    ]);
    await newsletter(`deployments resume ${id}`);
  });

  it('list shows what is there, narrowed as asked, a page at a time', async () => {
    const ids = [await aNewsletter(1, 'First'), await aNewsletter(2, 'Second')];
    const { out, exitCode } = await newsletter('deployments list --limit 1');
    expect(exitCode).toBe(0);
    expect(out).toMatch(/^id +site +status +due +send time +hold +title\n/);
    expect(out).toContain('Second');
    expect(out).not.toContain('First');
    const after = /More: --after (\S+)/.exec(out)?.[1];
    const rest = await newsletter(`deployments list --text first --after ${after} --json`);
    const { deployments } = JSON.parse(rest.out) as { deployments: { deploymentId: string }[] };
    expect(deployments.map(({ deploymentId }) => deploymentId)).toEqual([ids[0]]);
    expect((await newsletter('deployments list --held')).out).toBe('No newsletters found.\n');
  });

  it('calls shows the requests to Omeda, a page at a time', async () => {
    const id = await aNewsletter(9);
    expect((await newsletter(`deployments calls ${id}`)).out).toBe('No calls are on record.\n');
    const records = gateway.app.get(CallRecords, { strict: false });
    const made = { site: 'daily', brand: 'DEMO', deploymentId: id, step: 'create', dueId: 1 };
    const search = { ...made, call: 'search', method: 'POST', path: '/search/*', request: '{}' };
    const answered = { status: 200, response: '{}', error: null, class: 'ok', ageMs: 9, tookMs: 7 };
    const lost = { status: null, response: null, error: 'No answer.', class: 'transient' };
    await records.keep([
      { ...search, ...answered },
      { ...search, ...answered, ...lost },
    ]);
    const { out } = await newsletter(`deployments calls ${id} --limit 1`);
    expect(out).toMatch(/create +search +No answer\. \(transient\) +7 +POST \/search\/\*/);
    const after = /More: --after (\S+)/.exec(out)?.[1];
    const rest = await newsletter(`deployments calls ${id} --after ${after} --json`);
    expect(JSON.parse(rest.out)).toMatchObject({ calls: [{ status: 200, response: '{}' }] });
    const wrong = await newsletter(`deployments calls ${id} --limit many`);
    expect([wrong.exitCode, wrong.err]).toEqual([2, expect.stringContaining('limit')]);
  });

  it('show prints its status and its history, also at an earlier event', async () => {
    const id = await aNewsletter(3);
    const { out } = await newsletter(`deployments show ${id}`);
    expect(out).toContain('newsletter   Morning news (post 3, a draft in WordPress)');
    expect(out).toMatch(/due +create at /);
    expect(out).toMatch(/1 +\S+ +Post 3 was first seen\./);
    const early = JSON.parse((await newsletter(`deployments show ${id} --at 1 --json`)).out);
    expect(early).toMatchObject({ status: { version: 1, due: null } });
    expect(early.events).toHaveLength(1);
  });

  it('hold, resume, sync-now, send and cancel change it, with the caller’s name', async () => {
    const id = await aNewsletter(4);
    const env = { NEWSLETTER_ACTOR: 'Zoë' };
    expect((await newsletter(`deployments hold ${id} --reason Wait`, env)).out).toMatch(
      /held +by person: Wait/,
    );
    expect((await newsletter(`deployments resume ${id}`)).out).toContain('status       requested');
    expect((await newsletter(`deployments sync-now ${id}`)).out).toMatch(/due +create/);
    const sent = await newsletter(`deployments send ${id} --at 2099-01-01T00:00:00Z`);
    expect(sent.out).toContain('send time    2099-01-01T00:00:00.000Z');
    expect((await newsletter(`deployments cancel ${id}`)).exitCode).toBe(0);
    expect((await newsletter(`deployments show ${id}`)).out).toContain('(Zoë)');
  });

  it.each(['retry', 'send-test', 'unschedule'])(
    '%s says why it cannot be now, and ends with 4',
    async (kind) => {
      const id = await aNewsletter(5);
      const { exitCode, err } = await newsletter(`deployments ${kind} ${id}`);
      expect(exitCode).toBe(4);
      expect(err).toMatch(/^(No step|Omeda does not have|It is not)/);
    },
  );
});

describe('a command line that is wrong', () => {
  it.each<[string, Env, number, RegExp]>([
    [
      'deployments fly',
      {},
      2,
      /Unknown command 'deployments fly'\. Commands are: deployments list/,
    ],
    ['nonsense', {}, 2, /Unknown command 'nonsense'/],
    ['deployments show', {}, 2, /takes <id>, not 0 words/],
    ['deployments list --colour red', {}, 2, /Unknown option '--colour'/],
    ['deployments list --limit 0', {}, 2, /limit is a string; it must be|limit .*1 to 200/],
    ['deployments send x', {}, 2, /--at now/],
    ['deployments show x', {}, 3, /deployment does not exist/],
    ['deployments list', { NEWSLETTER_KEY: '' }, 5, /NEWSLETTER_KEY is not set/],
    ['deployments list', { NEWSLETTER_KEY: 'nobody-0123456789' }, 5, /The key is unknown/],
    ['deployments list', { NEWSLETTER_URL: 'x' }, 2, /NEWSLETTER_URL is not a URL/],
    ['deployments list', { NEWSLETTER_URL: 'http://127.0.0.1:1' }, 1, /npm start/],
  ])('%s with %j is rejected with the cure', async (line, env, exitCode, words) => {
    const answer = await newsletter(line, env);
    expect(answer.exitCode).toBe(exitCode);
    expect(answer.err).toMatch(words);
    expect(answer.out).toBe('');
  });

  it('is reported to programs as JSON', async () => {
    const { out, err } = await newsletter('deployments show x --json');
    expect(JSON.parse(out)).toMatchObject({ answer: { status: 404 } });
    expect(err).toBe('');
  });
});

describe('the help', () => {
  it('lists every command, with settings and exit codes', async () => {
    const { out, exitCode } = await newsletter('help');
    expect(exitCode).toBe(0);
    for (const { name } of COMMANDS) expect(out).toContain(`newsletter ${name}`);
    expect(out).toMatch(/NEWSLETTER_KEY[^]*Exit codes:/);
  });

  it.each(COMMANDS.map(({ name }) => name))('of %s has examples and every option', async (name) => {
    const { out, exitCode } = await newsletter(`${name} --help`);
    expect(exitCode).toBe(0);
    expect(out).toContain(`  $ newsletter ${name}`);
    const { options = {}, optionHelp = {} } = COMMANDS.find((one) => one.name === name) ?? {};
    expect(Object.keys(optionHelp).sort()).toEqual(Object.keys(options).sort());
    expect((await newsletter(`help ${name}`)).out).toBe(out);
  });
});

describe('newsletter watch', () => {
  it('follows a newsletter until it is over', async () => {
    const id = await aNewsletter(72, 'Watched');
    let out = '';
    const watching = run(['watch', id], {
      env: { NEWSLETTER_URL: gateway.url, NEWSLETTER_KEY: KEYS.daily },
      out: (text) => (out += text),
      err: (text) => (out += text),
    });
    await expect.poll(() => out).toMatch(/status +requested/);
    await newsletter(`deployments cancel ${id}`, { NEWSLETTER_ACTOR: 'Zoë' });
    expect(await watching).toBe(0);
    expect(out).toMatch(/Withdrawn permanently: canceled by a person. \(Zoë\)/);
    expect(out).toContain('It is over: cancelled.');
  });

  it('says so if there is no such newsletter', async () => {
    const { exitCode, err } = await newsletter('watch 00000000-0000-5000-8000-000000000000');
    expect([exitCode, err]).toEqual([3, expect.stringContaining('does not exist')]);
  });
});
