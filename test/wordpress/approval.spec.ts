import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Browser } from './browser-session.js';
import { DAY_MS, consentSent, wpDate } from './consents.js';
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
type Sent = { post: { approval: { by: { name: string } } | null; consent: object | null } };

let newsroom: Newsroom;
beforeAll(async () => {
  newsroom = await Newsroom.open({ muPlugin: MAILBOX });
});
afterAll(() => newsroom?.close());

async function byAuthor(changes: Record<string, unknown>): Promise<number> {
  const body = { title: 'By the author', content: '<p>x</p>', ...changes };
  const made = await newsroom.wordpress.rest<{ id: number }>('POST', 'wp/v2/posts', {
    body,
    as: 'author',
  });
  expect(made.status).toBe(201);
  return made.body.id;
}

async function mails(): Promise<Mail[]> {
  await fetch(`${newsroom.wordpress.url}/wp-cron.php?doing_wp_cron`);
  return JSON.parse(
    await newsroom.wordpress.php("echo wp_json_encode(get_option('test_mails', []));"),
  ) as Mail[];
}

const panel = async (post: number) =>
  (await newsroom.wordpress.rest<Sent>('GET', `omeda-newsletter-connector/v1/posts/${post}/status`))
    .body.post;

const consent = (post: number, consents: boolean, as: 'author' | 'editor' = 'editor') =>
  newsroom.wordpress.rest('POST', `omeda-newsletter-connector/v1/posts/${post}/consent`, {
    body: { consents },
    as,
  });

describe('published by a person who may not send', () => {
  it('awaits approval: nothing is sent, panel and list say so, and one mail is sent', async () => {
    const post = await byAuthor({ status: 'publish' });
    expect(await consentSent(newsroom, post)).toBeNull();
    await newsroom.untilStatus(post, 'archived');
    expect(newsroom.deploymentsOf(post)).toEqual([]);
    expect(await panel(post)).toMatchObject({ approval: { by: { name: 'author' } } });
    const editor = await Browser.logIn(newsroom.wordpress.url, 'editor');
    const { text } = await editor.get('/wp-admin/edit.php');
    expect(text).toContain('Awaiting approval (published by author)');
    const other = await newsroom.write({ title: 'Not waiting' });
    const { text: waiting } = await editor.get('/wp-admin/edit.php?omeda_state=awaits-approval');
    expect(waiting).toContain(`id="post-${post}"`);
    expect(waiting).not.toContain(`id="post-${other}"`);
    await newsroom.wordpress.rest('POST', `wp/v2/posts/${post}`, {
      body: { title: 'Saved again' },
      as: 'author',
    });
    const sent = (await mails()).filter(({ message }) => message.includes(`post=${post}&`));
    expect(sent).toHaveLength(1);
    expect(sent[0]?.to.toSorted()).toEqual(['admin@daily.example', 'editor@daily.example']);
    expect(sent[0]?.subject).toBe('[The Daily] A newsletter is awaiting approval: Saved again');
  });

  it('a person with the right presses Send: theirs is the consent, and it is sent', async () => {
    const post = await byAuthor({ status: 'publish' });
    await newsroom.received();
    expect((await consent(post, true, 'author')).status).toBe(403);
    const { status, body } = await consent(post, true);
    expect(status).toBe(200);
    expect(body).toMatchObject({ consent: { mode: 'publish', by: { name: 'editor' } } });
    // In that request, not later by cron.
    expect((await newsroom.taken(post)).map(({ type }) => type)).toEqual([
      'post.published',
      'post.saved',
    ]);
    await newsroom.untilStatus(post, 'scheduled');
    expect(newsroom.deploymentsOf(post)).toHaveLength(1);
    expect(await panel(post)).toMatchObject({ approval: null });
  });

  it('the list has a link for it', async () => {
    const post = await byAuthor({ status: 'publish' });
    await newsroom.received();
    const editor = await Browser.logIn(newsroom.wordpress.url, 'editor');
    const { text } = await editor.get('/wp-admin/edit.php');
    const link = new RegExp(
      `admin-post\\.php\\?action=omeda_connector_row&#038;post=${post}&#038;do=send[^"]+`,
    );
    const path = link.exec(text)?.[0].replaceAll('&#038;', '&');
    await editor.get(`/wp-admin/${path}`);
    expect(await consentSent(newsroom, post)).toMatchObject({ by: { name: 'editor' } });
  });

  it('another time, or publishing at once, of what an editor scheduled is not the editor’s', async () => {
    const post = await byAuthor({ status: 'draft' });
    await newsroom.wordpress.rest('POST', `wp/v2/posts/${post}`, {
      body: { status: 'future', date_gmt: wpDate(Date.now() + DAY_MS) },
      as: 'editor',
    });
    expect(await consentSent(newsroom, post)).toMatchObject({ by: { name: 'editor' } });
    await newsroom.wordpress.rest('POST', `wp/v2/posts/${post}`, {
      body: { date_gmt: wpDate(Date.now() + 2 * DAY_MS) },
      as: 'author',
    });
    expect(await consentSent(newsroom, post)).toBeNull();
    expect(await panel(post)).toMatchObject({ approval: { by: { name: 'author' } } });
  });

  it('by a script that sets another time, what was published at once is withdrawn', async () => {
    const post = await newsroom.write({ status: 'publish' });
    expect(await consentSent(newsroom, post)).toMatchObject({ mode: 'publish' });
    const date = wpDate(Date.now() + DAY_MS).replace('T', ' ');
    await newsroom.wordpress.php(
      `wp_update_post(['ID' => ${post}, 'post_status' => 'future', 'edit_date' => true, 'post_date_gmt' => $argv[1], 'post_date' => get_date_from_gmt($argv[1])]);`,
      [date],
    );
    expect(await consentSent(newsroom, post)).toBeNull();
  });

  it('awaits nothing once it is a draft again', async () => {
    const post = await byAuthor({ status: 'publish' });
    await newsroom.change(post, { status: 'draft' });
    expect(await panel(post)).toEqual({ isPublic: false, approval: null, consent: null });
    expect((await consent(post, true)).status).toBe(409);
  });
});

