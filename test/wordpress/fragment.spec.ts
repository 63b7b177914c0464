import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Body, bodiesOf } from './consents.js';
import { Newsroom } from './newsroom.js';
import { RICH } from './rich-content.js';

/** The site may not call itself: the request that delivers also renders. */
const BLOCKED = `
  add_filter('pre_http_request', fn($answer, $args, $url) =>
    str_contains($url, 'omeda_connector_render') ? new WP_Error('no', 'no') : $answer, 10, 3);`;

let newsroom: Newsroom;
beforeAll(async () => {
  newsroom = await Newsroom.open({ settings: { timeout: 60 } });
});
beforeEach(() => newsroom.wordpress.php("delete_option('omeda_connector_loopback');"));
afterEach(() => newsroom.wordpress.writeMuPlugin('other', ''));
afterAll(() => newsroom?.close());

async function postSent(post: number): Promise<Body['post']> {
  await newsroom.received();
  const body = bodiesOf(newsroom.wordpress, post).at(-1);
  if (!body) throw new Error(`nothing was sent of post ${post}`);
  return body.post;
}

/** A picture in the media library; its file is never read. */
const picture = async () =>
  Number(
    await newsroom.wordpress.php(
      `$id = wp_insert_attachment(['post_mime_type' => 'image/png', 'post_title' => 'chart'], '2026/11/chart.png');
       wp_update_attachment_metadata($id, ['width' => 800, 'height' => 400, 'file' => '2026/11/chart.png', 'filesize' => 2400000]);
       update_post_meta($id, '_wp_attachment_image_alt', 'A chart');
       echo $id;`,
    ),
  );

describe('the content of a newsletter', () => {
  it('is sent as on its page: the gateway makes the mail', async () => {
    const post = await newsroom.write({ content: RICH });
    const { html, permalink } = await postSent(post);
    expect(html).toContain('<script>count()</script><!--[if mso]><p>For Outlook</p><![endif]-->');
    expect(html).toContain('href="about/us"');
    expect(html).not.toMatch(/<html|<body|<h1|srcset|loading=|decoding=|fetchpriority/);
    expect(permalink).toBe(`${newsroom.wordpress.url}/?p=${post}`);
  });

  it('includes the CSS of its blocks, of the site’s presets, and of what its editor chose', async () => {
    const { html, styles } = await postSent(await newsroom.write({ content: RICH }));
    expect(styles).toContain('.wp-block-columns{');
    expect(styles).toContain('--wp--preset--color--vivid-red');
    expect(styles).toContain('.has-vivid-red-background-color{');
    expect(styles).toMatch(/\.wp-elements-\w+ a[^{]*\{color: ?#c00000/);
    expect(styles).toMatch(/3px/);
    expect(styles).not.toContain('.wp-block-cover');
    const names = [...(html ?? '').matchAll(/wp-container-[\w-]+/g)].map(([name]) => name);
    expect(names.length).toBeGreaterThan(1);
    expect(names.filter((name) => styles.includes(`.${name}`)).length).toBeGreaterThan(1);
    expect(styles.length).toBeLessThan(120_000);
  });

  it('says in which language and direction the site is written', async () => {
    expect(await postSent(await newsroom.write())).toMatchObject({
      language: 'en-US',
      direction: 'ltr',
    });
    await newsroom.wordpress.writeMuPlugin(
      'other',
      `add_filter('locale', fn() => 'ar'); add_action('init', fn() => $GLOBALS['wp_locale']->text_direction = 'rtl');`,
    );
    const { direction, styles } = await postSent(await newsroom.write({ content: RICH }));
    expect(direction).toBe('rtl');
    expect(styles).toContain('.wp-block-columns{');
  });

  it('names its featured image, and another one is a change', async () => {
    const post = await newsroom.write();
    expect((await postSent(post)).featuredImage).toBeNull();
    await newsroom.change(post, { featured_media: await picture() });
    expect((await postSent(post)).featuredImage).toEqual({
      url: expect.stringContaining('/2026/11/chart.png') as string,
      alt: 'A chart',
      width: 800,
      height: 400,
      bytes: 2_400_000,
    });
  });
});

describe('an image of the media library', () => {
  it('has the size of its file, and one from elsewhere does not', async () => {
    const id = await picture();
    const image = `<img class="wp-image-${id}" src="/wp-content/uploads/2026/11/chart.png" alt="">`;
    const { html } = await postSent(
      await newsroom.write({ content: `<p>${image}<img src="/chart.png" alt=""></p>` }),
    );
    expect(html?.match(/<img[^>]*>/g)?.map((tag) => tag.includes('data-bytes="2400000"'))).toEqual([
      true,
      false,
    ]);
  });
});

describe('the same content', () => {
  it('is the same to the byte if the site cannot call itself, also as the second of a request', async () => {
    const first = await newsroom.write({ content: RICH });
    const { html, styles } = await postSent(first);
    await newsroom.wordpress.writeMuPlugin('other', BLOCKED);
    const again = [
      await newsroom.write({ content: RICH }),
      await newsroom.write({ content: RICH }),
    ];
    await newsroom.received();
    for (const post of again) {
      const body = bodiesOf(newsroom.wordpress, post).at(-1)?.post;
      expect(body?.html?.replaceAll(`?p=${post}`, `?p=${first}`)).toBe(html);
      expect(body?.styles).toBe(styles);
    }
  });

  it('saved again is no change', async () => {
    const post = await newsroom.write({ content: RICH });
    await newsroom.received();
    await newsroom.change(post, { content: RICH });
    expect(await newsroom.types(post)).toEqual(['post.saved']);
  });
});

describe('what a site provides', () => {
  it('may be CSS for mails; what is too long is left out', async () => {
    await newsroom.wordpress.writeMuPlugin(
      'other',
      `add_filter('omeda_connector_styles', fn($styles, $blocks, $post) =>
         $styles . '.mine{color:red}' . str_repeat(' ', 'Long' === $post['title'] ? 500000 : 0), 10, 3);`,
    );
    const { styles } = await postSent(await newsroom.write());
    expect(styles).toMatch(/\.mine\{color:red\}$/);
    const { styles: without } = await postSent(await newsroom.write({ title: 'Long' }));
    expect(without.length).toBeGreaterThan(1000);
    expect(without).not.toContain('.mine');
  });

  it('may be a whole document: then that is sent as it is', async () => {
    await newsroom.wordpress.writeMuPlugin(
      'other',
      `add_filter('omeda_connector_document', fn($document, $content) =>
         str_contains($document, '<h1>Good morning</h1>') ? "<html><body>Ours: $content</body></html>" : 'wrong', 10, 2);`,
    );
    expect(await postSent(await newsroom.write())).toMatchObject({
      html: '<html><body>Ours: <p>All is well.</p></body></html>',
      styles: '',
    });
  });

  it('may be a filter that does not change the document: then the gateway makes the mail', async () => {
    await newsroom.wordpress.writeMuPlugin(
      'other',
      "add_filter('omeda_connector_document', fn($document) => $document);",
    );
    expect((await postSent(await newsroom.write())).html).toBe('<p>All is well.</p>');
  });
});
