import { evolveAll, statusName, stepsRun } from '#deployment';
import type { EventStore } from '#event-store';

/** The demo's result, for `--json`. */
export async function summaryOf(store: EventStore, id: string, deployments: number) {
  const { events } = await store.read({ category: 'deployment', id });
  const state = evolveAll(undefined, events);
  const { steps, superseded } = stepsRun(events);
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
