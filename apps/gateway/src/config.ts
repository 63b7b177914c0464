import { type NotificationSettings, readNotifications } from '#notifications';
import {
  type BrokerSettings,
  type Env,
  Environment,
  type SharedSettings,
  readBroker,
  readDatabaseUrl,
  readShared,
} from '#process';
import { type WebhookSettings, readWebhooks } from '#webhooks';
import { type GuardRails, readGuardRails } from './guard/guard-rails.js';
import { type Retention, readRetention } from './purges/retention.js';

/** How the REST interface is served. */
export type RestSettings = {
  host: string;
  port: number;
  isPortNamed: boolean;
  /** Most UTF-8 bytes of a post's html. */
  contentLimitBytes: number;
  retention: Retention;
  guardRails: GuardRails;
  webhooks: WebhookSettings;
  notifications: NotificationSettings;
};

/** What the gateway reads from its environment. `.env.example` documents each variable. */
export type GatewayConfig = SharedSettings &
  RestSettings & { databaseUrl: string; broker: BrokerSettings };

export const DEFAULT_CONTENT_LIMIT_BYTES = 2_000_000;

/**
 * Reads and checks the environment once, at start.
 * @throws ConfigError that lists every fault.
 */
export function readConfig(variables: Env = process.env): GatewayConfig {
  const environment = new Environment(variables);
  const config = {
    ...readRest(environment),
    databaseUrl: readDatabaseUrl(environment),
    broker: readBroker(environment),
    ...readShared(environment),
  };
  environment.check('The gateway');
  return config;
}

export function readRest(environment: Environment): RestSettings {
  return {
    host: environment.text('HOST') ?? '127.0.0.1',
    ...environment.port('PORT', 3000),
    contentLimitBytes: environment.wholeNumber('CONTENT_LIMIT_BYTES', DEFAULT_CONTENT_LIMIT_BYTES, {
      min: 1_000,
      max: 50_000_000,
    }),
    retention: readRetention(environment),
    guardRails: readGuardRails(environment),
    webhooks: readWebhooks(environment),
    notifications: readNotifications(environment),
  };
}
