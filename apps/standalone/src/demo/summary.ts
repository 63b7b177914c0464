import { evolveAll, statusName, stepsRun } from '#deployment';
import type { DeploymentEvent, Recorded } from '#events';
import type { EventStore } from '#event-store';

/** What the demo came to, for `--json`. */
export async function summaryOf(store: EventStore, id: string, deployments: number) {
  const { events } = await store.read({ category: 'deployment', id });
  const facts = events as unknown as Recorded<DeploymentEvent>[];
  const state = evolveAll(undefined, facts);
  const { steps, superseded } = stepsRun(facts);
  return {
    deployments,
    status: state ? statusName(state) : 'unknown',
    trackId: state?.omeda?.trackId ?? null,
    scheduledDate: state?.omeda?.scheduled?.scheduledDate ?? null,
    steps,
    events: events.length,
    superseded,
  };
}
