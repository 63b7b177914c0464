import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Person } from './chromium.js';
import { Newsroom } from './newsroom.js';

let newsroom: Newsroom;
let person: Person;

beforeEach(async () => {
  newsroom = await Newsroom.open({ factor: 0.02 });
  person = await Person.logIn(newsroom.wordpress);
});

afterEach(async () => {
  await person?.close();
  await newsroom?.close();
});

const atOmeda = () => newsroom.world.deployments()[0];

describe('an editor in the block editor', () => {
  it('writes, saves, publishes and edits, and watches each step', async () => {
    await person.openBlockEditor();
    await person.page.getByText('Save the post to sync it.').waitFor();
    await person.write('Good morning', 'All is well.');
    await person.saveDraft();
    await newsroom.wordpress.cron();
    await person.sees('requested');
    await person.page.getByText(/Next: Creation (in|now)/).waitFor();
    await person.picture('draft-saved');

    await person.sees('content-updated');
    expect(await person.status.textContent()).toContain(atOmeda()?.trackId);
    await person.picture('content-at-omeda');

    await person.publish();
    await newsroom.wordpress.cron();
    await person.sees('scheduled');
    expect(atOmeda()).toMatchObject({ status: 'Scheduled', testsSent: 1 });
    await person.picture('scheduled');

    await person.write('Good morning', 'Mended.');
    await person.update();
    await newsroom.wordpress.cron();
    await newsroom.world.until('the new text is scheduled', () =>
      Promise.resolve(atOmeda()?.html?.includes('Mended.') === true),
    );
    await person.sees('scheduled');
    expect(newsroom.world.deployments()).toHaveLength(1);
    await person.page.getByText('Recent history').click();
    await person.page.getByText('Unscheduled at Omeda.').waitFor();
  });

  it('saves five times in a row, and that makes one newsletter with the last words', async () => {
    await person.openBlockEditor();
    for (let n = 1; n <= 5; n += 1) {
      await person.write('Good morning', `Draft ${n}.`);
      await person.saveDraft();
    }
    await newsroom.wordpress.cron();
    await newsroom.world.until('the last words are at Omeda', () =>
      Promise.resolve(atOmeda()?.html?.includes('Draft 5.') === true),
    );
    await person.sees('content-updated');
    expect(newsroom.world.deployments()).toHaveLength(1);
    expect(newsroom.world.calls('create')).toHaveLength(1);
  });

  it('sees why nothing happens while credentials are broken, and that it then continues', async () => {
    newsroom.world.revokeKey(true);
    await person.openBlockEditor();
    await person.write('Good morning', 'All is well.');
    await person.saveDraft();
    await newsroom.wordpress.cron();
    await person.sees('requested');
    await person.page.getByText('Omeda rejects the connector’s key.').waitFor();
    await person.page.getByText('Recent history').click();
    await person.page
      .getByText(/forbidden access/)
      .first()
      .waitFor();
    await person.picture('credentials-broken');
    newsroom.world.revokeKey(false);
    await person.sees('content-updated');
  });

  it('holds, resumes and retries with a button, and is notified when it failed', async () => {
    newsroom.world.fail({
      call: 'content',
      status: 400,
      text: 'TextContent should not contain html.',
      forever: true,
    });
    await person.openBlockEditor();
    await person.write('Good morning', 'All is well.');
    await person.saveDraft();
    await newsroom.wordpress.cron();
    await person.sees('failed');
    await person.page.getByText('TextContent should not contain html.').first().waitFor();
    await person.picture('failed');
    newsroom.world.heal();
    await person.page.locator('[data-action="retry"]').click();
    await person.sees('content-updated');
    await person.page.locator('[data-action="hold"]').click();
    await person.sees('held');
    await person.page.locator('[data-action="resume"]').click();
    await person.sees('content-updated');
  });

  it('chooses no newsletter for one post, and nothing is handed over for it', async () => {
    await person.openBlockEditor();
    await person.page.getByLabel('Deployment type').selectOption('none');
    await person.write('Only for the web', 'All is well.');
    await person.saveDraft();
    await newsroom.wordpress.cron();
    expect(await newsroom.types(await person.postId())).toEqual([]);
    await person.page.getByText('No deployment type: this post').waitFor();
  });
});
