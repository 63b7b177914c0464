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
});
afterAll(() => newsroom?.close());

async function told(post: number): Promise<Body['post'] | undefined> {
  await newsroom.received();
  return bodiesOf(newsroom.wordpress, post).at(-1)?.post;
}

describe('subject and preheader of one post', () => {
  it('go along as they were written, on one line; empty, the formats say it', async () => {
    const post = await newsroom.write();
    expect(await told(post)).toMatchObject({ subject: null, preheader: null });
    await newsroom.change(post, {
      meta: { [SUBJECT]: ' 3 < 4\n& "more" ', [PREHEADER]: 'Read 🎉' },
    });
    expect(await told(post)).toMatchObject({ subject: '3 < 4 & "more"', preheader: 'Read 🎉' });
    await newsroom.change(post, { meta: { [SUBJECT]: '' } });
    expect(await told(post)).toMatchObject({ subject: null, preheader: 'Read 🎉' });
    expect(await newsroom.types(post)).toHaveLength(3);
  });

  it('are written by who may edit the post, without the right to send, and by nobody else', async () => {
    const asked = { body: { title: 'Mine', meta: { [SUBJECT]: 'Mine' } }, as: 'author' as const };
    const made = await newsroom.wordpress.rest<{ id: number }>('POST', 'wp/v2/posts', asked);
    expect(made.status).toBe(201);
    expect(await told(made.body.id)).toMatchObject({ subject: 'Mine' });
    const other = await newsroom.write();
    const path = `wp/v2/posts/${other}`;
    expect((await newsroom.wordpress.rest('POST', path, asked)).status).toBe(403);
  });
});

describe('in the block editor', () => {
  it('an empty field shows what the formats give, with its length, as somebody types', async () => {
    person = await Person.logIn(newsroom.wordpress);
    await person.openBlockEditor();
    await person.write('Good morning', 'All is well.');
    const { page } = person;
    const subject = page.getByLabel('Subject', { exact: true });
    await page.locator('.omeda-own-subject').getByText('As usual, 12 characters').waitFor();
    expect(await subject.getAttribute('placeholder')).toBe('Good morning');
    await subject.fill('Hello 👩‍🚀');
    await page.locator('.omeda-own-subject').getByText('7 characters').waitFor();
    await page.getByLabel('Preheader', { exact: true }).fill('What happened');
    await person.saveDraft();
    const words = { subject: 'Hello 👩‍🚀', preheader: 'What happened' };
    expect(await told(await person.postId())).toMatchObject(words);
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
    await page.getByText('As usual, 12 characters').waitFor();
    expect(await subject.getAttribute('placeholder')).toBe('Good morning');
    await subject.fill('Hello "you"');
    await page.getByText('11 characters').waitFor();
    await page.click('#save-post');
    await page.waitForURL('**/post.php?post=*');
    const post = Number(new URL(page.url()).searchParams.get('post'));
    expect(await told(post)).toMatchObject({ subject: 'Hello "you"', preheader: null });
    expect(await page.inputValue('#omeda_connector_subject')).toBe('Hello "you"');
  });
});
