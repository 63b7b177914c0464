import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Door } from '../../test/wordpress/door.js';
import type { Contestant } from '../measure/contestant.js';
import { interleave } from '../measure/interleave.js';
import { compare } from '../measure/row.js';
import { median, percentile } from '../measure/statistics.js';
import type { Bench, Case, Opened } from '../stage/bench.js';
import { startProduct } from '../stage/product.js';
import { SIGNING_SECRET, SITE, SITE_KEY, writeSites } from '../stage/sites.js';
import { type Wordpress, startWordpress } from '../stage/wordpress.js';

const MODES = { up: 'open', down: 'closed', hanging: 'hanging' } as const;
type Mode = keyof typeof MODES;

const INSERT = 'bare $wpdb->insert of the same row';
const FOUR_KB = `<p>${'All is well. '.repeat(310)}</p>`;

/**
 * Records how long our part of a save takes, in its hook and at the end of the request, and how long it takes
 * to insert the row that it left into a table like ours.
 */
const STOPWATCH = `
function bench_watch($name, $is_end) {
  static $since = [];
  global $bench;
  if (!$is_end) { $since[$name] = hrtime(true); return; }
  $bench['hook'] = ($bench['hook'] ?? 0) + (hrtime(true) - $since[$name]) / 1e6;
}
foreach (['wp_after_insert_post' => 20, 'shutdown' => 1000] as $name => $ours) {
  add_action($name, fn() => bench_watch($name, false), $ours - 1, 0);
  add_action($name, fn() => bench_watch($name, true), $ours + 1, 0);
}
add_action('wp_after_insert_post', function ($id) {
  global $wpdb, $bench;
  $newest = "SELECT * FROM {$wpdb->prefix}omeda_outbox WHERE post_id = %d ORDER BY id DESC LIMIT 1";
  $row = $wpdb->get_row($wpdb->prepare($newest, $id), ARRAY_A);
  if (!$row) return;
  unset($row['id']);
  $since = hrtime(true);
  $wpdb->insert('bench_bare', $row);
  $bench['insert'] = (hrtime(true) - $since) / 1e6;
}, 30);
add_action('shutdown', function () {
  global $bench;
  if (isset($bench['insert'])) {
    file_put_contents(WP_CONTENT_DIR . '/bench.log', json_encode($bench) . "\\n", FILE_APPEND);
  }
}, 2000);`;

const CONNECT = `
global $wpdb;
require_once ABSPATH . 'wp-admin/includes/plugin.php';
activate_plugin('omeda-newsletter-connector/omeda-newsletter-connector.php');
$parts = OmedaNewsletterConnector\\Plugin::get()->parts();
$parts->settings()->save(json_decode($argv[1], true));
$parts->pin()->set();
$type = wp_insert_post(['post_type' => 'omeda_newsletter', 'post_status' => 'publish', 'post_title' => 'Morning']);
$parts->types()->save_fields($type, json_decode($argv[2], true));
$wpdb->query("CREATE TABLE bench_bare LIKE {$wpdb->prefix}omeda_outbox");`;

const MORNING = {
  omedaDeploymentTypeId: 1,
  audienceQuery: 'Morning readers',
  fromName: 'The Daily',
  fromEmail: 'news@daily.example',
  replyTo: 'editors@daily.example',
  deploymentNameFormat: '{site_name} {post_title}',
  testers: 'tester@daily.example, Tess, Ter',
  postTypes: ['post'],
};

/** How long a save in WordPress waits for us. */
export const hook: readonly Case[] = [
  {
    name: 'hook',
    run: (bench) =>
      bench.within(async (own) => {
        const readings = await interleave(await contestantsOf(bench, own), bench);
        return (Object.keys(MODES) as Mode[]).flatMap((mode) =>
          [
            { share: 'p50', aim: 1.3 },
            { share: 'p95', aim: 2 },
          ].map(({ share, aim }) =>
            compare(readings, {
              name: `hook/${mode}/${share}`,
              unit: 'ms',
              better: 'lower',
              ours: { of: mode, figure: `hook ${share}` },
              beside: { of: mode, figure: `insert ${share}` },
              peer: INSERT,
              aim,
            }),
          ),
        );
      }),
  },
];

async function contestantsOf(bench: Bench, own: Opened): Promise<Contestant[]> {
  const databaseUrl = await (await bench.postgres()).createDatabase();
  const { url } = await own.add(
    startProduct('gateway', {
      DATABASE_URL: databaseUrl,
      RABBITMQ_URL: (await bench.broker()).url,
      RABBITMQ_PREFIX: new URL(databaseUrl).pathname.slice(1),
      ...(await writeSites(await own.folder(), {})),
    }),
  );
  const door = await own.add(
    Door.to(url).then((opened) => Object.assign(opened, { stop: () => opened.close() })),
  );
  const wordpress = await own.add(startWordpress(STOPWATCH));
  const connection = {
    gateway_url: door.url,
    site_id: SITE,
    secret: SIGNING_SECRET,
    site_key: SITE_KEY,
    every_post: ['post'],
  };
  await wordpress.php(CONNECT, [JSON.stringify(connection), JSON.stringify(MORNING)]);
  const saves = bench.isQuick ? 20 : 60;
  return (Object.keys(MODES) as Mode[]).map((name) => ({
    name,
    round: async () => {
      await door.set(MODES[name]);
      return savesOf(wordpress, saves);
    },
  }));
}

/** Each changes a different draft. */
async function savesOf(wordpress: Wordpress, saves: number): Promise<Record<string, number>> {
  const drafts: number[] = [];
  for (let index = 0; index < saves; index += 1) {
    const draft = { title: 'Morning news', content: FOUR_KB, status: 'draft' };
    drafts.push((await wordpress.post('wp/v2/posts', draft)).id);
  }
  const log = join(wordpress.root, 'wp-content/bench.log');
  await writeFile(log, '');
  for (const id of drafts) {
    await wordpress.post(`wp/v2/posts/${id}`, { content: `${FOUR_KB}<p>News.</p>` });
  }
  const lines = (await readFile(log, 'utf8')).trim().split('\n');
  if (lines.length !== saves) throw new Error(`${lines.length} of ${saves} saves were seen.`);
  const each = lines.map((line) => JSON.parse(line) as { hook: number; insert: number });
  const figures = (['hook', 'insert'] as const).flatMap((name) => {
    const tookMs = each.map((one) => one[name]);
    return [
      [`${name} p50`, median(tookMs)],
      [`${name} p95`, percentile(tookMs, 0.95)],
    ] as const;
  });
  return Object.fromEntries(figures);
}
