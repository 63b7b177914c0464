import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type TestDatabase, createTestDatabase, execute, jumpClock } from '../../setup/database.js';
import { type Gateway, KEYS, ask, postEvent, sendEvent, startTestGateway } from './fixtures.js';

let database: TestDatabase;
let gateway: Gateway;

beforeEach(async () => {
  database = await createTestDatabase();
  gateway = await startTestGateway({ databaseUrl: database.url });
});

afterEach(async () => {
  await gateway?.close();
  await database?.drop();
});

async function metrics(): Promise<string> {
  const { status, headers, text } = await ask(gateway.url, '/metrics');
  expect(status).toBe(200);
  expect(headers.get('content-type')).toMatch(/^text\/plain/);
  return text;
}

describe('a database clock that jumped', () => {
  it('is shown by metrics and health, and saves are accepted', async () => {
    await sendEvent(gateway.url, postEvent());
    await jumpClock(database.url, -3_600_000);
    expect((await sendEvent(gateway.url, postEvent())).status).toBe(202);
    expect(await metrics()).toContain('newsletter_clock_steady 0');
    const { status, body } = await ask(gateway.url, '/health/ready');
    const clock = expect.stringContaining('clock jumped') as string;
    expect([status, body]).toEqual([200, expect.objectContaining({ status: 'degraded', clock })]);
  });
});

describe('the metrics', () => {
  it('show response times, by route and not by path', async () => {
    await sendEvent(gateway.url, postEvent());
    await ask(gateway.url, '/v1/deployments/none', { key: KEYS.operator });
    await ask(gateway.url, '/made/up');
    const text = await metrics();
    const count = (labels: string) => `newsletter_http_answer_seconds_count{${labels}} 1`;
    const events = 'method="POST",route="/v1/sites/:site/events",status="202"';
    expect(text).toContain(count(events));
    expect(text).toContain(count('method="GET",route="/v1/deployments/:id",status="404"'));
    expect(text).toContain(count('method="GET",route="none",status="404"'));
    expect(text).not.toMatch(/made\/up|deployments\/none/);
  });

  it('show the status of newsletters, held brands, and the process', async () => {
    await sendEvent(gateway.url, postEvent());
    const text = await metrics();
    expect(text).toContain('newsletter_deployments{brand="DEMO",status="requested"} 1');
    expect(text).toContain('newsletter_deployments_overdue 0');
    expect(text).toContain('newsletter_store_up 1');
    expect(text).toContain('newsletter_clock_steady 1');
    expect(text).toContain('newsletter_parked 0');
    expect(text).not.toMatch(/newsletter_(broker|relay)/);
    expect(text).not.toMatch(/newsletter_brand_held\{/);
    expect(text).toMatch(/process_resident_memory_bytes \d+/);
  });

  it('say so when the store is unavailable, and nothing that is no longer known', async () => {
    await execute(database.url, 'ALTER TABLE deployment_status RENAME TO away');
    const text = await metrics();
    expect(text).toContain('newsletter_store_up 0');
    expect(text).not.toMatch(/newsletter_(deployments_overdue|parked) \d/);
    await execute(database.url, 'ALTER TABLE away RENAME TO deployment_status');
    expect(await metrics()).toContain('newsletter_store_up 1');
  });
});
