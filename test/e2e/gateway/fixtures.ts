import type { NestExpressApplication } from '@nestjs/platform-express';
import { Test, type TestingModuleBuilder } from '@nestjs/testing';
import { TIMING } from '#deployment';
import type { Codec } from '#events';
import { EventStoreModule } from '#event-store';
import { NOTIFICATION_DEFAULTS, type NotificationSettings } from '#notifications';
import { type Sites, parseSites } from '#sites';
import { WEBHOOK_DEFAULTS, type WebhookSettings } from '#webhooks';
import { type Overrides, postEvent } from '../../../apps/gateway/src/example/post-event.js';
import { eventUrl, signedHeaders } from '../../../apps/gateway/src/example/sign-event.js';
import { GatewayModule } from '../../../apps/gateway/src/gateway.module.js';
import { GUARD_RAILS, type GuardRails } from '../../../apps/gateway/src/guard/guard-rails.js';
import { RETENTION, type Retention } from '../../../apps/gateway/src/purges/retention.js';
import {
  GATEWAY_APP_OPTIONS,
  prepareGateway,
} from '../../../apps/gateway/src/http/prepare-gateway.js';
import { KEYS, SECRETS, VARIABLES, sitesFile } from '../../setup/test-sites.js';

export { KEYS, type Overrides, SECRETS, postEvent };

/** Two sites of one brand, daily and weekly, through the real parser. */
export function testSites(omedaUrl?: string): Sites {
  return parseSites(sitesFile(omedaUrl), {
    env: (name) => VARIABLES[name],
    file: (path) => {
      throw new Error(`no file ${path} in specs`);
    },
  });
}

export type Gateway = { url: string; app: NestExpressApplication; close(): Promise<void> };

type GatewayOptions = {
  databaseUrl: string;
  contentLimitBytes?: number;
  /** The sandbox's address. */
  omedaUrl?: string;
  /** The broker that the doctor checks; nothing is sent to it. */
  broker?: { url: string; prefix: string; managementUrl?: string };
  guardRails?: Partial<GuardRails>;
  retention?: Partial<Retention>;
  publicUrl?: string;
  webhooks?: Partial<WebhookSettings>;
  notifications?: Partial<NotificationSettings>;
  /** Of another release. */
  codec?: Codec;
  /** Replaces the fakes of Omeda or of time. */
  override?: (module: TestingModuleBuilder) => TestingModuleBuilder;
};

/** A gateway on a free port of this machine, over a real database. */
export async function startTestGateway(options: GatewayOptions): Promise<Gateway> {
  const { databaseUrl, contentLimitBytes = 2_000_000, omedaUrl, codec } = options;
  const { broker, publicUrl } = options;
  const { override = (module: TestingModuleBuilder) => module } = options;
  const parts = {
    sites: testSites(omedaUrl),
    timing: TIMING,
    contentLimitBytes,
    guardRails: { ...GUARD_RAILS, ...options.guardRails },
    retention: { ...RETENTION, ...options.retention },
    webhooks: { ...WEBHOOK_DEFAULTS, ...options.webhooks },
    notifications: { ...NOTIFICATION_DEFAULTS, ...options.notifications },
    logLevel: 'silent',
    ...(broker ? { broker } : {}),
    ...(publicUrl ? { publicUrl } : {}),
  };
  const builder = Test.createTestingModule({
    imports: [
      EventStoreModule.forRoot({ databaseUrl, ...(codec ? { codec } : {}) }),
      GatewayModule.forRoot(parts),
    ],
  });
  const module = await override(builder).compile();
  const app = module.createNestApplication<NestExpressApplication>({
    ...GATEWAY_APP_OPTIONS,
    logger: false,
  });
  prepareGateway(app);
  await app.listen(0, '127.0.0.1');
  return { url: await app.getUrl(), app, close: () => app.close() };
}

export type SignedEvent = {
  url: URL;
  body: string;
  headers: Record<string, string>;
};

type Sending = {
  site?: 'daily' | 'weekly';
  secret?: string;
  webhookId?: string;
  /** When it was signed. */
  at?: Date;
  /** The exact body; by default, the event as JSON. */
  body?: string;
};

/** An event as the site's WordPress would send it, signed. */
export function signedEvent(
  url: string,
  event: object,
  { site: id = 'daily', secret, body = JSON.stringify(event), ...signing }: Sending = {},
): SignedEvent {
  const headers = signedHeaders({ secret: secret ?? SECRETS[id], body, ...signing });
  return { url: eventUrl(url, id), body, headers };
}

/** A response with the fields that specs check. */
export type Answer = {
  status: number;
  headers: Headers;
  text: string;
  // Responses differ by route; specs say what they expect.
  body: Record<string, unknown>;
};

export async function send({ url, body, headers }: SignedEvent): Promise<Answer> {
  return answerOf(await fetch(url, { method: 'POST', body, headers }));
}

/** Signs and sends an event. */
export function sendEvent(url: string, event: object, sending: Sending = {}): Promise<Answer> {
  return send(signedEvent(url, event, sending));
}

type Asking = { key?: string; method?: string; body?: unknown; headers?: Record<string, string> };

/** Calls a route of the REST interface. */
export async function ask(url: string, path: string, asking: Asking = {}): Promise<Answer> {
  const { key, method = 'GET', body, headers = {} } = asking;
  const all = {
    ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...headers,
  };
  const init = {
    method,
    headers: all,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  };
  return answerOf(await fetch(new URL(path, url), init));
}

async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') ?? false;
  const body = (isJson ? JSON.parse(text) : {}) as Record<string, unknown>;
  return { status: response.status, headers: response.headers, text, body };
}
