import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Newsroom } from './newsroom.js';
import { RICH } from './rich-content.js';

type Mail = {
  subject: string;
  html: string;
  text: string;
  bytes: number;
  findings: { severity: string; words: string; place: string }[];
};

let newsroom: Newsroom;
beforeAll(async () => {
  newsroom = await Newsroom.open();
});
afterAll(() => newsroom?.close());

const preview = async (post: number, edits: object) =>
  (
    await newsroom.wordpress.rest<Mail>(
      'POST',
      `omeda-newsletter-connector/v1/posts/${post}/preview`,
      { body: edits },
    )
  ).body;

describe('a preview of the gateway', () => {
  it('is the mail as it will be sent once saved, with its text and findings', async () => {
    const content = `${RICH}<p><a href="http://localhost/x">Draft link</a></p>`;
    const post = await newsroom.write({ title: 'As saved' });
    const mail = await preview(post, { title: 'On the screen', content });
    expect(mail.subject).toBe('On the screen');
    expect(mail.text).toContain('All is well.');
    expect(mail.bytes).toBe(Buffer.byteLength(mail.html));
    const found = mail.findings.find(({ place }) => place.includes('Draft link'));
    expect(found?.words).not.toBe('');
    expect(newsroom.world.deployments()).toEqual([]);
    await newsroom.change(post, { title: 'On the screen', content });
    await newsroom.received();
    await newsroom.untilStatus(post, 'content-updated');
    expect(newsroom.deploymentsOf(post)).toMatchObject([
      { html: mail.html, subject: 'On the screen' },
    ]);
  });
});
