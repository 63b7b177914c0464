import { afterEach, describe, expect, it } from 'vitest';
import { Person } from './chromium.js';
import { Newsroom } from './newsroom.js';
import type { User } from './wordpress.js';

let newsroom: Newsroom;
let person: Person;

async function open(user: User = 'admin', settings: Record<string, unknown> = {}, muPlugin = '') {
  newsroom = await Newsroom.open({ factor: 0.02, settings, muPlugin });
  person = await Person.logIn(newsroom.wordpress, user);
}
afterEach(async () => {
  await person?.close();
  await newsroom?.close();
});

const before = () => person.page.locator('.omeda-before-publish');
const publishPanel = () => person.page.getByRole('region', { name: 'Editor publish' });

/** Opens the panel with the question before publishing. */
async function aboutToPublish(): Promise<void> {
  const button = person.page.locator(
    '.editor-post-publish-panel__toggle, .editor-post-publish-button__button',
  );
  await button.first().click();
  await before().waitFor();
}

describe('before the click the block editor says', () => {
  it('to whom it is sent, and how many they are; after it, it can be withdrawn', async () => {
    await open();
    await newsroom.wordpress.php("do_action('omeda_connector_refresh');");
    await person.openBlockEditor();
    await person.write('Good morning', 'All is well.');
    await person.saveDraft();
    await newsroom.wordpress.cron();
    await person.sees('content-updated');
    await aboutToPublish();
    // Half an hour from now, by the gateway's settings.
    await before()
      .getByText(
        /Goes to Morning readers \([\d,]+ readers\) on \w+, \w+ \d+, [\d:]+ [ap]m \(site time\)\./,
      )
      .waitFor();
    await person.picture('before-publish');
    await publishPanel().getByRole('button', { name: 'Publish', exact: true }).click();
    await newsroom.world.until('it is published', async () =>
      (await newsroom.types(await person.postId())).includes('post.published'),
    );
    const undo = publishPanel().getByRole('button', { name: 'Undo sending' });
    await undo.waitFor();
    await newsroom.untilStatus(await person.postId(), 'scheduled');
    await person.picture('after-publish');
    await undo.click();
    await newsroom.untilStatus(await person.postId(), 'archived');
    await newsroom.world.until('it is off the schedule', async () => {
      return newsroom.world.deployments()[0]?.scheduledDate === undefined;
    });
  });

  it('when: at the post’s own time, in the site’s zone', async () => {
    await open();
    await person.openBlockEditor();
    await person.write('Good morning', 'All is well.');
    await person.page.evaluate(
      'wp.data.dispatch("core/editor").editPost({ date: "2031-03-04T07:30:00" })',
    );
    await aboutToPublish();
    await before()
      .getByText('Goes to Morning readers on Tue, Mar 4, 7:30 am (site time).')
      .waitFor();
  });

  it('why not: it is not ticked, it is private', async () => {
    await open('admin', { every_post: [] });
    await person.openBlockEditor();
    await person.write('Good morning', 'All is well.');
    await aboutToPublish();
    await before().getByText('Not sent: this post is not marked as a newsletter.').waitFor();
    await person.page.evaluate(
      'wp.data.dispatch("core/editor").editPost({ meta: { _omeda_connector_newsletter: true } })',
    );
    await before()
      .getByText(/^Goes to Morning readers/)
      .waitFor();
    await person.page.evaluate('wp.data.dispatch("core/editor").editPost({ status: "private" })');
    await before().getByText('Not sent: the post is private.').waitFor();
  });

  it('that it awaits approval, to a person who may not send', async () => {
    await open('author');
    await person.openBlockEditor();
    await person.write('Good morning', 'All is well.');
    await aboutToPublish();
    await before()
      .getByText(/^Not sent yet: someone who can send/)
      .waitFor();
    expect(await person.page.getByLabel('Deployment type').isDisabled()).toBe(true);
  });
});

describe('before the click the classic editor says', () => {
  it('the same, from its form', async () => {
    await open(
      'editor',
      { every_post: [] },
      "add_filter('use_block_editor_for_post', '__return_false');",
    );
    await person.open('post-new.php');
    const said = person.page.locator('#omeda-forecast');
    await said.getByText('Not sent: this post is not marked as a newsletter.').waitFor();
    await person.page.getByLabel('Send as a newsletter').check();
    await said.getByText(/^Goes to Morning readers after publishing/).waitFor();
    await person.page.fill('#title', 'Good morning');
    await person.page.click('#content-html');
    await person.page.fill('#content', 'Good morning to all.');
    await person.submitForm('#publish');
    await newsroom.received();
    const post = Number(new URL(person.page.url()).searchParams.get('post'));
    await newsroom.untilStatus(post, 'scheduled');
  });
});
