import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Brand } from '#sites';
import { runCli } from '../cli/run-cli.js';
import { BRAND, OPERATOR_KEY, SITE } from '../sites.js';
import { type World, startWorld } from '../world.js';

const OTHER = 'OTHER';
let world: World;
let brands: Map<string, Brand>;

beforeEach(async () => {
  world = await startWorld({ factor: 0.005 });
  brands = world.settings.sites.brands as Map<string, Brand>;
});

afterEach(() => world?.close());

/** As an edited sites file that is read again. */
function moveSite(): void {
  const known = brands.get(BRAND);
  const site = world.settings.sites.sites.get(SITE);
  if (!known || !site) throw new Error('no such brand or site');
  brands.set(OTHER, { ...known, abbreviation: OTHER, mailbox: 'other' });
  site.brand = OTHER;
}

/** Leaves the sender to the brand. */
const PLAIN = { type: { fromEmail: null } };

const mailboxes = () =>
  [...world.sandbox.world.deployments.values()].map(({ content }) => content?.mailbox);

async function checkOf(brand: string) {
  const env = { NEWSLETTER_URL: world.newsroom.url, NEWSLETTER_KEY: OPERATOR_KEY };
  const { out } = await runCli('doctor --json', env);
  const { checks } = JSON.parse(out) as { checks: { name: string }[] };
  return checks.find(({ name }) => name === `omeda ${brand}`);
}

describe('a site that is moved to another brand', () => {
  it('keeps the newsletters that it had with the brand they began at, and its defaults', async () => {
    const post = world.post();
    await post.saved('One', PLAIN);
    await post.until('content-updated');
    moveSite();
    await post.published('Two', PLAIN);
    await post.until('scheduled');
    expect(await post.status()).toMatchObject({ brand: BRAND });
    expect(mailboxes()).toEqual(['news']);
  });

  it('starts new newsletters at the new brand', async () => {
    moveSite();
    const { answer } = await world.post(43).saved('One');
    expect(answer).toMatchObject({ brand: OTHER });
  });
});

describe('a brand that is removed while its newsletters are in progress', () => {
  it('blocks them, as the doctor says, and they continue once it is back', async () => {
    const post = world.post();
    await post.saved('One');
    await post.until('created');
    const brand = brands.get(BRAND);
    brands.delete(BRAND);
    await post.published('Two');
    await world.until('the doctor names it', async () => {
      const check = await checkOf(BRAND);
      return JSON.stringify(check ?? {}).includes('1 newsletter in progress');
    });
    if (brand) brands.set(BRAND, brand);
    await post.until('scheduled');
    expect(world.deployments()).toHaveLength(1);
  });
});

describe('newsletter sites remove', () => {
  let folder: string;

  beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'sites-'))));

  afterEach(() => rm(folder, { recursive: true }));

  async function remove() {
    const file = join(folder, 'sites.json');
    const brand = { brand: BRAND };
    const document = { brands: { [BRAND]: {} }, sites: { [SITE]: brand, weekly: brand } };
    await writeFile(file, JSON.stringify(document));
    const env = {
      NEWSLETTER_URL: world.newsroom.url,
      NEWSLETTER_KEY: OPERATOR_KEY,
      SITES_FILE: file,
    };
    const { exitCode, err } = await runCli(`sites remove ${SITE}`, env);
    return { exitCode, err, isGone: !(await readFile(file, 'utf8')).includes(SITE) };
  }

  it('refuses while a newsletter of the site is in progress, and shows their status', async () => {
    const post = world.post();
    await post.saved('One');
    await post.until('content-updated');
    const { exitCode, err, isGone } = await remove();
    expect(err).toMatch(/daily has newsletters in progress: 1 content-updated/);
    expect([exitCode, isGone]).toEqual([4, false]);
    await post.act('cancel');
    await post.until('cancelled');
    expect(await remove()).toEqual({ exitCode: 0, err: '', isGone: true });
  });
});
