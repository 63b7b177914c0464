import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePorts } from '../../setup/broker/free-ports.js';
import { blockOf } from '../../setup/docs/blocks.js';
import type { Terminal } from '../../setup/docs/terminal.js';
import { Workbench, filled } from '../../setup/docs/workbench.js';

const DATA = '.local/share/omeda-newsletter-connector';
const LIMIT_MS = 240_000;

let workbench: Workbench;
let service: Terminal;
let url: string;
let operatorKey: string;

beforeAll(async () => {
  const [port = 0, sandbox = 0] = await freePorts(2);
  url = `http://127.0.0.1:${port}`;
  workbench = await Workbench.open((home) => ({
    PORT: String(port),
    SANDBOX_PORT: String(sandbox),
    // Root's own cache is not in the home folder.
    DATA_DIR: `${home}/${DATA}`,
    NEWSLETTER_URL: url,
  }));
  service = workbench.start(blockOf('README.md', 'npm start').text);
  await service.until(/Press Ctrl-C to stop/);
  operatorKey = await workbench.succeeds(`cat ~/${DATA}/secrets/operator-key`);
}, LIMIT_MS);

afterAll(() => workbench?.close(), LIMIT_MS);

describe('README.md', { timeout: LIMIT_MS }, () => {
  it('clones what can be cloned', async () => {
    const { text } = blockOf('README.md', 'git clone');
    const [address = ''] = /https:\S+/.exec(text) ?? [];
    const config = {
      GIT_CONFIG_COUNT: '2',
      GIT_CONFIG_KEY_0: `url.file://${process.cwd()}/.git.insteadOf`,
      GIT_CONFIG_VALUE_0: address,
      GIT_CONFIG_KEY_1: 'safe.directory',
      GIT_CONFIG_VALUE_1: '*',
    };
    const printed = await workbench.succeeds(`cd ~\n${text}ls package.json`, config);
    expect(printed).toContain('package.json');
  });

  it('starts a service that takes the events sent next', async () => {
    const printed = await workbench.succeeds(blockOf('README.md', 'npm run send-event').text);
    expect(printed.match(/"deploymentId"/g)).toHaveLength(2);
  });

  it('asks the doctor, who finds nothing', async () => {
    const { text } = blockOf('README.md', 'NEWSLETTER_KEY=');
    const printed = await workbench.succeeds(filled(text, { '…': operatorKey }));
    expect(printed).toMatch(/^ok +omeda DEMO/m);
  });
});

describe('the rest of the docs, with that service', { timeout: LIMIT_MS }, () => {
  it('finds secret and key where docs/api.md says', async () => {
    const { text } = blockOf('docs/api.md', 'cd ~/.local');
    const printed = await workbench.succeeds(
      `${text}echo "$NEWSLETTER_SITE $NEWSLETTER_SECRET $NEWSLETTER_KEY"`,
    );
    expect(printed).toMatch(new RegExp(`^demo whsec_\\S+ ${operatorKey}$`, 'm'));
  });

  it('lists newsletters as docs/cli.md does', async () => {
    const { text } = blockOf('docs/cli.md', 'export NEWSLETTER_URL');
    const here = { 'http://127.0.0.1:3000': url, '…': operatorKey };
    expect(await workbench.succeeds(filled(text, here))).toMatch(/newsletters? /i);
  });

  it('tests the connection as docs/configure-omeda.md does', async () => {
    const { text } = blockOf('docs/configure-omeda.md', 'export NEWSLETTER_KEY');
    const printed = await workbench.succeeds(filled(text, { '…': operatorKey }));
    expect(printed).toMatch(/^ok +omeda DEMO: sandbox, \d+ deployment types/m);
  });

  it('sets a fault at the sandbox as docs/sandbox.md does', async () => {
    const [, sandbox = ''] = /Sandbox +(http\S+)\//.exec(service.printed) ?? [];
    const { text } = blockOf('docs/sandbox.md', 'curl -X POST');
    const command = filled(text, { 'http://127.0.0.1:3100': sandbox });
    expect(await workbench.succeeds(command)).toContain('"drop":true');
    await workbench.succeeds(`curl -fsS -X DELETE ${sandbox}/admin/faults`);
  });
});
