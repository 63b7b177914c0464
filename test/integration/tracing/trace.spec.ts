import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ChannelModel, type ConsumeMessage, connect } from 'amqplib';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { topologyOf } from '#messaging';
import { postEvent } from '../../../apps/gateway/src/example/post-event.js';
import { signedHeaders } from '../../../apps/gateway/src/example/sign-event.js';
import { type Sandbox, startSandbox } from '../../../apps/sandbox/src/start-sandbox.js';
import { type AppProcess, startApp } from '../../setup/app-process.js';
import { dropTopology } from '../../setup/broker/drop-topology.js';
import { type TestDatabase, createTestDatabase } from '../../setup/database.js';
import { KEYS, SECRETS, VARIABLES, sitesFile } from '../../setup/test-sites.js';
import { OtlpReceiver, type Span } from './otlp-receiver.js';

const TRACE = randomBytes(16).toString('hex');
const CALLER = randomBytes(8).toString('hex');
const DEADLINE_MS = 120_000;

const brokerUrl = inject('rabbitmq').url;
const prefix = `trace-${randomBytes(4).toString('hex')}`;

let receiver: OtlpReceiver;
let database: TestDatabase;
let sandbox: Sandbox;
let folder: string;
let apps: AppProcess[] = [];
let answered: Response;
let subscriber: ChannelModel;
const announced: { key: string; traceparent: unknown }[] = [];

beforeAll(async () => {
  receiver = await OtlpReceiver.open();
  database = await createTestDatabase();
  sandbox = await startSandbox({ audienceLoadMs: 50 });
  folder = await mkdtemp(join(tmpdir(), 'newsletter-trace-'));
  await writeFile(join(folder, 'sites.json'), sitesFile(sandbox.url));
  sandbox.world.faults.add({ call: 'content', status: 503 });
  const env = {
    ...VARIABLES,
    DATABASE_URL: database.url,
    RABBITMQ_URL: brokerUrl,
    RABBITMQ_PREFIX: prefix,
    SITES_FILE: join(folder, 'sites.json'),
    PORT: '0',
    HEALTH_PORT: '0',
    DELAY_FACTOR: '0.005',
    LOG_LEVEL: 'error',
    OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
  };
  const gateway = await startApp('gateway', env);
  apps = [gateway, await startApp('deployer', env)];
  await subscribe();
  answered = await save(gateway.url);
  await untilItsContentIsThere(gateway.url);
  // The last spans are sent at the end.
  for (const app of apps) await app.stop();
});

afterAll(async () => {
  for (const app of apps) await app.kill();
  await subscriber?.close();
  await dropTopology(brokerUrl, topologyOf({ prefix }));
  await sandbox?.close();
  await database?.drop();
  await receiver?.close();
  await rm(folder, { recursive: true, force: true });
});

function take(message: ConsumeMessage | null): void {
  if (!message) return;
  const { fields, properties } = message;
  announced.push({ key: fields.routingKey, traceparent: properties.headers?.['traceparent'] });
}

/** Another service, with its own queue. */
async function subscribe(): Promise<void> {
  subscriber = await connect(brokerUrl);
  const channel = await subscriber.createChannel();
  const { queue } = await channel.assertQueue('', { exclusive: true });
  await channel.bindQueue(queue, `${prefix}.events`, '#');
  await channel.consume(queue, take, { noAck: true });
}

function save(url: string): Promise<Response> {
  const body = JSON.stringify(postEvent({ deploymentType: { omedaDeploymentTypeId: 1 } }));
  const signed = signedHeaders({ secret: SECRETS.daily, body });
  const headers = { ...signed, traceparent: `00-${TRACE}-${CALLER}-01` };
  return fetch(`${url}/v1/sites/daily/events`, { method: 'POST', body, headers });
}

