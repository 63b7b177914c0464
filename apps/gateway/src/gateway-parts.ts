import type { Timing } from '#deployment';
import type { BrokerSettings } from '#process';
import type { Sites } from '#sites';
import type { GuardRails } from './guard/guard-rails.js';

/** What the gateway is made of; the event store comes from its own module. */
export type GatewayParts = {
  sites: Sites;
  timing: Timing;
  contentLimitBytes: number;
  /** Left out with the embedded transport. */
  broker?: BrokerSettings;
  guardRails: GuardRails;
  logLevel: string;
};

/** What the gateway is given; guard rails left out are the usual ones. */
export type GivenParts = Omit<GatewayParts, 'guardRails'> & { guardRails?: GuardRails };

/** Token under which the parts are injected. */
export const GATEWAY_PARTS = Symbol('gateway parts');

/** Token of the pino logger. */
export const LOG = Symbol('log');
