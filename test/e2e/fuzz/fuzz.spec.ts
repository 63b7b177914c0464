import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { type Sandbox, startSandbox } from '../../../apps/sandbox/src/start-sandbox.js';
import { type TestDatabase, createTestDatabase } from '../../setup/database.js';
import { type GatewayProcess, startGatewayProcess } from '../../setup/gateway-process.js';
import { ask, postEvent, sendEvent } from '../gateway/fixtures.js';
import { OWN_WORDS, faultOf, secretIn } from './judge.js';
import { type Document, routesOf } from './openapi.js';
import { type FuzzRequest, requestsOf } from './requests.js';
import { Sender } from './sender.js';

/** `npm run fuzz` runs more, with a new seed each time. */
const COUNT = Number(process.env['FUZZ_REQUESTS'] ?? 2_000);
const SEED = process.env['FUZZ_REQUESTS'] ? {} : { seed: 20_260_101 };
/** Sent at the same moment. */
const BATCH = 50;

let database: TestDatabase;
let sandbox: Sandbox;
let gateway: GatewayProcess;
let sender: Sender;
const reached = new Set<string>();
const tally = new Map<string, number>();

beforeAll(async () => {
  database = await createTestDatabase();
  sandbox = await startSandbox();
  gateway = await startGatewayProcess({
    databaseUrl: database.url,
    rabbitmqUrl: inject('rabbitmq').url,
    omedaUrl: sandbox.url,
    settings: { LOG_LEVEL: 'trace', EVENTS_PER_MINUTE: '0', REQUESTS_PER_MINUTE: '0' },
  });
  // Without the broker, routes of parked messages correctly respond with 503.
  await vi.waitFor(
    async () => {
      const { body } = await ask(gateway.url, '/health/ready');
      expect(body).toMatchObject({ broker: 'ok' });
    },
    { timeout: 60_000, interval: 20 },
  );
  sender = new Sender(gateway.url);
});

afterAll(async () => {
  await sender?.close();
  await gateway?.stop();
  await sandbox?.close();
  await database?.drop();
});

/** A newsletter of each site, which requests then name. */
async function seed() {
  const ids: string[] = [];
  for (const site of ['daily', 'weekly'] as const) {
    for (const id of [1, 2]) {
      const event = postEvent({ post: { id, title: OWN_WORDS[site] } });
      const { body } = await sendEvent(gateway.url, event, { site });
      ids.push(String(body['deploymentId']));
    }
  }
  return { id: ids, site: ['daily', 'weekly'], post: ['1', '2'] };
}

async function judge(request: FuzzRequest): Promise<void> {
  const answer = await sender.send(request);
  const fault = faultOf(request, answer);
  if (fault) {
    const asked = JSON.stringify(request).slice(0, 5_000);
    throw new Error(`It ${fault}: ${answer.text.slice(0, 500)}\nThe request was: ${asked}`);
  }
  const { status } = answer;
  tally.set(`${status}`, (tally.get(`${status}`) ?? 0) + 1);
  if (status < 300 || status === 409) reached.add(request.route);
}

describe('whatever is sent to any route of the OpenAPI document', () => {
  it(
    `in ${COUNT} requests: no fault of ours, no hang, no secret in a response or the log`,
    async () => {
      const document = (await ask(gateway.url, '/docs-json')).body as unknown as Document;
      const requests = requestsOf(document, await seed());
      const batches = fc.array(requests, { minLength: BATCH, maxLength: BATCH });
      await fc.assert(
        fc.asyncProperty(batches, async (batch) => {
          await Promise.all(batch.map(judge));
        }),
        // The fault names its request: a smaller batch would show no more.
        { numRuns: Math.ceil(COUNT / BATCH), endOnFailure: true, ...SEED },
      );
      expect(gateway.isRunning()).toBe(true);
      expect((await ask(gateway.url, '/health/ready')).status).toBe(200);
      expect(secretIn(gateway.printed())).toBeUndefined();
      expect(gateway.printed()).not.toContain('"level":50');
      // Parked and due items do not exist here: the rest does.
      expect(reached.size).toBeGreaterThan(routesOf(document).length / 2);
      process.stdout.write(`Answers by status: ${JSON.stringify(Object.fromEntries(tally))}\n`);
    },
    // A thousand requests in a minute, on a busy machine.
    120_000 + COUNT * 60,
  );
});
