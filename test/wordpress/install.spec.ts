import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SIGNING_SECRET, SITE, SITE_KEY } from '../e2e/sites.js';
import { type World, startWorld } from '../e2e/world.js';
import { Person } from './chromium.js';
import { Wordpress } from './wordpress.js';

let wordpress: Wordpress;
let world: World;
let person: Person;
let zip: string;
beforeAll(async () => {
  const said = execFileSync(process.execPath, ['wordpress/build-plugin.mjs'], { encoding: 'utf8' });
  zip = said.split(':')[0] ?? '';
  [wordpress, world] = await Promise.all([
    Wordpress.start({ withPlugin: false }),
    startWorld({ factor: 0.01 }),
  ]);
  person = await Person.logIn(wordpress);
});
afterAll(async () => {
  await person?.close();
  await wordpress?.close();
  await world?.close();
});

describe('the zip of npm run build:plugin', () => {
  it('contains what the folder contains, and nothing hidden', () => {
    const list = execFileSync('php', [
      '-r',
      `require '${wordpress.root}/wp-admin/includes/class-pclzip.php';
       echo json_encode(array_column((new PclZip($argv[1]))->listContent(), 'filename'));`,
      '--',
      zip,
    ]);
    const names = JSON.parse(list.toString('utf8').split('\n').at(-1) ?? '') as string[];
    expect(names).toContain('omeda-newsletter-connector/omeda-newsletter-connector.php');
    expect(names).toContain('omeda-newsletter-connector/assets/js/editor-panel.js');
    expect(names.filter((name) => /\/\.|\.ts$|\.zip$/.test(name))).toEqual([]);
  });

  it('installs and activates through wp-admin', async () => {
    await person.open('plugin-install.php?tab=upload');
    await person.page.setInputFiles('#pluginzip', zip);
    await person.page.getByRole('button', { name: 'Install Now' }).click();
    await person.page.getByText('Plugin installed successfully.').waitFor();
    await person.page.getByRole('link', { name: 'Activate Plugin' }).click();
    await person.page.getByText('Plugin activated.').waitFor();
    const main = 'wp-content/plugins/omeda-newsletter-connector/omeda-newsletter-connector.php';
    expect(existsSync(join(wordpress.root, main))).toBe(true);
  });

  it('works: set up only in wp-admin, a first save reaches Omeda', async () => {
    await person.open('admin.php?page=omeda-connector-settings');
    const field = (name: string) => person.page.locator(`#omeda-connector-${name}`);
    await field('gateway_url').fill(world.newsroom.url);
    await field('site_id').fill(SITE);
    await field('secret').fill(SIGNING_SECRET);
    await field('site_key').fill(SITE_KEY);
    await person.page.click('#submit');
    await person.page.locator('.notice-success').waitFor();
    await person.page.click('#omeda-connector-test');
    await person.page.getByText('This site syncs its newsletters.').waitFor();
    await person.open('post-new.php?post_type=omeda_newsletter');
    await person.page.fill('#title', 'Morning');
    await field('omedaDeploymentTypeId').fill('1');
    await field('audienceQuery').fill('Daily');
    await person.page.locator('input[name="omeda_connector_fields[postTypes][]"]').first().check();
    await person.submitForm('#publish');
    const body = {
      title: 'The first',
      content: '<p>All is well.</p>',
      status: 'draft',
      meta: { _omeda_connector_newsletter: true },
    };
    expect((await wordpress.rest('POST', 'wp/v2/posts', { body })).status).toBe(201);
    await wordpress.cron();
    await world.until('Omeda has its content', () =>
      Promise.resolve(world.deployments()[0]?.html?.includes('All is well.') === true),
    );
  });
});
