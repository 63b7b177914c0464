import type { Timing } from '#deployment';
import type { NotificationSettings } from '#notifications';
import type { BrokerSettings } from '#process';
import type { Sites } from '#sites';
import type { WebhookSettings } from '#webhooks';
import type { GuardRails } from './guard/guard-rails.js';
import type { Retention } from './purges/retention.js';

/** What the gateway is made of; the event store comes from its own module. */
export type GatewaySettings = {
  sites: Sites;
  timing: Timing;
  contentLimitBytes: number;
  retention: Retention;
  /** Omitted with the embedded transport. */
  broker?: BrokerSettings;
  guardRails: GuardRails;
  /** How subscribers are called. */
  webhooks: WebhookSettings;
  /** Who is notified of problems. */
  notifications: NotificationSettings;
  logLevel: string;
  /** Public base URL of the gateway, without a trailing slash; if unset, messages have no links. */
  publicUrl?: string;
};

type Usual = 'guardRails' | 'retention' | 'webhooks' | 'notifications';

/** Given settings; omitted ones have their defaults. */
export type GivenSettings = Omit<GatewaySettings, Usual> & Partial<Pick<GatewaySettings, Usual>>;

/** Injection token of the settings. */
export const GATEWAY_SETTINGS = Symbol('gateway parts');

/** Token of the pino logger. */
export const LOG = Symbol('log');
