import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Body, bodiesOf } from './consents.js';
import { Person } from './chromium.js';
import { Newsroom } from './newsroom.js';

const SUBJECT = '_omeda_connector_subject';
const PREHEADER = '_omeda_connector_preheader';
const CLASSIC = "add_filter('use_block_editor_for_post', '__return_false');";

let newsroom: Newsroom;
let person: Person | undefined;
beforeAll(async () => {
  newsroom = await Newsroom.open();
});
afterEach(async () => {
  await person?.close();
  person = undefined;
  await newsroom.wordpress.writeMuPlugin('classic', '');
  await setFormat('{post_title}');
});
afterAll(() => newsroom?.close());

async function postSent(post: number): Promise<Body['post'] | undefined> {
  await newsroom.received();
  return bodiesOf(newsroom.wordpress, post).at(-1)?.post;
}

const FORMAT =
  '{category}: {post_title}, {author_name} ({author_first_name} {author_last_name}), {categories}, {tags}';

async function setFormat(subjectFormat: string): Promise<void> {
  await newsroom.wordpress.php(
    `$types = OmedaNewsletterConnector\\Plugin::get()->parts()->types();
     $types->save_fields((int) $argv[1], ['subjectFormat' => $argv[2]] + $types->fields_of((int) $argv[1]));`,
    [String(newsroom.type), subjectFormat],
  );
}

/** A post in which every name of the format is known, and what an editor should see of it. */
async function named() {
  const asked = await newsroom.wordpress.php(
    `wp_update_user(['ID' => 1, 'first_name' => 'Ada', 'last_name' => 'Lovelace', 'display_name' => 'Ada L.']);
     foreach (['Ads', 'News & views', 'Sports'] as $name) term_exists($name, 'category') || wp_insert_term($name, 'category');
     foreach (['pier', 'harbor'] as $name) term_exists($name, 'post_tag') || wp_insert_term($name, 'post_tag');
     $id = fn($name, $of) => (int) term_exists($name, $of)['term_id'];
     echo json_encode([
       'categories' => [$id('Sports', 'category'), $id('News & views', 'category')],
       'tags' => [$id('pier', 'post_tag'), $id('harbor', 'post_tag')],
       'ads' => $id('Ads', 'category'),
     ]);`,
  );
  await setFormat(FORMAT);
  const { ads, ...terms } = JSON.parse(asked) as { ads: number; [name: string]: unknown };
  const post = await newsroom.write({ title: 'Good morning', ...terms });
  const rest = 'Good morning, Ada L. (Ada Lovelace)';
  return {
    post,
    ads,
    subject: `News & views: ${rest}, News & views, Sports, harbor, pier`,
    withAds: `Ads: ${rest}, Ads, News & views, Sports, harbor, pier`,
  };
}

async function showsSubject(page: Page, subject: string): Promise<void> {
  const selector = `input[placeholder=${JSON.stringify(subject)}]`;
  await page.locator(selector).waitFor({ state: 'attached' });
}

describe('subject and preheader of one post', () => {
  it('are sent as they were written, on one line; if empty, the formats decide', async () => {
    const post = await newsroom.write();
    expect(await postSent(post)).toMatchObject({ subject: null, preheader: null });
    await newsroom.change(post, {
      meta: { [SUBJECT]: ' 3 < 4\n& "more" ', [PREHEADER]: 'Read 🎉' },
    });
    expect(await postSent(post)).toMatchObject({ subject: '3 < 4 & "more"', preheader: 'Read 🎉' });
    await newsroom.change(post, { meta: { [SUBJECT]: '' } });
    expect(await postSent(post)).toMatchObject({ subject: null, preheader: 'Read 🎉' });
    expect(await newsroom.types(post)).toHaveLength(3);
  });

  it('can be written with the right to edit the post, without the right to send', async () => {
    const asked = { body: { title: 'Mine', meta: { [SUBJECT]: 'Mine' } }, as: 'author' as const };
    const made = await newsroom.wordpress.rest<{ id: number }>('POST', 'wp/v2/posts', asked);
    expect(made.status).toBe(201);
    expect(await postSent(made.body.id)).toMatchObject({ subject: 'Mine' });
    const other = await newsroom.write();
    const path = `wp/v2/posts/${other}`;
    expect((await newsroom.wordpress.rest('POST', path, asked)).status).toBe(403);
  });
});

describe('in the block editor', () => {
  it('an empty field shows the result of the formats, with its length, during typing', async () => {
    person = await Person.logIn(newsroom.wordpress);
    await person.openBlockEditor();
    await person.write('Good morning', 'All is well.');
    const { page } = person;
    const subject = page.getByLabel('Subject', { exact: true });
    await page.locator('.omeda-own-subject').getByText('Default: 12 characters').waitFor();
    expect(await subject.getAttribute('placeholder')).toBe('Good morning');
    await subject.fill('Hello 👩‍🚀');
    await page.locator('.omeda-own-subject').getByText('7 characters', { exact: true }).waitFor();
    await subject.fill('s'.repeat(251));
    const tooLong = '251 characters: Omeda accepts 250 and cuts off the rest';
    await page.locator('.omeda-own-subject').getByText(tooLong).waitFor();
    await subject.fill('Hello 👩‍🚀');
    await page.getByLabel('Preheader', { exact: true }).fill('What happened');
    await person.saveDraft();
    const words = { subject: 'Hello 👩‍🚀', preheader: 'What happened' };
    expect(await postSent(await person.postId())).toMatchObject(words);
  });

  it('the formats use names of author, categories, and tags, also of those not saved yet', async () => {
    const { post, ads, subject, withAds } = await named();
    person = await Person.logIn(newsroom.wordpress);
    const { page } = person;
    await person.openBlockEditor(`post.php?post=${post}&action=edit`);
    await showsSubject(page, subject);
    await page.evaluate(`(() => {
      const { getEditedPostAttribute } = wp.data.select('core/editor');
      const categories = [...getEditedPostAttribute('categories'), ${ads}];
      wp.data.dispatch('core/editor').editPost({ categories });
    })()`);
    await showsSubject(page, withAds);
  });
});

describe('in the classic editor', () => {
  it('the same, in its box', async () => {
    await newsroom.wordpress.writeMuPlugin('classic', CLASSIC);
    person = await Person.logIn(newsroom.wordpress);
    await person.open('post-new.php');
    const { page } = person;
    await page.fill('#title', 'Good morning');
    const subject = page.locator('#omeda_connector_subject');
    await page.getByText('Default: 12 characters').waitFor();
    expect(await subject.getAttribute('placeholder')).toBe('Good morning');
    await subject.fill('s'.repeat(251));
    await page.getByText('251 characters: Omeda accepts 250 and cuts off the rest').waitFor();
    await subject.fill('Hello "you"');
    await page.getByText('11 characters').waitFor();
    await person.submitForm('#save-post');
    const post = Number(new URL(page.url()).searchParams.get('post'));
    expect(await postSent(post)).toMatchObject({ subject: 'Hello "you"', preheader: null });
    expect(await page.inputValue('#omeda_connector_subject')).toBe('Hello "you"');
  });

  it('names of author, categories and tags, too', async () => {
    const { post, ads, subject, withAds } = await named();
    await newsroom.wordpress.writeMuPlugin('classic', CLASSIC);
    person = await Person.logIn(newsroom.wordpress);
    await person.open(`post.php?post=${post}&action=edit`);
    await showsSubject(person.page, subject);
    await person.page.check(`#categorychecklist input[value="${ads}"]`);
    await showsSubject(person.page, withAds);
  });
});
