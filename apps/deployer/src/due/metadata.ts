import type { Metadata } from '#events';
import type { WakeUp } from '#messaging';

/** Metadata of the events that a wake-up causes. */
export function metadataOf({ key, n, deploymentId }: WakeUp, worker: string): Metadata {
  return {
    actor: { kind: 'service', id: worker },
    causationId: `${key}#${n}`,
    correlationId: deploymentId,
  };
}
