import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Person } from './chromium.js';
import { Newsroom } from './newsroom.js';
import { PLUGIN_SOURCE } from './setup/tree.js';

const DOMAIN = 'omeda-newsletter-connector';
const TRANSLATED = {
  'Deployment types': 'Versandarten',
  '%d continues.': ['%d läuft weiter.', '%d laufen weiter.'],
  'Retry selected': 'Gewählte nochmals versuchen',
};

let newsroom: Newsroom;
let person: Person;
let folder: string;

beforeAll(async () => {
  newsroom = await Newsroom.open({ muPlugin: "add_filter('locale', fn() => 'de_DE');" });
  folder = join(newsroom.wordpress.root, 'wp-content/plugins', DOMAIN, 'languages');
  await mkdir(folder);
  writeFileSync(join(folder, `${DOMAIN}.pot`), templateOfZip());
  person = await Person.logIn(newsroom.wordpress);
});
afterAll(async () => {
  await person?.close();
  await newsroom?.close();
});

/** As in the released zip. */
function templateOfZip(): string {
  const zip = execFileSync(process.execPath, ['wordpress/build-plugin.mjs'], { encoding: 'utf8' });
  const unpack = `require '${newsroom.wordpress.root}/wp-admin/includes/class-pclzip.php';
    echo (new PclZip($argv[1]))->extract(PCLZIP_OPT_BY_NAME, $argv[2], PCLZIP_OPT_EXTRACT_AS_STRING)[0]['content'];`;
  const name = `${DOMAIN}/languages/${DOMAIN}.pot`;
  return execFileSync('php', ['-r', unpack, '--', resolve(zip.split(':')[0] ?? ''), name], {
    encoding: 'utf8',
  });
}

/** Reads the template with WordPress's own classes, as translators' programs do. */
const entries = async () =>
  JSON.parse(
    await newsroom.wordpress.php(
      `require_once ABSPATH . WPINC . '/pomo/po.php';
       $po = new PO();
       $po->import_from_file('${folder}/${DOMAIN}.pot') || exit('not a template');
       echo wp_json_encode(array_map(fn($entry) => [$entry->singular, $entry->plural, $entry->references], array_values($po->entries)));`,
    ),
  ) as [string, string | null, string[]][];

describe('the template for translators in the zip', () => {
  it('has each string of the plugin, with its places', async () => {
    const sources = readdirSync(PLUGIN_SOURCE, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(php|js)$/.test(name))
      .map((name) => readFileSync(join(PLUGIN_SOURCE, name), 'utf8'));
    const calls = sources.join('').match(/\b(?:__|esc_html__|esc_attr__|_n|_x)\(/g);
    const places = (await entries()).flatMap(([, , references]) => references);
    expect(places).toHaveLength(calls?.length ?? 0);
  });

  it('is the source of translations of pages and scripts', async () => {
    expect(await entries()).toEqual(
      expect.arrayContaining([
        ['%d continues.', '%d continue.', expect.any(Array)],
        ['Deployment types', null, expect.any(Array)],
      ]),
    );
    await newsroom.wordpress.php(
      `require_once ABSPATH . WPINC . '/pomo/po.php';
       $mo = new MO();
       $mo->set_header('Plural-Forms', 'nplurals=2; plural=(n != 1);');
       foreach (json_decode($argv[1], true) as $text => $words) {
         $mo->add_entry(['singular' => $text, 'translations' => (array) $words] + (is_array($words) ? ['plural' => '%d continue.', 'is_plural' => true] : []));
       }
       $mo->export_to_file('${folder}/${DOMAIN}-de_DE.mo');`,
      [JSON.stringify(TRANSLATED)],
    );
    const script = {
      domain: 'messages',
      locale_data: {
        messages: {
          '': { domain: 'messages', lang: 'de' },
          'Retry selected': [TRANSLATED['Retry selected']],
        },
      },
    };
    writeFileSync(
      join(folder, `${DOMAIN}-de_DE-omeda-connector-jobs-list.json`),
      JSON.stringify(script),
    );
    await person.open('admin.php?page=omeda-connector');
    await person.page.getByRole('link', { name: TRANSLATED['Deployment types'] }).waitFor();
    await person.page.getByRole('button', { name: TRANSLATED['Retry selected'] }).waitFor();
  });
});
