import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Newsroom } from './newsroom.js';

/** As other plugins register theirs, often without custom fields. */
const BULLETIN = `
  add_action('init', fn() => register_post_type('bulletin', [
    'public' => true, 'show_in_rest' => true, 'supports' => ['title', 'editor'], 'label' => 'Bulletins',
  ]), 15);`;

let newsroom: Newsroom;
beforeAll(async () => {
  newsroom = await Newsroom.open({
    muPlugin: BULLETIN,
    settings: { post_types: ['post', 'bulletin'] },
  });
});
afterAll(() => newsroom?.close());

describe('a post type of another plugin, without custom fields', () => {
  it('accepts a deployment type from the block editor, and is handed over', async () => {
    const meta = { _omeda_connector_type: String(newsroom.type) };
    const { status, body } = await newsroom.wordpress.rest<{ id: number; meta: typeof meta }>(
      'POST',
      'wp/v2/bulletin',
      { body: { title: 'Bulletin', content: '<p>All is well.</p>', status: 'draft', meta } },
    );
    expect(status).toBe(201);
    expect(body.meta).toMatchObject(meta);
    expect(await newsroom.types(body.id)).toEqual(['post.saved']);
  });
});
