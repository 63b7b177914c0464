import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { OPERATOR_KEY, SITE_KEY } from '../e2e/sites.js';
import type { Post } from '../e2e/post.js';
import { type World, startWorld } from '../e2e/world.js';
import { Visitor } from './visitor.js';

const REFUSAL = { call: 'audience-add', status: 400, text: 'The query is unknown.', forever: true };

let world: World;
let visitor: Visitor;
let posts: Post[];

/** Three newsletters that failed for one reason. */
beforeEach(async () => {
  world = await startWorld({ factor: 0.005 });
  world.fail(REFUSAL);
  posts = [1, 2, 3].map((id) => world.post(id));
  for (const [index, post] of posts.entries()) {
    await post.published('Good morning.', { title: `Morning ${index + 1}` });
  }
  for (const post of posts) await post.until('failed');
});

afterEach(async () => {
  await visitor?.close();
  await world.close();
});

describe('newsletters that failed for the same reason', () => {
  it('are one group, which is opened, retried after a preview, and seen to recover', async () => {
    visitor = await Visitor.signedIn(world.newsroom.url, OPERATOR_KEY);
    const { page } = visitor;
    const group = page.getByRole('listitem').filter({ hasText: 'The query is unknown' });
    expect(await group.getByText('3').first().textContent()).toContain('3');
    await group.getByRole('link', { name: /Assigning the audience failed/ }).click();
    await visitor.heading(/Assigning the audience failed/);
    await visitor.sees('3 of 3 selected');

    world.heal();
    await page.getByRole('button', { name: 'Retry…' }).click();
    await visitor.sees('3 will change.');
    expect((await posts[0]?.status())?.status).toBe('failed');
    await page.getByRole('button', { name: 'Retry 3 newsletters' }).click();
    await visitor.sees('3 changed.');
    await page.getByRole('button', { name: 'Close' }).click();
    await visitor.heading('Nothing left to do');
    for (const post of posts) await post.until('scheduled');

    await page.getByRole('link', { name: 'Back to today' }).click();
    await page.getByRole('link', { name: 'Morning 1' }).last().click();
    await visitor.heading('Morning 1');
    const retried = page.getByRole('listitem').filter({ hasText: 'will be retried' });
    expect(await retried.last().textContent()).toContain('Zoë');
  });

  it('are not canceled if another user acted after the preview', async () => {
    visitor = await Visitor.signedIn(world.newsroom.url, OPERATOR_KEY);
    const { page } = visitor;
    await page.getByRole('link', { name: /Assigning the audience failed/ }).click();
    await page.getByRole('button', { name: 'Cancel…' }).click();
    await visitor.sees('3 will change.');
    world.heal();
    await posts[0]?.act('retry');
    await page.getByRole('button', { name: 'Cancel 3 newsletters' }).click();
    await visitor.sees('2 changed, 1 cannot be changed now.');
    await visitor.sees('Someone changed it since the preview.');
    await posts[0]?.until('scheduled');
  });

  it('are acted on by the keyboard alone', async () => {
    visitor = await Visitor.open(world.newsroom.url);
    const { page } = visitor;
    const press = async (...keys: string[]) => {
      for (const key of keys) await page.keyboard.press(key);
    };
    // The page moves the focus with the key; a Tab before that would be undone, one after it moves on.
    await page.waitForFunction("document.activeElement?.type === 'password'");
    await page.keyboard.type(SITE_KEY);
    await press('Enter');
    await page.getByRole('link', { name: /Assigning the audience failed/ }).waitFor();
    await tabTo(/Assigning the audience failed/);
    await press('Enter');
    await visitor.heading(/Assigning the audience failed/);
    world.heal();
    await tabTo(/^Retry…$/);
    await press('Enter');
    await visitor.sees('3 will change.');
    await tabTo(/^Retry 3 newsletters$/);
    await press('Enter');
    await visitor.sees('3 changed.');
    await press('Escape');
    await visitor.heading('Nothing left to do');
  });
});

/** Presses Tab until the focused element has this text. */
async function tabTo(words: RegExp): Promise<void> {
  const { page } = visitor;
  for (let count = 0; count < 60; count += 1) {
    await page.keyboard.press('Tab');
    const text = await page.evaluate<string>('document.activeElement?.textContent ?? ""');
    if (words.test(text.trim())) return;
  }
  throw new Error(`Tab never came to ${String(words)}.`);
}
