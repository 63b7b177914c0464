import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SIGNING_SECRET, SITE, SITE_KEY } from '../e2e/sites.js';
import { Person } from './chromium.js';
import { Newsroom } from './newsroom.js';
import { pinTo } from './pin.js';

const PAGE = 'admin.php?page=omeda-connector-settings';
let newsroom: Newsroom;
let person: Person;

beforeAll(async () => {
  newsroom = await Newsroom.open();
  person = await Person.logIn(newsroom.wordpress);
  await newsroom.wordpress.php(
    `foreach (['settings', 'pin', 'types'] as $name) delete_option("omeda_connector_$name");
     wp_delete_post($argv[1], true);`,
    [String(newsroom.type)],
  );
});
afterAll(async () => {
  await person?.close();
  await newsroom?.close();
});

const field = (name: string) => person.page.locator(`#omeda-connector-${name}`);
const saved = () =>
  newsroom.wordpress
    .php("echo wp_json_encode(get_option('omeda_connector_settings'));")
    .then((json) => JSON.parse(json) as Record<string, unknown>);

describe('an administrator on a new site', () => {
  it('sees field by field what is wrong, and keeps the earlier values', async () => {
    await person.open(PAGE);
    await field('gateway_url').fill('https://user:pass@gateway.example');
    await field('site_id').fill('our site!');
    await field('secret').fill('whsec_short');
    await field('site_key').fill('short');
    await person.page.click('#submit');
    for (const words of [
      'https://newsletters.example.com',
      'The site ID can contain',
      'whsec_ followed by 24',
      '16 characters',
    ]) {
      await person.page.locator('.notice-error', { hasText: words }).waitFor();
    }
    expect(await saved()).toMatchObject({ gateway_url: '', site_id: '', secret: '', site_key: '' });
  });

  it('connects it, and secrets are never shown again', async () => {
    await field('gateway_url').fill(`${newsroom.door.url}/`);
    await field('site_id').fill(SITE);
    await field('secret').fill(SIGNING_SECRET);
    await field('site_key').fill(SITE_KEY);
    await person.page.click('#submit');
    await person.page.locator('.notice-success').waitFor();
    await person.page.getByText('Nothing is synced until').waitFor();
    expect(await saved()).toMatchObject({ gateway_url: newsroom.door.url, secret: SIGNING_SECRET });
    const source = await person.page.content();
    expect(source).not.toContain(SIGNING_SECRET);
    expect(source).not.toContain(SITE_KEY);

    await person.page.click('#omeda-connector-test');
    await person.page.getByText('✓ Address and site key').waitFor();
    await person.page.getByText('✓ Signing secret and clock').waitFor();
    await person.page.getByText('This site syncs its newsletters.').waitFor();
    await person.page.click('#omeda-connector-refresh');
    await person.page.getByText(/✓ Omeda has \d+ deployment types/).waitFor();
    await person.picture('settings');
  });

  it('cannot press a button before its script is loaded', async () => {
    let arrive: () => void = () => undefined;
    const arrival = new Promise<void>((resolve) => (arrive = resolve));
    await person.page.route('**/assets/js/settings.js*', async (route) => {
      await arrival;
      await route.continue();
    });
    await person.page.goto(`${newsroom.wordpress.url}/wp-admin/${PAGE}`, { waitUntil: 'commit' });
    const test = field('test');
    await test.waitFor();
    expect(await test.isDisabled()).toBe(true);
    arrive();
    await test.click();
    await person.page.getByText('This site syncs its newsletters.').waitFor();
  });

  it('leaves secrets empty and keeps them', async () => {
    await person.open(PAGE);
    await person.page.click('#submit');
    await person.page.locator('.notice-success').waitFor();
    expect(await saved()).toMatchObject({ secret: SIGNING_SECRET, site_key: SITE_KEY });
  });

  it('changes the host only with key and secret entered again', async () => {
    await person.open(PAGE);
    await field('gateway_url').fill('https://elsewhere.example');
    await person.page.click('#submit');
    await person.page
      .locator('.notice-error', { hasText: 'Enter the signing secret and the site key again' })
      .waitFor();
    expect(await saved()).toMatchObject({ gateway_url: newsroom.door.url, site_key: SITE_KEY });
    // Nor by way of an empty address.
    await field('gateway_url').fill('');
    await person.page.click('#submit');
    await person.page.locator('.notice-success').waitFor();
    expect(await saved()).toMatchObject({ gateway_url: '', secret: '', site_key: '' });
    await field('gateway_url').fill(newsroom.door.url);
    await field('secret').fill(SIGNING_SECRET);
    await field('site_key').fill(SITE_KEY);
    await person.page.click('#submit');
    await person.page.locator('.notice-success').waitFor();
    expect(await saved()).toMatchObject({ gateway_url: newsroom.door.url, site_key: SITE_KEY });
  });

  it('chooses for each post type which of its posts are newsletters', async () => {
    expect(await saved()).toMatchObject({ every_post: [] });
    await person.page.getByLabel('Posts: which posts are newsletters').selectOption('every');
    await person.page.click('#submit');
    await person.page.locator('.notice-success').waitFor();
    expect(await saved()).toMatchObject({ every_post: ['post'] });
  });

  it('makes a deployment type from Omeda’s list, with the variables beside the fields', async () => {
    await person.open('post-new.php?post_type=omeda_newsletter');
    await person.page.fill('#title', 'Evening');
    const search = person.page.getByLabel('Search Omeda’s deployment types');
    const option = person.page.locator('#omeda-connector-omeda-types option').first();
    await option.waitFor({ state: 'attached' });
    const chosen = (await option.getAttribute('value')) ?? '';
    await search.fill(chosen);
    await field('audienceQuery').fill('Evening readers');
    await field('subjectFormat').fill('{site_name}: {post_title} <now> 20%20');
    await field('testers').fill('tess@daily.example, Tess, Ter\nnot an address');
    await person.page.getByText('{author_first_name}').first().waitFor();
    await person.page.locator('input[name="omeda_connector_fields[postTypes][]"]').first().check();
    await field('preheaderFormat').fill('{category}: {excerpt}');
    await person.page.getByLabel('Byline').uncheck();
    await person.page.getByLabel('Footer text').fill('The Daily\n1 Main Street');
    await person.picture('deployment-type');
    await person.submitForm('#publish');
    const types = await newsroom.wordpress.php(
      "echo wp_json_encode(array_values(get_option('omeda_connector_types')));",
    );
    expect(JSON.parse(types)).toMatchObject([
      {
        name: 'Evening',
        omedaDeploymentTypeId: Number(/\((\d+)\)$/.exec(chosen)?.[1]),
        audienceQuery: 'Evening readers',
        testers: [{ email: 'tess@daily.example', firstName: 'Tess', lastName: 'Ter' }],
        postTypes: ['post'],
        preheaderFormat: '{category}: {excerpt}',
        template: { headline: true, byline: false, footer: 'The Daily\n1 Main Street' },
        onPublish: 'schedule',
        isOn: true,
      },
    ]);
  });

  it('sees which of its addresses are invalid; the good ones stay', async () => {
    await field('fromEmail').fill('news at daily.example');
    await field('replyTo').fill('editors@daily.example');
    await field('testers').fill('tess@daily.example, Tess, Ter\nnot an address');
    await person.submitForm('#publish');
    const notice = person.page.locator('.notice-error');
    await notice
      .getByText('From address: “news at daily.example” is not an email address.')
      .waitFor();
    await notice.getByText('Testers: “not an address” is not an email address.').waitFor();
    expect(await notice.getByText('Reply-to address').count()).toBe(0);
    expect(await field('replyTo').inputValue()).toBe('editors@daily.example');
    expect(await field('testers').inputValue()).toBe('tess@daily.example, Tess, Ter');
  });

  it('finds a type that Omeda has, by a part of its name', async () => {
    const all = await types('');
    const last = all.at(-1);
    expect(last).toBeDefined();
    const found = await types(last?.name.slice(1).toUpperCase() ?? '');
    expect(found.map(({ id }) => id)).toContain(last?.id);
    expect(await types('no such type anywhere')).toEqual([]);
  });
});

