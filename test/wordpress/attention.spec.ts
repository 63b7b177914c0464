import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Browser } from './browser-session.js';
import { Newsroom } from './newsroom.js';

/** Keeps mail instead of sending it. */
const MAILBOX = `
  add_filter('pre_wp_mail', function ($sent, $mail) {
    $mails = get_option('test_mails', []);
    $mails[] = $mail;
    update_option('test_mails', $mails, false);
    return true;
  }, 10, 2);`;

type Mail = { to: string[]; subject: string; message: string };

let newsroom: Newsroom;
beforeAll(async () => {
  newsroom = await Newsroom.open({ muPlugin: MAILBOX });
});
afterAll(() => newsroom?.close());

async function mails(): Promise<Mail[]> {
  return JSON.parse(
    await newsroom.wordpress.php("echo wp_json_encode(get_option('test_mails', []));"),
  ) as Mail[];
}

const refresh = () => newsroom.wordpress.php("do_action('omeda_connector_refresh');");

async function noticeFor(user: 'admin' | 'editor' | 'author' | 'subscriber'): Promise<string> {
  const browser = await Browser.logIn(newsroom.wordpress.url, user);
  const { text } = await browser.get('/wp-admin/index.php');
  return /<div class="notice notice-warning"><ul>.*?<\/ul>/s.exec(text)?.[0] ?? '';
}

/** A post of the author's whose content Omeda refuses. */
async function failed(title: string): Promise<number> {
  newsroom.world.fail({ call: 'content', status: 400, text: 'No such mailbox.', forever: true });
  const { body } = await newsroom.wordpress.rest<{ id: number }>('POST', 'wp/v2/posts', {
    body: { title, content: '<p>x</p>', status: 'draft' },
    as: 'author',
  });
  await newsroom.received();
  await newsroom.untilStatus(body.id, 'failed');
  await refresh();
  return body.id;
}

describe('a newsletter that failed', () => {
  let post: number;

  it('is reported once by mail, to its author and to administrators', async () => {
    post = await failed('Morning & more');
    await refresh();
    const sent = await mails();
    expect(sent).toHaveLength(1);
    expect([...(sent[0]?.to ?? [])].toSorted()).toEqual([
      'admin@daily.example',
      'author@daily.example',
    ]);
    expect(sent[0]?.subject).toBe('[The Daily] A newsletter failed: Morning & more');
    expect(sent[0]?.message).toContain('No such mailbox.');
    expect(sent[0]?.message).toContain(`post.php?post=${post}&action=edit`);
  });

  it('is shown in the admin to those who may edit it, until it continues', async () => {
    expect(await noticeFor('admin')).toContain('No such mailbox.');
    expect(await noticeFor('author')).toContain('Morning &amp; more');
    expect(await noticeFor('subscriber')).toBe('');
    newsroom.world.heal();
    const path = `omeda-newsletter-connector/v1/posts/${post}/actions/retry`;
    expect((await newsroom.wordpress.rest('POST', path)).status).toBeLessThan(300);
    await newsroom.untilStatus(post, 'content-updated');
    await refresh();
    expect(await noticeFor('admin')).toBe('');
  });

  it('is not mailed if the setting says no, but shown', async () => {
    const before = (await mails()).length;
    await newsroom.wordpress.php(
      "OmedaNewsletterConnector\\Plugin::get()->parts()->settings()->save(['mail' => false]);",
    );
    await failed('Silent');
    expect(await mails()).toHaveLength(before);
    expect(await noticeFor('editor')).toContain('Silent');
  });
});
