import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newsletterSource } from '../../../apps/gateway/src/rendering/newsletter-source.testing.js';
import { NewsletterRenderer } from '../../../apps/gateway/src/rendering/newsletter-renderer.js';
import { createTestDatabase, type TestDatabase } from '../../setup/database.js';
import { type Gateway, KEYS, ask, postEvent, sendEvent, startTestGateway } from './fixtures.js';

const HOSTILE = '<div>@{'.repeat(250_000);
let database: TestDatabase;

beforeAll(async () => void (database = await createTestDatabase()));

afterAll(() => database?.drop());

async function withGateway(renderTimeoutMs: number, run: (gateway: Gateway) => Promise<void>) {
  const gateway = await startTestGateway({
    databaseUrl: database.url,
    guardRails: { renderTimeoutMs },
  });
  try {
    await run(gateway);
  } finally {
    await gateway.close();
  }
}

describe('two megabytes of hostile html', () => {
  it('do not block the gateway while they are rendered', async () => {
    await withGateway(60_000, async ({ url, app }) => {
      const order: string[] = [];
      const rendering = app.get(NewsletterRenderer).render(newsletterSource(HOSTILE));
      const rendered = rendering.then(() => order.push('rendered'));
      await ask(url, '/health/live').then(() => order.push('live'));
      await rendered;
      expect(order).toEqual(['live', 'rendered']);
    });
  });

  it('are refused with the cure over the limit, store nothing, and the next save is accepted', async () => {
    await withGateway(1, async ({ url }) => {
      const refused = await sendEvent(url, postEvent({ post: { html: HOSTILE } }));
      expect(refused.status).toBe(422);
      expect(refused.body['detail']).toMatch(/RENDER_TIMEOUT_SECONDS.*shorten or simplify/);
      const { body } = await ask(url, '/v1/deployments', { key: KEYS.operator });
      expect(body['deployments']).toEqual([]);
      expect((await sendEvent(url, postEvent())).status).toBe(202);
    });
  });
});
