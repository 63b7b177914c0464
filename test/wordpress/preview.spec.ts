import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { FrameLocator } from 'playwright-core';
import type { Body } from './consents.js';
import { Person } from './chromium.js';
import { Newsroom } from './newsroom.js';
import type { User } from './wordpress.js';

const CLASSIC = "add_filter('use_block_editor_for_post', '__return_false');";

/** The gateway's response; the call is recorded. */
const ANSWER = {
  subject: 'The subject',
  preheader: 'The preheader',
  fromName: 'The Daily',
  html: '<html><head><style>p{color:#010101}@media (prefers-color-scheme: dark){p{color:#fefefe}}</style></head><body><p>As mail.</p><script>parent.document.title = "taken over"</script></body></html>',
  text: 'As plain text.',
  bytes: 1500,
  findings: [
    {
      severity: 'problem',
      code: 'x',
      words: 'A link is dead.',
      field: 'html',
      place: 'link "Read"',
    },
    { severity: 'warning', code: 'y', words: 'An image has no alt.', field: 'html' },
  ],
};
const GATEWAY = `
  add_filter('pre_http_request', function ($answer, $args, $url) {
    if (!str_ends_with($url, '/v1/sites/daily/preview')) return $answer;
    update_option('asked', ['headers' => $args['headers'], 'body' => $args['body']], false);
    return ['response' => ['code' => 200, 'message' => ''], 'headers' => [], 'cookies' => [], 'body' => '${JSON.stringify(ANSWER)}'];
  }, 10, 3);`;

type Asked = { headers: Record<string, string>; body: string };

let newsroom: Newsroom;
let person: Person | undefined;
beforeAll(async () => {
  newsroom = await Newsroom.open({ muPlugin: GATEWAY });
});
afterEach(async () => {
  await person?.close();
  person = undefined;
  await newsroom.wordpress.writeMuPlugin('classic', '');
});
afterAll(() => newsroom?.close());

const preview = (post: number, edits: object = {}, as: User = 'admin') =>
  newsroom.wordpress.rest('POST', `omeda-newsletter-connector/v1/posts/${post}/preview`, {
    body: edits,
    as,
  });

async function asked(): Promise<Body & Asked> {
  const said = await newsroom.wordpress.php("echo wp_json_encode(get_option('asked'));");
  const { headers, body } = JSON.parse(said) as Asked;
  return { ...(JSON.parse(body) as Body), headers, body };
}

describe('a preview', () => {
  it('is of what is on the screen, rendered as nobody, signed, and leaves nothing behind', async () => {
    const post = await newsroom.written('As saved');
    const edits = { title: 'On the screen', content: '<p>Not saved.</p>', subject: 'Own' };
    const { status, body } = await preview(post, edits);
    expect({ status, body }).toMatchObject({
      status: 200,
      body: {
        subject: 'The subject',
        text: 'As plain text.',
        findings: [{ severity: 'problem', place: 'link "Read"' }, { place: '' }],
        testers: ['tester@daily.example'],
      },
    });
    const sent = await asked();
    expect(sent.post).toMatchObject({
      title: 'On the screen',
      html: '<p>Not saved.</p>',
      subject: 'Own',
      status: 'draft',
      consent: null,
    });
    expect(sent.headers['webhook-signature']).toMatch(/^v1,/);
    expect(sent.deploymentType).toMatchObject({ name: 'Morning' });
    const left = `SELECT (SELECT COUNT(*) FROM wp_omeda_outbox) + (SELECT COUNT(*) FROM wp_postmeta WHERE post_id = ${post})
      + (SELECT COUNT(*) FROM wp_options WHERE option_name LIKE '%connector_passing%')`;
    expect(newsroom.wordpress.sql(left)).toBe('0');
    const title = `SELECT post_title FROM wp_posts WHERE ID = ${post}`;
    expect(newsroom.wordpress.sql(title)).toBe('As saved');
  });

  it('shows nothing that saving would remove', async () => {
    const own = { title: 'Mine', content: '<p>x</p>' };
    const made = await newsroom.wordpress.rest<{ id: number }>('POST', 'wp/v2/posts', {
      body: own,
      as: 'author',
    });
    const content = '<p>Kept.</p><iframe src="https://example.org/"></iframe>';
    expect((await preview(made.body.id, { content }, 'author')).status).toBe(200);
    expect((await asked()).post.html).toBe('<p>Kept.</p>');
  });

  it('is refused with a message without a deployment type, and if a shortcode fails', async () => {
    const post = await newsroom.written('No type');
    newsroom.wordpress.sql(
      `INSERT INTO wp_postmeta (post_id, meta_key, meta_value) VALUES (${post}, '_omeda_connector_type', 'none')`,
    );
    const refused = await preview(post);
    expect([refused.status, refused.body['message']]).toEqual([
      409,
      expect.stringContaining('Choose a deployment type first'),
    ]);
    await newsroom.wordpress.writeMuPlugin(
      'classic',
      "add_shortcode('failing', function () { throw new DomainException('No weather.'); });",
    );
    const failed = await preview(post, { type: newsroom.type, content: '[failing]' });
    expect([failed.status, failed.body['message']]).toEqual([
      422,
      'The post could not be rendered: No weather.',
    ]);
  });
});