async function untilItsContentIsThere(url: string): Promise<void> {
  const headers = { authorization: `Bearer ${KEYS.daily}` };
  const end = performance.now() + DEADLINE_MS;
  for (;;) {
    const answer = await fetch(`${url}/v1/sites/daily/posts/42/deployment`, { headers });
    const { status } = (await answer.json()) as { status: string };
    const isAnnounced = announced.some(({ key }) => key === 'deployment.content-updated');
    if (status === 'content-updated' && isAnnounced) return;
    if (performance.now() > end) throw new Error(`It is still ${status}.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const ofTrace = () => receiver.spans.filter(({ traceId }) => traceId === TRACE);
const named = (name: string) => ofTrace().filter((span) => span.name === name);
const parentOf = ({ parentSpanId }: Span) =>
  ofTrace().find(({ spanId }) => spanId === parentSpanId);

describe('the trace of a newsletter with a retry', () => {
  it('begins with the request, which is a child of its caller', () => {
    const [request, ...others] = named('POST /v1/sites/:site/events');
    expect(others).toEqual([]);
    expect(request).toMatchObject({ service: 'newsletter-gateway', parentSpanId: CALLER });
    expect(answered.headers.get('trace-id')).toBe(TRACE);
  });

  it('continues through RabbitMQ to the deployer: each step is a child of its cause', () => {
    const [create] = named('create');
    expect(create).toMatchObject({ service: 'newsletter-deployer' });
    expect(create && parentOf(create)?.name).toBe('POST /v1/sites/:site/events');
    const [audience] = named('audience');
    expect(audience && parentOf(audience)?.name).toBe('create');
  });

  it('has each call to Omeda below its step, and the failed one as an error', () => {
    const calls = named('Omeda setContent');
    expect(calls.map((call) => parentOf(call)?.name)).toEqual(['content', 'content']);
    expect(calls.map(({ status }) => status.code)).toEqual([2, 0]);
  });

  it('has the retry below the attempt that failed', () => {
    const [first, retry] = named('content').filter((span) =>
      ofTrace().some(
        ({ name, parentSpanId }) => name === 'Omeda setContent' && parentSpanId === span.spanId,
      ),
    );
    expect(retry && parentOf(retry)?.spanId).toBe(first?.spanId);
    expect(attempts([first, retry])).toEqual([1, 2]);
  });

  it('is one tree: each span but the request is below another one of it', () => {
    const roots = ofTrace().filter((span) => !parentOf(span));
    expect(roots.map(({ name, parentSpanId }) => [name, parentSpanId])).toEqual([
      ['POST /v1/sites/:site/events', CALLER],
    ]);
    const spanIds = ofTrace().map(({ spanId }) => spanId);
    expect(new Set(spanIds).size).toBe(spanIds.length);
  });

  it('has what was announced over RabbitMQ below the span that recorded it', () => {
    const recordedBy = announced.map(({ traceparent }) => {
      const [, trace, spanId] = String(traceparent).split('-');
      expect(trace).toBe(TRACE);
      return ofTrace().find((span) => span.spanId === spanId)?.name;
    });
    const steps = ['create', 'audience', 'await-audience', 'content'];
    const names = new Set(recordedBy);
    expect(names).toEqual(new Set(['POST /v1/sites/:site/events', ...steps]));
  });

  it('is named by each public event', async () => {
    const { events } = await feedOf();
    const traces = events.map(({ traceparent }) => traceparent?.split('-')[1]);
    expect(events.map(({ type }) => type)).toContain('newsletter.deployment.content-updated.v1');
    expect(new Set(traces)).toEqual(new Set([TRACE]));
  });
});

function attempts(spans: (Span | undefined)[]): number[] {
  return spans.map((span) =>
    Number(span?.attributes.find(({ key }) => key === 'newsletter.attempt')?.value.intValue),
  );
}

/** From another gateway: the trace's own have ended. */
async function feedOf(): Promise<{ events: { type: string; traceparent?: string }[] }> {
  const gateway = await startApp('gateway', {
    ...VARIABLES,
    DATABASE_URL: database.url,
    RABBITMQ_URL: brokerUrl,
    RABBITMQ_PREFIX: prefix,
    SITES_FILE: join(folder, 'sites.json'),
    PORT: '0',
    LOG_LEVEL: 'error',
  });
  apps.push(gateway);
  const headers = { authorization: `Bearer ${KEYS.operator}` };
  return (await fetch(`${gateway.url}/v1/events?after=0`, { headers })).json() as never;
}
