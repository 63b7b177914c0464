import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Person } from './chromium.js';
import { Newsroom } from './newsroom.js';

const CLASSIC = "add_filter('use_block_editor_for_post', '__return_false');";

/** What the gateway found in every newsletter. */
const FOUND = {
  problems: [{ code: 'a', words: 'The newsletter is empty.', field: 'post.html' }],
  warnings: [
    { code: 'b', words: 'A link leads nowhere.', field: 'post.html', place: 'link "Read <more>"' },
  ],
};
const GATEWAY = `
  add_filter('http_response', function ($response, $args, $url) {
    if (str_ends_with($url, '/deployment')) {
      $found = json_decode('${JSON.stringify(FOUND)}', true);
      $response['body'] = wp_json_encode(array_merge(json_decode($response['body'], true), $found));
    }
    return $response;
  }, 10, 3);`;

let newsroom: Newsroom;
let person: Person;
let post: number;
beforeAll(async () => {
  newsroom = await Newsroom.open({ muPlugin: GATEWAY });
  post = await newsroom.write();
  await newsroom.received();
  await newsroom.untilStatus(post, 'content-updated');
});
afterEach(async () => {
  await person?.close();
  await newsroom.wordpress.writeMuPlugin('classic', '');
});
afterAll(() => newsroom?.close());

async function seesAll(): Promise<void> {
  const { page } = person;
  const problem = page.locator('.omeda-notice.is-error');
  await problem.getByText('The newsletter is empty.').waitFor();
  expect(await problem.getByText('Where:').count()).toBe(0);
  const warning = page.locator('.omeda-notice', { hasText: 'A link leads nowhere.' });
  await warning.getByText('Where: link "Read <more>"', { exact: true }).waitFor();
  await page.getByText(/only to the deployment type’s testers: tester@daily\.example/).waitFor();
}

describe('what the gateway found in a newsletter', () => {
  it('is in the block editor’s panel, with its place; so are the recipients of a test', async () => {
    person = await Person.logIn(newsroom.wordpress);
    await person.openBlockEditor(`post.php?post=${post}&action=edit`);
    await seesAll();
  });

  it('and in the classic editor’s box', async () => {
    await newsroom.wordpress.writeMuPlugin('classic', CLASSIC);
    person = await Person.logIn(newsroom.wordpress);
    await person.open(`post.php?post=${post}&action=edit`);
    await seesAll();
  });

  it('is what an editor must correct if it blocks the newsletter', async () => {
    const empty = await newsroom.write({ content: '' });
    await newsroom.received();
    await newsroom.untilStatus(empty, 'incomplete');
    person = await Person.logIn(newsroom.wordpress);
    await person.openBlockEditor(`post.php?post=${empty}&action=edit`);
    await person.sees('incomplete');
    const said = await person.page.locator('.omeda-status').textContent();
    expect(said).toContain('It can’t go to Omeda yet.');
    expect(said).toContain('Correct the problems marked in red below');
    expect(said).not.toContain('Complete the deployment type');
    await person.page.locator('.omeda-notice.is-error').waitFor();
  });
});
