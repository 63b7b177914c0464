import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bodiesOf } from './consents.js';
import { Newsroom } from './newsroom.js';
import { pinTo } from './pin.js';

let newsroom: Newsroom;
beforeAll(async () => {
  newsroom = await Newsroom.open();
});
afterAll(() => newsroom?.close());

const confirm = () =>
  newsroom.wordpress.rest('POST', 'omeda-newsletter-connector/v1/connection/test', {
    body: { confirm: true },
  });

const remove = (post: number, force: boolean) =>
  newsroom.wordpress.rest('DELETE', `wp/v2/posts/${post}?force=${force}`);

const consentsOf = (post: number) =>
  bodiesOf(newsroom.wordpress, post).map((body) => body.post.consent);

describe('when an administrator confirms the address after a dry run', () => {
  it('the gateway gets the present state of each post, and no consent appears', async () => {
    const published = () => newsroom.write({ status: 'publish' });
    const [trashed, deleted, unpublished, corrected, untouched] = [
      await published(),
      await published(),
      await published(),
      await published(),
      await published(),
    ];
    const draft = await newsroom.write();
    const before = await newsroom.received();

    await pinTo(newsroom.wordpress, 'https://daily.example');
    await remove(trashed, false);
    await remove(deleted, true);
    await newsroom.change(unpublished, { status: 'draft' });
    await newsroom.change(corrected, { title: 'Corrected' });
    await newsroom.change(draft, { status: 'publish' });
    const unseen = await newsroom.write({ status: 'publish' });
    expect(await newsroom.received()).toEqual(before);

    await confirm();
    const eventsOf = async (post: number) => (await newsroom.types(post)).join(', ');
    expect(await eventsOf(trashed)).toBe('post.published, post.trashed');
    expect(await eventsOf(deleted)).toBe('post.published, post.deleted');
    expect(await eventsOf(unpublished)).toBe('post.published, post.unpublished');
    expect(await eventsOf(corrected)).toBe('post.published, post.saved');
    expect(await eventsOf(untouched)).toBe('post.published');
    expect(await eventsOf(draft)).toBe('post.saved, post.published');
    expect(await eventsOf(unseen)).toBe('post.published');
    const [first, second] = consentsOf(corrected);
    expect([first?.mode, second]).toEqual(['publish', first]);
    expect([...consentsOf(draft), ...consentsOf(unseen)]).toEqual([null, null, null]);
  });
});
