import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signedHeaders } from '../../../apps/gateway/src/example/sign-event.js';
import { type TestDatabase, createTestDatabase } from '../../setup/database.js';
import { type Gateway, KEYS, SECRETS, ask, postEvent, startTestGateway } from './fixtures.js';

const PATH = '/v1/sites/daily/preview';
let database: TestDatabase;
let gateway: Gateway;

beforeAll(async () => {
  database = await createTestDatabase();
  gateway = await startTestGateway({ databaseUrl: database.url });
});

afterAll(async () => {
  await gateway?.close();
  await database?.drop();
});

function preview(event: object, key: string = KEYS.daily, path = PATH) {
  return ask(gateway.url, path, { method: 'POST', body: event, key });
}

describe('a preview', () => {
  it('shows the mail as it would go, and keeps nothing', async () => {
    const html = '<html><body><p>Grüße. <a href="#">More</a></p></body></html>';
    const { status, body } = await preview(postEvent({ post: { html, subject: 'Our own' } }));
    expect(status).toBe(200);
    expect(body).toMatchObject({
      subject: 'Our own',
      preheader: 'In short.',
      fromName: 'The Daily',
      html: expect.stringContaining('Unsubscribe</a></p></body></html>'),
      text: expect.stringMatching(
        /^Grüße\. More.*\n\nUnsubscribe \(@\{confirmunsubscribelink\}@\)$/,
      ),
      bytes: Buffer.byteLength(String(body['html'])),
      findings: [
        { severity: 'warning', code: 'link-dead', place: 'link "More"', field: 'post.html' },
      ],
    });
    const { body: list } = await ask(gateway.url, '/v1/deployments', { key: KEYS.operator });
    expect(list['deployments']).toEqual([]);
  });

  it('reports problems, too', async () => {
    const { body } = await preview(postEvent({ post: { html: '<p>&nbsp;</p>' } }));
    expect(body['findings']).toContainEqual(
      expect.objectContaining({ severity: 'problem', code: 'nothing-to-read' }),
    );
  });

  it("is available with WordPress's signature", async () => {
    const text = JSON.stringify(postEvent());
    const signed = (secret: string) =>
      fetch(new URL(PATH, gateway.url), {
        method: 'POST',
        body: text,
        headers: signedHeaders({ secret, body: text }),
      });
    expect((await signed(SECRETS.daily)).status).toBe(200);
    expect((await signed(SECRETS.weekly)).status).toBe(401);
  });

  it.each([
    ['nobody', 'nobody-0123456789', PATH, 401],
    ["another site's key", KEYS.weekly, PATH, 404],
    ['a key, of no site', KEYS.operator, '/v1/sites/none/preview', 404],
  ])('is not shown to %s', async (_who, key, path, status) => {
    expect((await preview(postEvent(), key, path)).status).toBe(status);
  });

  it.each([
    ['a fault', postEvent({ post: { direction: 'up' } }), 'post.direction'],
    ['no deployment type', postEvent({ deploymentType: null }), 'deploymentType'],
  ])('of an event with %s says so', async (_what, event, field) => {
    const { status, body } = await preview(event);
    expect(status).toBe(400);
    expect(body['errors']).toMatchObject([{ field }]);
  });
});