/** The open preview. */
async function previewOf(of: Person): Promise<FrameLocator> {
  const { page } = of;
  await page.locator('[data-action="preview"]').click();
  const modal = page.getByRole('dialog');
  for (const words of ['The subject', 'The preheader', 'A link is dead.', 'Where: link "Read"']) {
    await modal.getByText(words, { exact: true }).waitFor();
  }
  await modal.getByText(/only to the deployment type’s testers: tester@daily/).waitFor();
  return page.frameLocator('iframe.omeda-mail');
}

type Window = { getComputedStyle(element: unknown): { color: string } };

const colorIn = (frame: FrameLocator) =>
  frame
    .locator('p')
    .evaluate((element) => (globalThis as unknown as Window).getComputedStyle(element).color);

describe('an editor who previews the newsletter', () => {
  it('in the block editor sees it wide and narrow, light and dark, as text, and unsaved', async () => {
    person = await Person.logIn(newsroom.wordpress);
    await person.openBlockEditor();
    await person.write('Only on the screen', 'Nobody saved this.');
    const { page } = person;
    const frame = await previewOf(person);
    expect((await asked()).post).toMatchObject({
      title: 'Only on the screen',
      html: expect.stringContaining('Nobody saved this.') as string,
    });
    expect(await colorIn(frame)).toBe('rgb(1, 1, 1)');
    await page.getByRole('button', { name: 'Dark' }).click();
    expect(await colorIn(frame)).toBe('rgb(254, 254, 254)');
    await page.getByRole('button', { name: 'Phone' }).click();
    const mail = page.locator('iframe.omeda-mail');
    expect(await mail.getAttribute('width')).toBe('375');
    expect(await mail.getAttribute('sandbox')).toBe('');
    expect(await page.title()).not.toContain('taken over');
    await person.picture('preview');
    await page.getByRole('button', { name: 'Plain text' }).click();
    await page.getByText('As plain text.').waitFor();
    await page.keyboard.press('Escape');
    await mail.waitFor({ state: 'detached' });
  });

  it('in the classic editor likewise, with the words of both its tabs', async () => {
    await newsroom.wordpress.writeMuPlugin('classic', CLASSIC);
    const post = await newsroom.write({ title: 'As saved', content: '<p>Saved.</p>' });
    person = await Person.logIn(newsroom.wordpress);
    await person.open(`post.php?post=${post}&action=edit`);
    const { page } = person;
    await page.fill('#title', 'Typed');
    await page.click('#content-html');
    await page.fill('#content', 'First line\n\nSecond line');
    await page.click('#content-tmce');
    await page.frameLocator('#content_ifr').getByText('Second line').waitFor();
    await previewOf(person);
    const { post: sent } = await asked();
    expect(sent.title).toBe('Typed');
    expect(sent.html).toMatch(/<p>First line<\/p>\s*<p>Second line<\/p>/);
  });
});
