import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../setup/database.js';
import {
  type Answer,
  type Gateway,
  KEYS,
  SECRETS,
  ask,
  postEvent,
  send,
  sendEvent,
  signedEvent,
  startTestGateway,
} from './fixtures.js';
import { expectProblem } from './expect-problem.testing.js';
import { roadTo } from './road.js';

const LIMIT_BYTES = 50_000;
let database: TestDatabase;
let gateway: Gateway;

beforeAll(async () => {
  database = await createTestDatabase();
  gateway = await startTestGateway({ databaseUrl: database.url, contentLimitBytes: LIMIT_BYTES });
});

afterAll(async () => {
  await gateway?.close();
  await database?.drop();
});

async function countDeployments(): Promise<number> {
  const { body } = await ask(gateway.url, '/v1/deployments', { key: KEYS.operator });
  return (body['deployments'] as unknown[]).length;
}

describe('an event that is refused', () => {
  it.each<[string, number, () => Promise<Answer>, RegExp]>([
    [
      'a wrong signature',
      401,
      () => sendEvent(gateway.url, postEvent(), { secret: SECRETS.weekly }),
      /The signature does not match any secret of site 'daily'/,
    ],
    [
      'an old signature',
      401,
      () => sendEvent(gateway.url, postEvent(), { at: new Date(Date.now() - 400_000) }),
      /behind this server's clock/,
    ],
    [
      'a signature from the future',
      401,
      () => sendEvent(gateway.url, postEvent(), { at: new Date(Date.now() + 400_000) }),
      /ahead of this server's clock/,
    ],
    [
      'no signature',
      401,
      () => send({ ...signedEvent(gateway.url, postEvent()), headers: {} }),
      /Missing headers: webhook-id, webhook-timestamp, webhook-signature/,
    ],
    [
      'a changed body',
      401,
      () => send({ ...signedEvent(gateway.url, postEvent()), body: '{}' }),
      /over exactly the bytes/,
    ],
    [
      'malformed JSON',
      400,
      () => sendEvent(gateway.url, {}, { body: '{"type":"post.saved",' }),
      /not valid JSON/,
    ],
    ['an empty body', 400, () => sendEvent(gateway.url, {}, { body: '' }), /not valid JSON/],
    [
      'JSON nested to no end',
      400,
      () => sendEvent(gateway.url, {}, { body: '['.repeat(60_000) + ']'.repeat(60_000) }),
      /nested more than/,
    ],
  ])('for %s is rejected with the reason', async (_what, status, sending, detail) => {
    const before = await countDeployments();
    const answer = await sending();
    expectProblem(answer, status);
    expect(answer.body['detail']).toMatch(detail);
    expect(await countDeployments()).toBe(before);
  });

  it('for its fields names every one of them with the cure', async () => {
    const event = postEvent({
      type: 'post.burnt',
      sequence: '7',
      colour: 'red',
      site: { timeZone: 'Mars/Olympus' },
      post: { id: undefined, title: 7 },
      deploymentType: { omedaDeploymentTypeId: '1234', testers: [{ email: 'nobody' }] },
    });
    const answer = await sendEvent(gateway.url, event);
    expectProblem(answer, 400);
    const errors = answer.body['errors'] as { field: string; problem: string; cure: string }[];
    expect(errors.map(({ field }) => field).toSorted()).toEqual([
      'colour',
      'deploymentType.omedaDeploymentTypeId',
      'deploymentType.testers[0].email',
      'post.id',
      'post.title',
      'sequence',
      'site.timeZone',
      'type',
    ]);
    expect(errors.every(({ problem, cure }) => problem !== '' && cure !== '')).toBe(true);
  });

  it('for a site that does not exist only says that', async () => {
    const signed = signedEvent(gateway.url, postEvent());
    const url = new URL('/v1/sites/monthly/events', gateway.url);
    const answer = await send({ ...signed, url });
    expectProblem(answer, 404);
    expect(answer.text).not.toMatch(/daily|weekly|signature/);
  });

  it('with html over the limit is rejected with the limit', async () => {
    const html = 'é'.repeat(LIMIT_BYTES / 2);
    const good = await sendEvent(gateway.url, postEvent({ post: { html } }));
    expect(good.status).toBe(202);
    const answer = await sendEvent(gateway.url, postEvent({ post: { html: `${html}x` } }));
    expectProblem(answer, 413);
    expect(answer.body['detail']).toContain(`the limit is ${LIMIT_BYTES}`);
  });

  it('with a body over all limits is not even read', async () => {
    const answer = await sendEvent(gateway.url, postEvent({ post: { html: 'x'.repeat(8e6) } }));
    expectProblem(answer, 413);
    expect(answer.body['detail']).toMatch(/exceeds the limit of \d+ bytes/);
  });

  it('in a compressed body is rejected with the advice to send it plain', async () => {
    const signed = signedEvent(gateway.url, postEvent());
    const headers = { ...signed.headers, 'content-encoding': 'gzip' };
    expectProblem(await send({ ...signed, headers }), 415);
  });
});

async function storedHtml(contentHash: string): Promise<string> {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  try {
    const select = `SELECT body->>'html' AS html FROM snapshot WHERE kind = 'content' AND hash = $1`;
    const { rows } = await client.query<{ html: string }>(select, [contentHash]);
    return rows[0]?.html ?? '';
  } finally {
    await client.end();
  }
}

describe('content', () => {
  const html =
    '<html><body><p>a ]]> b, me@{you} and {x}@y</p><style>a{b:c}@media x{}</style></body></html>';

  it('may contain the end of a CDATA section; merge delimiters are made harmless and reported', async () => {
    const answer = await sendEvent(gateway.url, postEvent({ post: { id: 77, html } }));
    expect(answer.status).toBe(202);
    expect(answer.body['warnings']).toMatchObject([
      { code: 'merge-delimiters', field: 'post.html' },
    ]);
    const { contentHash } = answer.body['wanted'] as { contentHash: string };
    const kept = await storedHtml(contentHash);
    expect(kept).toContain('<p>a ]]> b, me&#64;{you} and {x}&#64;y</p>');
    expect(kept).toContain('<style>a{b:c} @media x{}</style>');
    expect(kept).toContain('href="@{confirmunsubscribelink}@"');
    expect(kept).toMatch(/^<html><body>[^]*<\/body><\/html>$/);
  });
});

describe('an unavailable store', () => {
  it('makes events wait, says when to retry, and accepts them then', async () => {
    const road = await roadTo(database.url);
    const other = await startTestGateway({ databaseUrl: road.url });
    const signed = signedEvent(other.url, postEvent({ post: { id: 99 } }));
    try {
      await road.block();
      const answer = await send(signed);
      expectProblem(answer, 503);
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
      expectProblem(await ask(other.url, '/health/ready'), 503);
      expect((await ask(other.url, '/health/live')).status).toBe(200);
      await road.open();
      expect((await send(signed)).status).toBe(202);
      expect((await ask(other.url, '/health/ready')).status).toBe(200);
    } finally {
      await other.close();
      await road.block();
    }
  });
});
