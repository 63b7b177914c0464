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

/** How the REST interface is served. */
export type RestSettings = {
  host: string;
  port: number;
  isPortNamed: boolean;
  /** Most UTF-8 bytes of a post's html. */
  contentLimitBytes: number;
  /** How long content is kept that a later save replaced; 0: for good. */
  supersededContentDays: number;
  /** How long calls to Omeda are kept; 0: for good. */
  omedaCallDays: number;
  guardRails: GuardRails;
  webhooks: WebhookSettings;
  notifications: NotificationSettings;
};

/** Everything the gateway is told by its environment. `.env.example` documents each variable. */
export type GatewayConfig = SharedSettings &
  RestSettings & { databaseUrl: string; broker: BrokerSettings };

export const DEFAULT_CONTENT_LIMIT_BYTES = 2_000_000;
export const DEFAULT_SUPERSEDED_CONTENT_DAYS = 30;
export const DEFAULT_OMEDA_CALL_DAYS = 30;
/** For settings in days where 0 means for good. */
const DAYS = { min: 0, max: 36_500 };

/**
 * Reads and checks the environment once, at start.
 * @throws ConfigError with every fault at once.
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
    supersededContentDays: environment.wholeNumber(
      'SUPERSEDED_CONTENT_DAYS',
      DEFAULT_SUPERSEDED_CONTENT_DAYS,
      DAYS,
    ),
    omedaCallDays: environment.wholeNumber('OMEDA_CALL_DAYS', DEFAULT_OMEDA_CALL_DAYS, DAYS),
    guardRails: readGuardRails(environment),
    webhooks: readWebhooks(environment),
    notifications: readNotifications(environment),
  };
}
