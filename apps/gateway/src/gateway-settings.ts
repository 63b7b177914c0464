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
  /** Left out with the embedded transport. */
  broker?: BrokerSettings;
  guardRails: GuardRails;
  /** How subscribers are called. */
  webhooks: WebhookSettings;
  /** Who is told what is wrong. */
  notifications: NotificationSettings;
  logLevel: string;
  /** Where others reach the gateway, without a slash at the end; without it messages have no links. */
  publicUrl?: string;
};

type Usual = 'guardRails' | 'retention' | 'webhooks' | 'notifications';

/** What the gateway is given; what is left out is as usual. */
export type GivenSettings = Omit<GatewaySettings, Usual> & Partial<Pick<GatewaySettings, Usual>>;

/** Token under which the parts are injected. */
export const GATEWAY_SETTINGS = Symbol('gateway parts');

/** Token of the pino logger. */
export const LOG = Symbol('log');
