import { DAY_MS, wpDate } from '../consents.js';
import type { Desk } from './desk.js';
import { NOTHING, type Post, canGoOut, expecting, isFinal } from './post.js';

/** Something that happens in the newsroom; false if there is nothing to apply it to. */
export type Act = { weight: number; whileOff: boolean; run(desk: Desk): Promise<boolean> };

const onPost =
  (mayBe: (post: Post) => boolean, run: (desk: Desk, post: Post) => Promise<void>) =>
  async (desk: Desk): Promise<boolean> => {
    const nowMs = Date.now();
    const able = desk.posts.filter((post) => !isFinal(post, nowMs) && mayBe(post));
    if (able.length === 0) return false;
    await run(desk, desk.chance.one(able));
    return true;
  };

const isPublic = ({ status }: Post) => status === 'publish' || status === 'future';
const isDraft = ({ status }: Post) => status === 'draft';
const isOfAuthor = ({ author }: Post) => author === 'author';
const days = (desk: Desk) => desk.minuteIn(desk.chance.whole(2, 20) * 1_440);

async function takeBack(desk: Desk, post: Post, status: Post['status']): Promise<void> {
  await desk.change('editor', post, { status });
  post.status = status;
  expecting(post, NOTHING);
}

/** What people do, by each way in, and what happens without them. */
export const ACTS: Record<string, Act> = {
  'a draft is written': {
    weight: 6,
    whileOff: true,
    run: async (desk) => {
      await desk.write(desk.chance.is(0.5) ? 'author' : 'editor', { status: 'draft' });
      return true;
    },
  },
  'a post is edited': {
    weight: 8,
    whileOff: true,
    run: onPost(
      ({ status }) => status !== 'trash',
      async (desk, post) => {
        const text = desk.nextText();
        await desk.change(post.author, post, { content: `<p>${text}</p>` });
        post.text = text;
      },
    ),
  },
  'an editor publishes': {
    weight: 6,
    whileOff: true,
    run: onPost(isDraft, (desk, post) => desk.publish('editor', post, true)),
  },
  'an author publishes': {
    weight: 8,
    whileOff: true,
    run: onPost(
      (post) => isDraft(post) && isOfAuthor(post),
      (desk, post) => desk.publish('author', post, false),
    ),
  },
  'an editor schedules': {
    weight: 5,
    whileOff: false,
    run: onPost(
      (post) => isDraft(post) || isPublic(post),
      (desk, post) => desk.schedule('editor', post, { hasRight: true, ms: days(desk) }),
    ),
  },
  'an editor schedules for soon': {
    weight: 1,
    whileOff: false,
    run: onPost(isDraft, (desk, post) => {
      const ms = desk.minuteIn(desk.chance.whole(3, 5));
      return desk.schedule('editor', post, { hasRight: true, ms });
    }),
  },
  'an author schedules': {
    weight: 5,
    whileOff: false,
    run: onPost(
      (post) => isOfAuthor(post) && (isDraft(post) || post.status === 'future'),
      (desk, post) => desk.schedule('author', post, { hasRight: false, ms: days(desk) }),
    ),
  },
  'an editor publishes now what was scheduled': {
    weight: 2,
    whileOff: false,
    run: onPost(
      ({ status }) => status === 'future',
      (desk, post) => desk.publish('editor', post, true),
    ),
  },
  'a post is taken back to draft': {
    weight: 3,
    whileOff: false,
    run: onPost(
      (post) => isPublic(post) || post.status === 'private',
      (desk, post) => takeBack(desk, post, 'draft'),
    ),
  },
  'a post is made private': {
    weight: 1,
    whileOff: false,
    run: onPost(isPublic, (desk, post) => takeBack(desk, post, 'private')),
  },
  'a post is trashed': {
    weight: 2,
    whileOff: true,
    run: onPost(
      ({ status }) => status !== 'trash',
      async (desk, post) => {
        await desk.rest('editor', 'DELETE', `wp/v2/posts/${post.id}`);
        post.status = 'trash';
        expecting(post, NOTHING);
      },
    ),
  },
  'a post is restored': {
    weight: 2,
    whileOff: true,
    run: onPost(
      ({ status }) => status === 'trash',
      async (desk, post) => {
        await desk.newsroom.wordpress.php(`wp_untrash_post(${post.id});`);
        post.status = 'draft';
      },
    ),
  },
  'a password is set or taken away': {
    weight: 2,
    whileOff: false,
    run: onPost(
      (post) => isPublic(post) || isDraft(post),
      async (desk, post) => {
        post.hasPassword = !post.hasPassword;
        await desk.change('editor', post, { password: post.hasPassword ? 'secret' : '' });
        if (post.hasPassword) expecting(post, NOTHING);
      },
    ),
  },
  'its deployment type is taken away or given': {
    weight: 3,
    whileOff: false,
    run: onPost(
      (post) => isPublic(post) || isDraft(post),
      async (desk, post) => {
        post.hasType = !post.hasType;
        const choice = post.hasType ? '' : 'none';
        await desk.change('editor', post, { meta: { _omeda_connector_type: choice } });
        if (!post.hasType) expecting(post, NOTHING);
      },
    ),
  },
  'an editor presses Undo sending': {
    weight: 2,
    whileOff: false,
    run: onPost(isPublic, async (desk, post) => {
      const path = `omeda-newsletter-connector/v1/posts/${post.id}/consent`;
      await desk.rest('editor', 'POST', path, { consents: false });
      expecting(post, NOTHING);
    }),
  },
  'an editor presses Send': {
    weight: 2,
    whileOff: false,
    run: onPost(
      (post) => isPublic(post) && canGoOut(post),
      async (desk, post) => {
        const path = `omeda-newsletter-connector/v1/posts/${post.id}/consent`;
        const fromMs = Date.now();
        await desk.rest('editor', 'POST', path, { consents: true });
        const { status, dateMs: ms } = post;
        const soon = { is: 'soon', fromMs, toMs: Date.now() } as const;
        expecting(post, status === 'future' ? { is: 'at', ms } : soon);
      },
    ),
  },
  'a post of long ago is published over REST': {
    weight: 1.5,
    whileOff: true,
    run: async (desk) => {
      const date_gmt = wpDate(Date.now() - desk.chance.whole(2, 4_000) * DAY_MS);
      await desk.write('editor', { status: 'publish', date_gmt }, { status: 'publish' });
      return true;
    },
  },
  'posts are imported': {
    weight: 1.5,
    whileOff: true,
    run: async (desk) => {
      const text = desk.nextText();
      const id = await desk.newsroom.wordpress.php(
        `define('WP_IMPORTING', true); wp_set_current_user(1);
         echo wp_insert_post(['post_title' => 'Imported', 'post_content' => $argv[1], 'post_status' => 'publish']);`,
        [`<p>${text}</p>`],
      );
      const [author, status] = ['editor', 'publish'] as const;
      const known = { hasPassword: false, hasType: true, expected: NOTHING, consents: 0 };
      desk.posts.push({ id: Number(id), author, status, dateMs: 0, text, ...known });
      return true;
    },
  },
};
