import { EventStore } from '#event-store';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, createTestDatabase } from '../../setup/database.js';
import { type QueryFault, failQueries } from '../../setup/fail-query.js';
import { type Gateway, KEYS, ask, postEvent, sendEvent, startTestGateway } from './fixtures.js';

let database: TestDatabase;
let gateway: Gateway;
let fault: [string, QueryFault] | undefined;

beforeAll(async () => {
  database = await createTestDatabase();
  gateway = await startTestGateway({ databaseUrl: database.url });
  failQueries(gateway.app.get(EventStore, { strict: false }).dataSource, (sql) => {
    if (!fault || !sql.includes(fault[0])) return undefined;
    const [, how] = fault;
    fault = undefined;
    return how;
  });
});

afterAll(async () => {
  await gateway?.close();
  await database?.drop();
});

const SUBSCRIPTION = { url: 'https://desk.example/hook', types: [], sites: [] };

describe('a change that was committed, and whose reply from the store was lost', () => {
  it('is reported as done if it is an action, and is done once', async () => {
    const { body } = await sendEvent(gateway.url, postEvent({ post: { id: 71 } }));
    const path = `/v1/deployments/${String(body['deploymentId'])}`;
    fault = ['append_batch', 'cut after'];
    const held = await ask(gateway.url, `${path}/hold`, { method: 'POST', key: KEYS.daily });
    expect(held.status).toBe(202);
    const history = await ask(gateway.url, `${path}/events`, { key: KEYS.daily });
    const types = (history.body['events'] as { type: string }[]).map(({ type }) => type);
    expect(types.filter((type) => type === 'DeploymentHeld')).toHaveLength(1);
  });

  it('is not called undone if it is a subscription', async () => {
    fault = ['INTO subscription', 'cut after'];
    const added = await ask(gateway.url, '/v1/subscriptions', {
      method: 'POST',
      key: KEYS.operator,
      body: SUBSCRIPTION,
    });
    expect(added.status).toBe(503);
    expect(added.body['detail']).toMatch(/whether it was stored is not known\. Check before/);
  });

  it('is sent again if it is an event, which is stored once', async () => {
    fault = ['append_batch', 'cut after'];
    const event = postEvent({ post: { id: 72 } });
    const lost = await sendEvent(gateway.url, event, { webhookId: 'msg_lost' });
    expect(lost.status).toBe(503);
    expect(lost.body['detail']).toMatch(/not known\. Send it again/);
    const again = await sendEvent(gateway.url, event, { webhookId: 'msg_lost' });
    expect(again.status).toBe(202);
  });
});
