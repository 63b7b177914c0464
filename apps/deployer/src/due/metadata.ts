import type { Metadata } from '#events';
import type { WakeUp } from '#messaging';

/** What caused the events that a wake-up leads to. */
export function metadataOf({ key, n, deploymentId }: WakeUp, worker: string): Metadata {
  return {
    actor: { kind: 'service', id: worker },
    causationId: `${key}#${n}`,
    correlationId: deploymentId,
  };
}
