import type { Timing } from '#deployment';
import type { Sites } from '#sites';

export type DeployerSettings = {
  sites: Sites;
  timing: Timing;
  /** Public base URL of the gateway, without a trailing slash. */
  publicUrl?: string;
  /** Names this process in the events that it appends. */
  worker: string;
};

/** Injection token of the settings. */
export const DEPLOYER_SETTINGS = Symbol('deployer settings');

/** Longest run of a step, in milliseconds: limits how long a wake-up is held, and how long a shutdown waits. */
export function longestLeaseMs({
  sites,
  timing,
}: Pick<DeployerSettings, 'sites' | 'timing'>): number {
  const timeouts = [...sites.brands.values()].map(({ callTimeoutMs }) => callTimeoutMs);
  return Math.max(0, ...timeouts) + timing.leaseMarginMs;
}
