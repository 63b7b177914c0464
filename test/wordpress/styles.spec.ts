import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bodiesOf } from './consents.js';
import { Newsroom } from './newsroom.js';

/** As a block theme styles quotes, and one of its style variations. */
const THEME = {
  version: 2,
  settings: { useRootPaddingAwareAlignments: true, layout: { contentSize: '645px' } },
  styles: {
    spacing: { padding: { left: '50px', right: '50px' } },
    blocks: {
      'core/quote': { color: { text: '#123456' } },
      'core/group': { variations: { 'section-1': { color: { background: '#abcdef' } } } },
    },
  },
};

/** Style sheets of a theme for single blocks, as recommended since WordPress 5.9. */
const FUNCTIONS = `<?php
add_filter('should_load_separate_core_block_assets', fn($is) => $is && !get_option('paper_at_once'), 99);
add_filter('should_load_block_assets_on_demand', fn($is) => $is && !get_option('paper_at_once'), 99);
add_action('init', function () {
  wp_register_style('paper-base', get_theme_file_uri('base.css'));
  foreach (['quote' => true, 'table' => false, 'print' => true] as $name => $has_path) {
    wp_enqueue_block_style($name === 'table' ? 'core/table' : 'core/quote', [
      'handle' => "paper-$name",
      'src' => get_theme_file_uri("$name.css"),
      'deps' => $name === 'quote' ? ['paper-base'] : [],
      'media' => $name === 'print' ? 'print' : 'all',
    ] + ($has_path ? ['path' => get_theme_file_path("$name.css")] : []));
  }
});`;

const TABLE =
  '<!-- wp:table --><figure class="wp-block-table"><table><tbody><tr><td>1</td></tr></tbody></table></figure><!-- /wp:table -->';

const QUOTE =
  '<!-- wp:quote --><blockquote class="wp-block-quote"><p>Said</p></blockquote><!-- /wp:quote -->';

const SECTION = `<!-- wp:group {"className":"is-style-section-1","layout":{"type":"constrained"},"style":{"css":"letter-spacing: 3px"}} -->
<div class="wp-block-group is-style-section-1"><!-- wp:paragraph --><p>Within</p><!-- /wp:paragraph --></div><!-- /wp:group -->`;

const BUTTONS = `<!-- wp:buttons --><div class="wp-block-buttons"><!-- wp:button {"width":75} -->
<div class="wp-block-button has-custom-width wp-block-button__width-75"><a class="wp-block-button__link wp-element-button" href="/a">Wide</a></div>
<!-- /wp:button --></div><!-- /wp:buttons -->`;

let newsroom: Newsroom;
beforeAll(async () => {
  newsroom = await Newsroom.open({ debug: false });
  const theme = join(newsroom.wordpress.root, 'wp-content/themes/paper');
  await mkdir(join(theme, 'templates'), { recursive: true });
  await writeFile(join(theme, 'style.css'), '/* Theme Name: Paper */');
  await writeFile(join(theme, 'functions.php'), FUNCTIONS);
  for (const name of ['base', 'quote', 'table', 'print']) {
    await writeFile(join(theme, `${name}.css`), `.of-${name}{color:#0b0b0b}`);
  }
  await writeFile(join(theme, 'theme.json'), JSON.stringify(THEME));
  await writeFile(join(theme, 'templates/index.html'), '<!-- wp:post-content /-->');
  await newsroom.wordpress.php(
    `switch_theme('paper');
     register_block_style('core/group', ['name' => 'section-1', 'label' => 'Section']);
     wp_update_custom_css_post('.of-the-site{color:#0a0a0a}');`,
  );
  await newsroom.wordpress.writeMuPlugin(
    'styles',
    "add_action('init', fn() => register_block_style('core/group', ['name' => 'section-1', 'label' => 'Section']));",
  );
});
afterAll(() => newsroom?.close());

async function fragmentOf(content: string) {
  const post = await newsroom.write({ content });
  await newsroom.received();
  const body = bodiesOf(newsroom.wordpress, post).at(-1);
  if (!body) throw new Error(`nothing was sent of post ${post}`);
  return { html: body.post.html ?? '', styles: body.post.styles };
}

const isNewest = async () =>
  (await newsroom.wordpress.php("echo version_compare(get_bloginfo('version'), '7.0', '>=');")) ===
  '1';

describe('the styles of a newsletter', () => {
  it("have the theme's block styles, also after a page that loads them separately", async () => {
    await fetch(newsroom.wordpress.url);
    expect((await fragmentOf(QUOTE)).styles).toMatch(
      /\.wp-block-quote\s*\)?\{[^}]*color: ?#123456/,
    );
  });

  it("have them beside a block with a theme's style, and its own CSS", async () => {
    const { html, styles } = await fragmentOf(SECTION + QUOTE);
    expect(styles).toMatch(/\.wp-block-quote\s*\)?\{[^}]*color: ?#123456/);
    if (!(await isNewest())) return;
    const [own = 'none'] = /wp-custom-css-\w+/.exec(html) ?? [];
    expect(styles).toMatch(new RegExp(`\\.${own}\\s*\\)?\\{\\s*letter-spacing: ?3px`));
    const [style = 'none'] = /is-style-section-1--\d+/.exec(html) ?? [];
    expect(style).toBe('is-style-section-1--1');
    expect(styles).toMatch(new RegExp(`\\.${style}\\)?[^{]*\\{[^}]*background-color: ?#abcdef`));
  });

  it("have the theme's sheet for one block, with its dependencies", async () => {
    const { styles } = await fragmentOf(QUOTE + QUOTE);
    expect(styles.match(/\.of-(?:base|quote|table)\{/g)).toEqual(['.of-base{', '.of-quote{']);
    expect(styles).toContain('@media print{.of-print{color:#0b0b0b}}');
    expect((await fragmentOf(TABLE)).styles.match(/\.of-\w+\{/g)?.slice(0, 1)).toEqual([
      '.of-table{',
    ]);
  });

  it('have it also if a page loads the sheets of all blocks at once', async () => {
    await newsroom.wordpress.php("update_option('paper_at_once', '1');");
    try {
      expect((await fragmentOf(QUOTE)).styles).toContain('.of-quote{color:#0b0b0b}');
    } finally {
      await newsroom.wordpress.php("delete_option('paper_at_once');");
    }
  });

  it('end with what was added in the Customizer', async () => {
    expect((await fragmentOf(QUOTE)).styles).toMatch(/\.of-the-site\{color:#0a0a0a\}/);
  });

  it('omit the margins of a page, which does not surround a mail', async () => {
    const { styles } = await fragmentOf(SECTION);
    const paddings = [...styles.matchAll(/\.has-global-padding\s*\{([^}]*)\}/g)];
    expect(paddings.at(-1)?.[1]).toBe('padding-right:0;padding-left:0');
  });

  it("name an editor's choices as the content does", async () => {
    const { html, styles } = await fragmentOf(BUTTONS);
    expect(html).toContain('wp-block-button__width-75');
    expect(styles).toContain('wp-block-button__width-25');
    expect(styles).toContain('wp-block-button__width-75');
  });
});