describe('a constant in wp-config.php', () => {
  it('overrides the form, which says so', async () => {
    await newsroom.wordpress.define({ OMEDA_CONNECTOR_SITE_ID: 'from-the-file' });
    await person.open(PAGE);
    await person.page.getByText('Set by OMEDA_CONNECTOR_SITE_ID in wp-config.php.').waitFor();
    expect(await field('site_id').isDisabled()).toBe(true);
    expect(await field('site_id').inputValue()).toBe('from-the-file');
    await person.page.click('#submit');
    await person.page.locator('.notice-success').waitFor();
    await newsroom.wordpress.define({});
    await person.open(PAGE);
    expect(await field('site_id').inputValue()).toBe(SITE);
  });
});

describe('a copy of the site', () => {
  it('is a dry run, and names its original, until it is confirmed', async () => {
    await pinTo(newsroom.wordpress, 'https://daily.example');
    await person.open(PAGE);
    await person.page.getByText('it was connected as https://daily.example').waitFor();
    await person.page.click('#omeda-connector-test');
    await person.page.getByText('nothing is synced from here').waitFor();
    await person.page.click('#omeda-connector-confirm');
    await person.page.getByText('This site syncs its newsletters.').waitFor();
    await person.open(PAGE);
    expect(await person.page.getByText('dry run').count()).toBe(0);
  });
});

async function types(search: string) {
  const path = `omeda-newsletter-connector/v1/omeda-types?search=${encodeURIComponent(search)}`;
  const { body } = await newsroom.wordpress.rest<{ types: { id: number; name: string }[] }>(
    'GET',
    path,
  );
  return body.types;
}
