import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Newsroom } from './newsroom.js';

/** A fake of WP-CLI: records the command, prints, and stops at an error. */
const WP_CLI = `
  if ('cli' === PHP_SAPI) {
    define('WP_CLI', true);
    class WP_CLI {
      public static $commands = [];
      public static function add_command($name, $command) { self::$commands[$name] = $command; }
      public static function line($text) { echo $text, "\\n"; }
      public static function success($text) { echo "Success: $text\\n"; }
      public static function warning($text) { echo "Warning: $text\\n"; }
      public static function error($text) { echo "Error: $text\\n"; exit; }
    }
  }`;

let newsroom: Newsroom;
beforeAll(async () => {
  newsroom = await Newsroom.open({ muPlugin: WP_CLI });
});
beforeEach(async () => {
  await newsroom.door.set('open');
  await newsroom.resetBreaker();
});
afterAll(() => newsroom?.close());

const omeda = (command: string, ...args: string[]) =>
  newsroom.wordpress.php(
    `WP_CLI::$commands['omeda']->{$argv[1]}(json_decode($argv[2], true), []);`,
    [command, JSON.stringify(args)],
  );

type Test = { label: string; status: string; description: string };

/** Our tests as the Site Health screen runs them, by name. */
async function health(): Promise<Record<string, Test>> {
  const json = await newsroom.wordpress.php(
    `$found = [];
     foreach (apply_filters('site_status_tests', ['direct' => [], 'async' => []])['direct'] as $name => $test) {
       $found[str_replace('omeda_connector_', '', $name)] = $test['test']();
     }
     echo wp_json_encode($found);`,
  );
  return JSON.parse(json) as Record<string, Test>;
}

describe('wp omeda', () => {
  it('shows what waits and why, and hands it over', async () => {
    await newsroom.door.set('closed');
    const post = await newsroom.write();
    await newsroom.wordpress.cron();
    expect(await omeda('outbox')).toContain(`post ${post}`);
    expect(await omeda('outbox')).toContain('The gateway is unreachable.');
    expect(await omeda('drain')).toContain('Warning: Delivered 0 events. 1 is still waiting.');
    expect(await omeda('status')).toMatch(/Waiting +1/);
    await newsroom.door.set('open');
    expect(await omeda('drain')).toContain('Success: Delivered 1 event. Nothing is waiting.');
    expect(await newsroom.types(post)).toEqual(['post.saved']);
    expect(await omeda('status', String(post))).toContain('"deploymentId"');
  });

  it('replays what was refused, when its cause is fixed', async () => {
    const post = await newsroom.write();
    newsroom.wordpress.sql(`UPDATE wp_omeda_outbox SET state = 'parked' WHERE post_id = ${post}`);
    expect(await omeda('replay')).toContain('1 event is back in the outbox.');
    expect(await newsroom.types(post)).toEqual(['post.saved']);
  });

  it('finds what a crash kept from the outbox', async () => {
    const post = await newsroom.written('Not noted');
    expect(await omeda('reconcile')).toContain('Found 1 change that was not in the outbox.');
    expect(await newsroom.types(post)).toEqual(['post.saved']);
  });

  it('tests the connection, and names each fault', async () => {
    expect(await omeda('test')).toContain('Success: The connection works.');
    expect(await omeda('doctor')).toMatch(/connection +ok/);
    await newsroom.setSecret(`whsec_${Buffer.alloc(32, 9).toString('base64')}`);
    expect(await omeda('test')).toMatch(/failed +signature.*signing secret/s);
    expect(await omeda('doctor')).toContain('Error:');
    await newsroom.setSecret();
  });

  it('switches a deployment type off and on', async () => {
    const isOn = () =>
      newsroom.wordpress.php(
        `echo (int) get_option('omeda_connector_types')[${newsroom.type}]['isOn'];`,
      );
    expect(await omeda('roll_out', String(newsroom.type), 'off')).toContain('is off');
    expect(await isOn()).toBe('0');
    expect(await omeda('roll_out', String(newsroom.type), 'on')).toContain('is on');
    expect(await isOn()).toBe('1');
    expect(await omeda('roll_out', '99999', 'on')).toContain('Error:');
  });
});

describe('Site Health', () => {
  it('finds nothing wrong if nothing is, except http', async () => {
    const tests = await health();
    const bad = Object.entries(tests).filter(([, { status }]) => status !== 'good');
    expect(bad.map(([name, { status }]) => [name, status])).toEqual([['https', 'recommended']]);
    expect(Object.keys(tests)).toHaveLength(6);
  });

  it('reports an unavailable gateway, overdue rows, and a stopped cron', async () => {
    await newsroom.door.set('closed');
    await newsroom.write();
    newsroom.wordpress.sql(
      "UPDATE wp_omeda_outbox SET created_at = UTC_TIMESTAMP() - INTERVAL 2 HOUR WHERE state = 'waiting'",
    );
    await newsroom.wordpress.php(
      `foreach (['at', 'since'] as $name) update_option("omeda_connector_cron_$name", time() - 7200);`,
    );
    const { connection, outbox, cron } = await health();
    expect(connection).toMatchObject({ status: 'critical' });
    expect(connection?.description).toContain('is not responding');
    expect(outbox?.description).toContain('1 events are waiting, the oldest for 2 hours');
    expect(cron?.description).toContain('wp-cron.php');
  });

  it('reports a wrong clock in seconds', async () => {
    await newsroom.wordpress.writeMuPlugin(
      'clock',
      `namespace OmedaNewsletterConnector\\Delivery; function time() { return \\time() - 3600; }`,
    );
    const { connection } = await health();
    await newsroom.wordpress.writeMuPlugin('clock', '');
    expect(connection).toMatchObject({ status: 'critical' });
    expect(connection?.description).toMatch(/clock|seconds/);
  });
});

describe('the privacy page', () => {
  it('has a text for the site’s policy', async () => {
    const text = await newsroom.wordpress.php(
      `define('WP_ADMIN', true); require ABSPATH . 'wp-admin/includes/admin.php';
       set_current_screen('privacy'); wp_set_current_user(1); do_action('admin_init');
       echo wp_json_encode(WP_Privacy_Policy_Content::get_suggested_policy_text());`,
    );
    expect(text).toContain('No data of readers or visitors');
  });
});
