import type { BrandEvent, DeploymentEvent, Recorded } from '#events';
import { timerOf } from '../timer.js';
import { HEALTHY_BRAND, type Brand, evolveBrand } from '../brand.js';
import { evolve } from '../evolve/evolve.js';
import type { Deployment, State } from '../state.js';
import { TIMING, type Timing } from '../timing.js';
import { statusName, statusOf } from './status.js';

/** The row for lists and lookups; every field follows from the events alone. */
function deploymentRow(state: State, timing: Timing) {
  if (!state) return undefined;
  const timer = timerOf(state, timing);
  return {
    site: state.site,
    brand: state.brand,
    postId: state.post.id,
    postUid: state.post.uid,
    title: state.title,
    status: statusName(state),
    ...dueColumns(state),
    held: state.held?.by ?? null,
    failed: state.failed !== undefined,
    sendAt: state.sendAt ?? null,
    trackId: state.omeda?.trackId ?? null,
    wakeAt: timer?.at ?? null,
    wakeKey: timer?.key ?? null,
    body: statusOf(state),
  };
}

function dueColumns({ due, running }: Deployment) {
  const current = due ?? running?.due;
  return {
    step: current?.step ?? null,
    dueId: current?.dueId ?? null,
    dueAt: due?.dueAt ?? null,
  };
}

/** The same function each time, so that its earlier result can be folded further. */
const evolveDeployment = (state: State, event: Recorded<DeploymentEvent>): State =>
  evolve(state, event);

/** How the event store keeps the status of deployments. */
export function deploymentProjection(timing: Timing = TIMING) {
  return {
    category: 'deployment' as const,
    initial: undefined as State,
    evolve: evolveDeployment,
    row: (state: State) => deploymentRow(state, timing),
  };
}

function brandRow({ held, probes, probeAt, retryAfterMs }: Brand) {
  return {
    held: held !== undefined,
    reason: held?.reason ?? null,
    words: held?.words ?? null,
    probes,
    probeAt: probeAt ?? null,
    body: {
      held: held ?? null,
      probes,
      probeAt: probeAt ?? null,
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    },
  };
}

function brandOf(body: unknown): Brand {
  const { held, probeAt, ...known } = body as ReturnType<typeof brandRow>['body'];
  return { ...(held ? { held } : {}), ...(probeAt ? { probeAt } : {}), ...known };
}

/** How the event store keeps which brands are held. */
export const brandProjection = {
  category: 'brand' as const,
  initial: HEALTHY_BRAND,
  evolve: (brand: Brand, event: Recorded<BrandEvent>): Brand => evolveBrand(brand, event),
  row: brandRow,
  stateOf: brandOf,
};