describe('undo', () => {
  it('withdraws what is scheduled, at once; Send sends it after all', async () => {
    const post = await newsroom.write({ status: 'publish', title: 'Undone' });
    await newsroom.received();
    await newsroom.untilStatus(post, 'scheduled');
    expect((await consent(post, false)).body).toEqual({ consent: null });
    await newsroom.untilStatus(post, 'archived');
    await newsroom.world.until('it is off the schedule', async () => {
      return newsroom.deploymentsOf(post)[0]?.scheduledDate === undefined;
    });
    expect((await consent(post, true)).status).toBe(200);
    await newsroom.untilStatus(post, 'scheduled');
    expect(newsroom.deploymentsOf(post)).toHaveLength(1);
  });
});

describe('which newsletter a post is', () => {
  const choose = (as: 'author' | 'editor', post: number, meta: Record<string, unknown>) =>
    newsroom.wordpress.rest<{ meta: Record<string, unknown> }>('POST', `wp/v2/posts/${post}`, {
      body: { meta },
      as,
    });

  it('is decided by those who may send: REST refuses others with a message, and accepts unchanged values', async () => {
    const post = await byAuthor({ status: 'draft' });
    const type = { _omeda_connector_type: 'none' };
    const refused = await choose('author', post, type);
    expect(refused.status).toBe(403);
    expect(JSON.stringify(refused.body)).toContain(
      'You are not allowed to choose a post’s newsletter',
    );
    const same = { _omeda_connector_type: '', _omeda_connector_newsletter: false };
    expect((await choose('author', post, same)).status).toBe(200);
    const taken = await choose('editor', post, type);
    expect(taken.body.meta).toMatchObject(type);
    expect((await choose('author', post, type)).status).toBe(200);
    expect((await choose('author', post, same)).status).toBe(403);
  });

  it('nor by XML-RPC, the form, or another’s consent in meta', async () => {
    const post = await byAuthor({ status: 'draft' });
    const author = await Browser.logIn(newsroom.wordpress.url, 'author');
    await author.xmlRpcEdit(post, 'author', { _omeda_connector_type: 'none' });
    await author.submitPost(post, { omeda_connector_type: 'none', save: 'Save' });
    const chosen = `SELECT COUNT(*) FROM wp_postmeta WHERE post_id = ${post} AND meta_value = 'none'`;
    expect(newsroom.wordpress.sql(chosen)).toBe('0');
    const forged = { _omeda_connector_consent: { id: 'x' } };
    await newsroom.change(post, { meta: forged });
    const { body } = await newsroom.wordpress.rest('GET', `wp/v2/posts/${post}?context=edit`);
    expect(body['meta']).not.toHaveProperty('_omeda_connector_consent');
  });
});
