import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Person } from './chromium.js';
import { Newsroom } from './newsroom.js';

const CLASSIC = "add_filter('use_block_editor_for_post', '__return_false');";
let newsroom: Newsroom;
let person: Person;

beforeAll(async () => {
  newsroom = await Newsroom.open({ muPlugin: CLASSIC });
});

beforeEach(async () => {
  person = await Person.logIn(newsroom.wordpress);
});

afterEach(() => person?.close());
afterAll(() => newsroom?.close());

describe('an editor in the classic editor', () => {
  it('sees the same as in the block editor', async () => {
    const post = await newsroom.write({ title: 'Good morning' });
    await newsroom.wordpress.cron();
    await person.open(`post.php?post=${post}&action=edit`);
    await person.sees('content-updated');
    await person.picture('classic-editor');
    await person.page.locator('[data-action="hold"]').click();
    await person.sees('held');
    await person.page.locator('[data-action="resume"]').click();
    await person.sees('content-updated');
  });

  it('chooses no newsletter for one post, and nothing is handed over for it', async () => {
    await person.open('post-new.php');
    await person.page.fill('#title', 'Only for the web');
    await person.page.selectOption('#omeda_connector_type', 'none');
    await person.submitForm('#save-post');
    const post = Number(new URL(person.page.url()).searchParams.get('post'));
    expect(await newsroom.types(post)).toEqual([]);
    expect(await person.page.inputValue('#omeda_connector_type')).toBe('none');
  });
});
