import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Person } from './chromium.js';
import { Newsroom } from './newsroom.js';

let newsroom: Newsroom;
let person: Person;

afterEach(async () => {
  await person?.close();
  await newsroom?.close();
});

type Answered = { status: { wanted: { sendAt: string | null } } };

const MINUTE = 60_000;
const atOmeda = () => newsroom.world.deployments()[0];
const button = (action: string) => person.page.locator(`[data-action="${action}"]`);
const named = (name: string) => person.page.getByRole('button', { name, exact: true });

/** The browser's questions, and the person's answers. */
function answering(accepts: boolean): string[] {
  const asked: string[] = [];
  person.page.on('dialog', (dialog) => {
    asked.push(dialog.message());
    void (accepts ? dialog.accept() : dialog.dismiss());
  });
  return asked;
}

async function saved(): Promise<void> {
  await person.openBlockEditor();
  await person.write('Good morning', 'All is well.');
  await person.saveDraft();
  await newsroom.wordpress.cron();
}

describe('the buttons of the panel', () => {
  beforeEach(async () => {
    newsroom = await Newsroom.open({ factor: 0.02 });
    person = await Person.logIn(newsroom.wordpress);
  });

  it('Send test sends one more; Unschedule and Cancel ask first, and then do it', async () => {
    await saved();
    await person.sees('content-updated');
    await button('send-test').click();
    await newsroom.world.until('a test was sent', async () => atOmeda()?.testsSent === 1);
    await person.publish();
    await newsroom.wordpress.cron();
    await person.sees('scheduled');
    const asked = answering(true);
    await button('unschedule').click();
    await person.sees('held');
    await newsroom.world.until('it is off the schedule', async () => {
      return atOmeda()?.scheduledDate === undefined;
    });
    expect(asked).toEqual([expect.stringMatching(/^Unschedule the newsletter at Omeda\?/)]);
    await button('cancel').click();
    await newsroom.world.until('it is cancelled', async () => atOmeda()?.status === 'Cancelled');
    await person.sees('cancelled');
    expect(asked[1]).toMatch(/^Cancel this newsletter\?/);
    await expect.poll(() => button('cancel').count()).toBe(0);
  });
});

describe('with the real delays', () => {
  beforeEach(async () => {
    newsroom = await Newsroom.open({ factor: 1 });
    person = await Person.logIn(newsroom.wordpress);
  });

  it('Sync now does not wait for the five minutes', async () => {
    await saved();
    await person.sees('requested');
    await person.page.getByText(/Next: Creation in [45]:/).waitFor();
    await button('sync-now').click();
    await newsroom.world.until('it is at Omeda', async () => atOmeda() !== undefined);
    await person.page.getByText(atOmeda()?.trackId ?? '', { exact: true }).waitFor();
  });

  it('one that missed its time says so, and is sent when a person requests and confirms it', async () => {
    await saved();
    await person.publish();
    await newsroom.wordpress.cron();
    await button('hold').click();
    await person.sees('held');
    await newsroom.world.pass(60 * MINUTE);
    await person.sees('missed');
    await person.page
      .getByText(/^Its send time passed before it was scheduled at Omeda\./)
      .waitFor();
    const refused = answering(false);
    await named('Send now').click();
    await expect.poll(() => refused.length).toBe(1);
    await person.sees('missed');
    person.page.removeAllListeners('dialog');
    const asked = answering(true);
    await person.page.locator('.omeda-send input[type="datetime-local"]').fill('2031-03-04T08:30');
    await named('Send at this time').click();
    await expect.poll(() => asked).toEqual([expect.stringMatching(/at that time\?$/)]);
    // The site's clock is Berlin's.
    const route = `omeda-newsletter-connector/v1/posts/${await person.postId()}/status`;
    await newsroom.world.until('it has its time', async () => {
      const { body } = await newsroom.wordpress.rest<Answered>('GET', route);
      return body.status.wanted.sendAt === '2031-03-04T07:30:00.000Z';
    });
  });
});
