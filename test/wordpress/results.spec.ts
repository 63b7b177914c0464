import { afterAll, beforeAll, it } from 'vitest';
import type { StatusDocument } from '#deployment';
import { Person } from './chromium.js';
import { Newsroom } from './newsroom.js';

let newsroom: Newsroom;
let person: Person;

beforeAll(async () => {
  newsroom = await Newsroom.open({ factor: 0.01 });
  person = await Person.logIn(newsroom.wordpress);
});

afterAll(async () => {
  await person?.close();
  await newsroom?.close();
});

const LONG = { timeout: 180_000 };

it('an editor sees how many a newsletter went to and how many opened it', LONG, async () => {
  const post = await newsroom.write({ status: 'publish' });
  const consent = `omeda-newsletter-connector/v1/posts/${post}/consent`;
  await newsroom.wordpress.rest('POST', consent, { body: { consents: true } });
  await newsroom.wordpress.cron();
  await newsroom.untilStatus(post, 'scheduled');
  // The send time is half an hour ahead; a hundredth of an hour after it, results are read.
  await newsroom.world.pass(40 * 60_000);
  await newsroom.world.until('its first results are in', async () => {
    const [row] = await newsroom.store<{ body: StatusDocument }>(
      `SELECT body FROM deployment_status WHERE post_id = ${post}`,
    );
    return (row?.body.achieved?.results?.hours ?? 0) > 0;
  });

  await person.openBlockEditor(`post.php?post=${post}&action=edit`);
  await person.page.getByText(/Sent on .* \d+ recipients?\. \d+% opened, \d+% clicked\./).waitFor();
  await person.open('edit.php');
  await person.page.getByText(/^Sent to [\d,]+, \d+% opened$/).waitFor();
});
