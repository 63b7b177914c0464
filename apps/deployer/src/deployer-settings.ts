import type { Timing } from '#deployment';
import type { Sites } from '#sites';

export type DeployerSettings = {
  sites: Sites;
  timing: Timing;
  /** The gateway's address as others reach it, without a slash at the end. */
  publicUrl?: string;
  /** Names this process in the events that it appends. */
  worker: string;
};

/** Token under which the settings are injected. */
export const DEPLOYER_SETTINGS = Symbol('deployer settings');

/** No step runs longer, in milliseconds: so long a wake-up may be in hand, and a shutdown waits for it. */
export function longestLeaseMs({
  sites,
  timing,
}: Pick<DeployerSettings, 'sites' | 'timing'>): number {
  const timeouts = [...sites.brands.values()].map(({ callTimeoutMs }) => callTimeoutMs);
  return Math.max(0, ...timeouts) + timing.leaseMarginMs;
}
