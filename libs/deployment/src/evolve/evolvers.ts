import type { DeploymentEventMap } from '#events';
import type { Instant } from '../instant.js';
import type { Deployment } from '../state.js';

/** One function per event type: a forgotten event is a compile error. */
export type Evolvers<T extends keyof DeploymentEventMap> = {
  [K in T]: (state: Deployment, data: DeploymentEventMap[K], at: Instant) => Deployment;
};

/** `base` without the named optional fields. */
export function without<K extends keyof Deployment>(state: Deployment, ...fields: K[]): Deployment {
  const copy = { ...state };
  for (const field of fields) delete copy[field];
  return copy;
}
