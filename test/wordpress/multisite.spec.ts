import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Wordpress } from './wordpress.js';

const PLUGIN = 'omeda-newsletter-connector/omeda-newsletter-connector.php';

let wordpress: Wordpress;

/** A network of two sites in folders, as the network setup of wp-admin makes it. */
beforeAll(async () => {
  wordpress = await Wordpress.start();
  const domain = new URL(wordpress.url).host;
  await wordpress.php(
    `require_once ABSPATH . 'wp-admin/includes/upgrade.php';
     deactivate_plugins($argv[2]);
     foreach ($wpdb->tables('ms_global') as $table => $name) { $wpdb->$table = $name; }
     install_network();
     populate_network(1, $argv[1], 'admin@daily.example', 'The Dailies', '/', false);`,
    [domain, PLUGIN],
  );
  await wordpress.define({
    WP_ALLOW_MULTISITE: true,
    MULTISITE: true,
    SUBDOMAIN_INSTALL: false,
    DOMAIN_CURRENT_SITE: domain,
    PATH_CURRENT_SITE: '/',
    SITE_ID_CURRENT_SITE: 1,
    BLOG_ID_CURRENT_SITE: 1,
  });
  await newSite('weekly');
});

afterAll(() => wordpress?.close());

/** Like a visitor's registration or another program: outside wp-admin. */
const newSite = (path: string) =>
  wordpress.php(
    `$id = wp_insert_site(['domain' => $argv[1], 'path' => "/$argv[2]/", 'title' => $argv[2], 'user_id' => 1]);
     if (is_wp_error($id)) { throw new Exception($id->get_error_message()); }
     echo $id;`,
    [new URL(wordpress.url).host, path],
  );

const outboxes = () =>
  wordpress
    .sql(
      `SELECT table_name FROM information_schema.tables
       WHERE table_schema = DATABASE() AND table_name LIKE '%omeda_outbox' ORDER BY 1`,
    )
    .split('\n')
    .filter(Boolean);

describe('a network of sites', () => {
  it('has an outbox and rights on each site once the plugin is active in the network', async () => {
    await wordpress.php(
      `require_once ABSPATH . 'wp-admin/includes/plugin.php';
       $error = activate_plugin($argv[1], '', true);
       if (is_wp_error($error)) { throw new Exception($error->get_error_message()); }`,
      [PLUGIN],
    );
    expect(outboxes()).toEqual(['wp_2_omeda_outbox', 'wp_omeda_outbox']);
    const able = await wordpress.php(
      `switch_to_blog(2);
       echo get_role('administrator')->has_cap('manage_omeda') ? 'able' : 'not able';`,
    );
    expect(able).toBe('able');
  });

  it('has them on a site that is made afterwards, too', async () => {
    const id = await newSite('monthly');
    expect(outboxes()).toContain(`wp_${id}_omeda_outbox`);
  });

  it('loses a site’s outbox with the site', async () => {
    const id = await newSite('yearly');
    expect(outboxes()).toContain(`wp_${id}_omeda_outbox`);
    await wordpress.php(
      `require_once ABSPATH . 'wp-admin/includes/ms.php'; wpmu_delete_blog((int) $argv[1], true);`,
      [id],
    );
    expect(outboxes()).not.toContain(`wp_${id}_omeda_outbox`);
  });

  it('removes it from sites with that setting, and only there, when the plugin is deleted', async () => {
    await wordpress.php(
      `switch_to_blog(2);
       (new OmedaNewsletterConnector\\Settings\\Settings())->save(['remove_data' => true]);`,
    );
    await wordpress.php(
      `define('WP_UNINSTALL_PLUGIN', $argv[1]);
       require WP_PLUGIN_DIR . '/omeda-newsletter-connector/uninstall.php';`,
      [PLUGIN],
    );
    expect(outboxes()).not.toContain('wp_2_omeda_outbox');
    expect(outboxes()).toContain('wp_omeda_outbox');
  });
});
