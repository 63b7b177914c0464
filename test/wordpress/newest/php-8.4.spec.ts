import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Newsroom } from '../newsroom.js';
import { php84 } from '../setup/php-8.4.js';
import { PLUGIN_SOURCE } from '../setup/tree.js';

const php = await php84().catch((error: unknown) => {
  if (process.env['CI']) throw error;
  process.stderr.write(`Skipped: specs on PHP 8.4. ${String(error)}\n`);
  return undefined;
});

describe.skipIf(!php)('on PHP 8.4', () => {
  let newsroom: Newsroom;
  beforeAll(async () => {
    if (php) newsroom = await Newsroom.open({ php });
  });
  // Closing it fails if PHP had a notice or a deprecation for the plugin.
  afterAll(() => newsroom?.close());

  it('no file of the plugin is wrong or deprecated', () => {
    const names = readdirSync(PLUGIN_SOURCE, { recursive: true, encoding: 'utf8' });
    const files = names.filter((name) => name.endsWith('.php'));
    const args = ['-d', 'display_errors=1', '-d', 'error_reporting=-1', '-l', ...files];
    const said = execFileSync(`${php}/php`, args, { cwd: PLUGIN_SOURCE, encoding: 'utf8' });
    const faults = said.split('\n').filter((line) => line && !line.startsWith('No syntax errors'));
    expect(faults).toEqual([]);
    expect(said.match(/No syntax errors/g)).toHaveLength(files.length);
  });

  it('a post is processed from the first save to its end', async () => {
    expect(await newsroom.wordpress.php('echo PHP_VERSION;')).toMatch(/^8\.4\./);
    const post = await newsroom.write();
    await newsroom.change(post, { content: '<p>More is well.</p>' });
    expect(await newsroom.types(post)).toContain('post.saved');
    await newsroom.untilStatus(post, 'content-updated');
    expect(newsroom.deploymentsOf(post)[0]?.html).toContain('More is well.');
    await newsroom.wordpress.rest('DELETE', `wp/v2/posts/${post}?force=true`);
    expect(await newsroom.types(post)).toContain('post.deleted');
  });

  it('Site Health, reconcile and the clean-up run', async () => {
    const said = await newsroom.wordpress.php(
      `foreach (apply_filters('site_status_tests', ['direct' => []])['direct'] as $test) echo $test['test']()['status'], ' ';
       foreach (['reconcile', 'refresh', 'purge'] as $name) do_action("omeda_connector_$name");`,
    );
    expect(said).not.toContain('critical');
  });
});
