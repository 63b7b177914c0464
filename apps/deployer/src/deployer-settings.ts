import type { Timing } from '#deployment';
import type { Sites } from '#sites';

export type DeployerSettings = {
  sites: Sites;
  timing: Timing;
  /** Names this process in the events that it appends. */
  worker: string;
};

/** Token under which the settings are injected. */
export const DEPLOYER_SETTINGS = Symbol('deployer settings');
