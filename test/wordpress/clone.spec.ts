import { resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Newsroom } from './newsroom.js';

const parts = 'OmedaNewsletterConnector\\Plugin::get()->parts()';
const SEARCH_REPLACE = resolve('test/wordpress/setup/search-replace.php');

let newsroom: Newsroom;
let url: string;
let backup: string;
beforeAll(async () => {
  // The address comes from the database, as on most sites.
  newsroom = await Newsroom.open({ muPlugin: "remove_filter('option_home', '_config_wp_home');" });
  url = newsroom.wordpress.url;
  await newsroom.wordpress.php(`update_option('home', '${url}'); ${parts}->pin()->set();`);
  backup = newsroom.wordpress.backup();
});
afterEach(() => newsroom.wordpress.restore(backup));
afterAll(() => newsroom?.close());

async function clone(replacements: [from: string, to: string][]): Promise<void> {
  for (const pair of replacements) {
    await newsroom.wordpress.php(
      `require '${SEARCH_REPLACE}'; search_replace(...array_slice($argv, 1));`,
      pair,
    );
  }
}

/** As it was stored before version 4 of the schema. */
const keepAsBefore = (address: string) =>
  newsroom.wordpress.php(
    `update_option('omeda_connector_pin', ['url' => $argv[1], 'environment' => 'local', 'connected_at' => '2020-01-01 00:00:00']);
     update_option('omeda_connector_schema', 3);`,
    [address],
  );

const isDryRun = async () =>
  (await newsroom.wordpress.php(`var_export(${parts}->pin()->is_dry_run());`)) === 'true';

async function deliversNothingAndSaysSo(original: string): Promise<void> {
  const before = await newsroom.taken();
  const post = await newsroom.write({ status: 'publish' });
  await newsroom.wordpress.cron();
  const state = `SELECT state FROM wp_omeda_outbox WHERE post_id = ${post}`;
  expect(newsroom.wordpress.sql(state)).toBe('dry');
  expect(await newsroom.taken()).toEqual(before);
  const path = `omeda-newsletter-connector/v1/posts/${post}/status`;
  expect((await newsroom.wordpress.rest('GET', path)).body).toMatchObject({ dryRun: true });
  expect(await newsroom.wordpress.php(`echo ${parts}->pin()->url();`)).toBe(original);
}

const host = (address: string) => address.replace('http://', '');
const escaped = (address: string) => address.replaceAll('/', '\\/');
const base64 = (address: string) => Buffer.from(address).toString('base64');
const hex = (address: string) => Buffer.from(address).toString('hex');
const STAGING = 'https://staging.example';

describe('a clone made with search-replace', () => {
  it.each<[what: string, forms: ((address: string) => string)[]]>([
    ['of the URL', [(address) => address]],
    ['of the host alone', [host]],
    ['of the scheme', [(address) => address.replace(/:.*/, ':')]],
    [
      'of the URL in each form',
      [escaped, encodeURIComponent, base64, hex, (address) => address, host],
    ],
  ])('%s delivers nothing, and says whose copy it is', async (_, forms) => {
    await clone(forms.map((form) => [form(url), form(STAGING)]));
    expect(await newsroom.wordpress.php("echo get_option('home');")).not.toBe(url);
    await deliversNothingAndSaysSo(url);
  });

  it('after an update from before the address was hidden: likewise', async () => {
    await keepAsBefore(url);
    expect(await isDryRun()).toBe(false);
    await clone([[url, STAGING]]);
    await deliversNothingAndSaysSo(url);
  });

  it('is a dry run after an update, too, if it was one before', async () => {
    await keepAsBefore('https://daily.example');
    expect(await isDryRun()).toBe(true);
    await deliversNothingAndSaysSo('https://daily.example');
    await clone([['https://daily.example', url]]);
    expect(await isDryRun()).toBe(true);
  });

  it('starts to sync when a person confirms it, and remembers since when the site is connected', async () => {
    await keepAsBefore(url);
    await clone([[url, STAGING]]);
    const path = 'omeda-newsletter-connector/v1/connection/test';
    const { body } = await newsroom.wordpress.rest('POST', path, { body: { confirm: true } });
    expect(body).toMatchObject({ ok: true, dryRun: false });
    expect(await newsroom.wordpress.php(`echo ${parts}->pin()->connected_at();`)).toBe(
      '2020-01-01 00:00:00',
    );
  });
});
