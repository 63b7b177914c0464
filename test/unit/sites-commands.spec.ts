import { chmodSync, existsSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { digestOf, loadSites } from '#sites';
import { openTerminal } from '../../apps/cli/src/sites/terminal.js';
import { runCli } from '../e2e/cli/run-cli.js';
import { useSitesFile } from './sites-file.testing.js';

const on = useSitesFile();
const { brandFlags, sites, add, written } = on;
const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);

describe('newsletter sites add', () => {
  it('writes a file that the gateway reads, with keys that it shows this once', async () => {
    const { exitCode, out } = await sites(
      `add --id daily --brand FOO ${brandFlags()} --deployment-type 1 --mailbox news --json`,
    );
    expect(exitCode).toBe(0);
    const printed = JSON.parse(out) as Record<string, string>;
    const known = loadSites(on.file, {});
    const site = known.sites.get('daily');
    expect(site?.signingSecrets[0]?.reveal()).toBe(printed['signingSecret']);
    expect(site?.siteKeys[0]?.isOf(digestOf(printed['siteKey'] ?? ''))).toBe(true);
    expect(known.operatorKeys[0]?.key.isOf(digestOf(printed['operatorKey'] ?? ''))).toBe(true);
    expect(known.brands.get('FOO')).toMatchObject({ ownerUserId: 'owner', mailbox: 'news' });
    expect(printed['deploymentTypes']).toEqual([
      { id: 1, name: 'Newsletter' },
      { id: 2, name: 'Alerts' },
    ]);
    for (const key of ['signingSecret', 'siteKey', 'operatorKey', 'FOO-app-id']) {
      expect(written()).not.toContain(printed[key] ?? key);
    }
  });

  it('keeps its files unreadable for others, and leaves no other files', async () => {
    await add();
    const secret = join(on.folder, 'secrets', 'daily-signing-secret');
    expect([modeOf(on.file), modeOf(secret), modeOf(join(on.folder, 'secrets'))]).toEqual([
      '600',
      '600',
      '700',
    ]);
    expect(readdirSync(on.folder).sort()).toEqual(['bar.key', 'foo.key', 'secrets', 'sites.json']);
  });

  it('adds a second site to a brand of the file; permissions and operator keys stay', async () => {
    await add();
    chmodSync(on.file, 0o640);
    const { operatorKeys } = JSON.parse(written()) as { operatorKeys: unknown };
    const { exitCode, out } = await sites('add --id weekly --brand FOO --publish-delay-minutes 5');
    expect([exitCode, out]).toEqual([0, expect.stringMatching(/Site weekly of brand FOO/)]);
    expect(loadSites(on.file, {}).sites.get('weekly')?.publishDelayMs).toBe(300_000);
    expect(modeOf(on.file)).toBe('640');
    expect(JSON.parse(written())).toMatchObject({ operatorKeys });
  });

  it('does not need what other sites of the file name', async () => {
    await add();
    const document = JSON.parse(written()) as { sites: Record<string, object> };
    document.sites['other'] = { brand: 'FOO', signingSecrets: [{ env: 'NOT_SET_HERE' }] };
    writeFileSync(on.file, JSON.stringify(document));
    expect((await sites('add --id weekly --brand FOO')).exitCode).toBe(0);
  });

  it.each<[string, RegExp]>([
    ['--mailbox a@b', /^--mailbox must be only the part before the @/],
    ['--reply-to x', /^--reply-to must be an email address/],
    ['--max-concurrent-calls many', /^--max-concurrent-calls must be a number from 1 to 100/],
    ['--call-timeout-seconds 0', /^--call-timeout-seconds must be a number from 1 to 600/],
    ['--publish-delay-minutes -1', /publish-delay-minutes/],
    ['--publish-delay-minutes x', /^--publish-delay-minutes must be a number from 0 to 10080/],
    ['--merge-variables a,b!', /^--merge-variables must be a list of names/],
    ['--template none.html', /^--template the file none.html cannot be read/],
    ['--environment moon', /^--environment must be one of: sandbox, staging, production/],
    ['--environment production', /^--base-url belongs to environment "sandbox" only/],
    ['--app-id-env APP', /either --app-id-file or --app-id-env, not both/],
    ['--deployment-type 9', /no active type '9'\. It has 1 Newsletter, 2 Alerts/],
    [
      '--brand BAZ',
      /rejects the request: “The AppId submitted is forbidden access\.”.*compare brand \(BAZ\)/,
    ],
    ['--brand A/B', /a brand’s name is its abbreviation/],
    ['--id a/b', /--id 'a\/b' is not a valid ID/],
  ])('refuses %s by name, and writes nothing', async (more, words) => {
    const { exitCode, err } = await add(` ${more}`);
    expect(err).toMatch(words);
    expect(exitCode).toBe(2);
    expect(readdirSync(on.folder).sort()).toEqual(['bar.key', 'foo.key']);
  });

  it('names every missing option', async () => {
    expect((await sites('add')).err).toMatch(/^--id is missing/);
    const line = `add --id daily --brand FOO --app-id-file ${join(on.folder, 'foo.key')}`;
    expect((await sites(line)).err).toMatch(/^--owner-user-id is missing: the Omeda user/);
    expect((await sites('add --id daily --brand FOO')).err).toMatch(
      /name a file that contains it with --app-id-file/,
    );
    expect((await runCli('sites add', {})).err).toMatch(/--file, or set SITES_FILE/);
  });

  it('refuses an id that is taken, and a brand that would be changed by this', async () => {
    await add();
    const before = written();
    const { exitCode, err } = await add();
    expect([exitCode, err]).toEqual([4, expect.stringMatching(/already has a site with that ID/)]);
    const other = await sites('add --id weekly --brand FOO --mailbox other');
    expect(other.err).toMatch(/--mailbox: the file already has brand FOO/);
    expect(written()).toBe(before);
  });

  it('says if Omeda does not respond, and can work without it', async () => {
    const away = brandFlags().replace(on.sandbox.url, 'http://127.0.0.1:1');
    const line = `add --id daily --brand FOO ${away}`;
    const { exitCode, err } = await sites(line);
    expect([exitCode, err]).toEqual([1, expect.stringMatching(/is not responding.*--unchecked/)]);
    expect(existsSync(on.file)).toBe(false);
    expect((await sites(`${line} --unchecked`)).out).toContain('Omeda was not checked');
    expect(loadSites(on.file, {}).sites.has('daily')).toBe(true);
  });

  it('does not wait for another command that is writing, and keeps an existing secret', async () => {
    writeFileSync(`${on.file}.new`, '');
    expect((await add()).err).toMatch(/another command is changing the file; if not, remove/);
    rmSync(`${on.file}.new`);
    await add();
    rmSync(on.file);
    const again = await add();
    expect(again.err).toMatch(/daily-signing-secret already exists: move it away/);
    expect(existsSync(on.file)).toBe(false);
  });

  it('asks on a terminal for all values, and again for wrong ones', async () => {
    const input = new PassThrough();
    const output = new PassThrough({ encoding: 'utf8' });
    let [shown, everything] = ['', ''];
    const answers: [RegExp, string][] = [
      [/ID of the site/, 'daily'],
      [/Abbreviation of its brand/, 'FOO'],
      [/App ID .*not shown/, 'FOO-app-id'],
      [/Omeda environment/, 'moon'],
      [/environment must be one of[^]*Omeda environment/, 'sandbox'],
      [/URL of the sandbox/, on.sandbox.url],
      [/user that owns/, 'owner'],
      [/final approver/, ''],
      [/default mailbox/i, 'a@b'],
      [/only the part before the @[^]*default mailbox/i, 'news'],
      [/from name/, 'The Daily'],
      [/reply-to/, ''],
      [/merge variables/i, 'loyalty, tier'],
      [/concurrent calls/i, ''],
      [/time limit/i, ''],
      [/1 Newsletter, 2 Alerts[^]*try first/, '7'],
      [/no active type '7'[^]*try first/, '2'],
      [/minutes from publishing/i, '10'],
      [/email template/, ''],
    ];
    output.on('data', (text: string) => {
      everything += text;
      shown = stripVTControlCharacters(shown + text);
      const [asked, answer] = answers[0] ?? [];
      if (!asked?.test(shown) || !shown.endsWith(': ')) return;
      answers.shift();
      shown = '';
      input.write(`${answer}\n`);
    });
    const { exitCode, out, err } = await runCli(
      'sites add',
      { SITES_FILE: on.file },
      openTerminal({ input, output }),
    );
    expect([exitCode, err, answers]).toEqual([0, '', []]);
    expect(out).toMatch(/Signing secret +whsec_/);
    expect(everything).not.toContain('FOO-app-id');
    const known = loadSites(on.file, {});
    expect(known.sites.get('daily')?.publishDelayMs).toBe(600_000);
    expect(known.brands.get('FOO')).toMatchObject({
      environment: 'sandbox',
      mailbox: 'news',
      fromName: 'The Daily',
      mergeVariables: ['loyalty', 'tier'],
    });
    expect(modeOf(join(on.folder, 'secrets', 'FOO-app-id'))).toBe('600');
  });

  it('writes nothing when the person stops', async () => {
    const input = new PassThrough();
    const output = new PassThrough();
    output.once('data', () => input.end());
    const terminal = openTerminal({ input, output });
    const { exitCode, err } = await runCli('sites add', { SITES_FILE: on.file }, terminal);
    expect([exitCode, err]).toEqual([1, 'Stopped. Nothing was written.\n']);
    expect(existsSync(on.file)).toBe(false);
  });
});
