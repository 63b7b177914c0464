import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Newsroom } from './newsroom.js';

let newsroom: Newsroom;
/** Ids of the older plugin's deployment type and of one of its posts. */
let older: number;
let post: number;

beforeAll(async () => {
  newsroom = await Newsroom.open();
  const made = await newsroom.wordpress.php(
    `remove_all_actions('wp_after_insert_post');
     $older = wp_insert_post(['post_type' => 'omeda_deploy_type', 'post_status' => 'publish', 'post_title' => 'Old & gold']);
     foreach ([
       '_omeda_deployment_type_id' => '2', '_omeda_audience_query_id' => 'Gold readers',
       '_omeda_from_name' => 'Gold', '_omeda_subject_format' => '{post_title} at 100%',
       '_omeda_assigned_post_type' => 'post_type:page',
     ] as $key => $value) add_post_meta($older, $key, $value);
     update_option('omeda_default_from_email', 'gold@daily.example');
     $post = wp_insert_post(['post_title' => 'Of the older one', 'post_content' => 'x', 'post_author' => 1]);
     add_post_meta($post, '_omeda_config_id', $older);
     echo "$older $post";`,
  );
  [older = 0, post = 0] = made.split(' ').map(Number);
});
afterAll(() => newsroom?.close());

const parts = 'OmedaNewsletterConnector\\Plugin::get()->parts()';
const imported = async () =>
  Number(await newsroom.wordpress.php(`echo max(array_keys(${parts}->types()->all()));`));
const turn = async (isOn: boolean) =>
  newsroom.wordpress.php(`${parts}->roll_out()->turn(${await imported()}, ${isOn});`);
/** The older plugin's view of the post and of its type. */
const seenByOlder = () =>
  newsroom.wordpress.php(
    `echo get_post_meta(${post}, '_omeda_config_id', true), '/', get_post_status(${older});`,
  );

describe('what an older plugin left', () => {
  it('is copied on request, switched off; again copies nothing', async () => {
    const report = () =>
      newsroom.wordpress.php(`echo wp_json_encode(${parts}->older_plugin()->import());`);
    expect(JSON.parse(await report())).toEqual({ types: 1, posts: 1 });
    expect(JSON.parse(await report())).toEqual({ types: 0, posts: 0 });
    const fields = await newsroom.wordpress.php(
      `echo wp_json_encode(${parts}->types()->all()[${await imported()}]);`,
    );
    expect(JSON.parse(fields)).toMatchObject({
      name: 'Old & gold',
      omedaDeploymentTypeId: 2,
      audienceQuery: 'Gold readers',
      fromName: 'Gold',
      fromEmail: 'gold@daily.example',
      subjectFormat: '{post_title} at 100%',
      postTypes: ['page'],
      isOn: false,
    });
  });

  it('is left to the older plugin until it is switched on', async () => {
    await newsroom.change(post, { title: 'Still of the older one' });
    expect(await newsroom.types(post)).toEqual([]);
    expect(await seenByOlder()).toBe(`${older}/publish`);
  });

  it('is only ours once it is', async () => {
    await turn(true);
    await newsroom.change(post, { title: 'Ours now' });
    expect(await newsroom.types(post)).toEqual(['post.saved']);
    expect(await seenByOlder()).toBe('/draft');
    await newsroom.untilStatus(post, 'content-updated');
    expect(newsroom.deploymentsOf(post)).toEqual([]);
    const [row] = await newsroom.store<{ deployment_type: string }>(
      `SELECT title AS deployment_type FROM deployment_status WHERE post_id = ${post}`,
    );
    expect(row?.deployment_type).toBe('Ours now');
  });

  it('goes back when it is switched off: nothing of it is sent from here', async () => {
    await turn(false);
    expect(await seenByOlder()).toBe(`${older}/publish`);
    await newsroom.change(post, { title: 'Back', status: 'publish' });
    await newsroom.received();
    await newsroom.untilStatus(post, 'no-type');
  });
});

describe('an outbox of an earlier version', () => {
  it('gets its missing columns, and keeps its rows', async () => {
    const rows = () => newsroom.wordpress.sql('SELECT COUNT(*) FROM wp_omeda_outbox');
    const before = rows();
    newsroom.wordpress.sql('ALTER TABLE wp_omeda_outbox DROP COLUMN uid');
    await newsroom.wordpress.php("update_option('omeda_connector_schema', 1);");
    const post = await newsroom.write({ title: 'After the update' });
    expect(Number(rows())).toBe(Number(before) + 1);
    await newsroom.received();
    expect(
      newsroom.wordpress.sql(`SELECT uid FROM wp_omeda_outbox WHERE post_id = ${post}`),
    ).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe('uninstalling', () => {
  const uninstall = () =>
    newsroom.wordpress.php(
      `define('WP_UNINSTALL_PLUGIN', 'omeda-newsletter-connector/omeda-newsletter-connector.php');
       require WP_PLUGIN_DIR . '/omeda-newsletter-connector/uninstall.php';`,
    );
  const left = () =>
    [
      "SELECT COUNT(*) FROM wp_options WHERE option_name LIKE '%omeda\\\\_connector%'",
      "SELECT COUNT(*) FROM wp_postmeta WHERE meta_key LIKE '%omeda\\\\_connector%'",
      "SELECT COUNT(*) FROM wp_posts WHERE post_type = 'omeda_newsletter'",
      "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name LIKE '%omeda%'",
      "SELECT COUNT(*) FROM wp_options WHERE option_name = 'cron' AND option_value LIKE '%omeda%'",
      "SELECT COUNT(*) FROM wp_options WHERE option_name = 'wp_user_roles' AND option_value LIKE '%omeda%'",
    ].map((query) => Number(newsroom.wordpress.sql(query)));

  it('removes nothing unless the setting says so', async () => {
    await uninstall();
    expect(left().every((count) => count > 0)).toBe(true);
  });

  it('removes all of ours if it does, and leaves what the older plugin had', async () => {
    await newsroom.wordpress.php(
      `${parts}->settings()->save(['remove_data' => true]);
       set_transient('omeda_connector_row_said_1', ['words' => 'x'], 60);`,
    );
    await newsroom.wordpress.php(
      "require_once ABSPATH . 'wp-admin/includes/plugin.php'; deactivate_plugins('omeda-newsletter-connector/omeda-newsletter-connector.php');",
    );
    await uninstall();
    expect(left()).toEqual([0, 0, 0, 0, 0, 0]);
    expect(newsroom.wordpress.sql(`SELECT post_status FROM wp_posts WHERE ID = ${older}`)).toBe(
      'publish',
    );
    expect(
      newsroom.wordpress.sql(
        `SELECT meta_value FROM wp_postmeta WHERE meta_key = '_omeda_config_id'`,
      ),
    ).toBe(String(older));
  });
});
