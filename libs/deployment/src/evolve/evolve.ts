import type { DeploymentEvent, DeploymentEventMap, Recorded } from '#events';
import { stepToTake } from '../next/step-to-take.js';
import type { Deployment, State } from '../state.js';
import { STEP_EVOLVERS } from '../steps/steps.js';
import { type Evolvers, without } from './evolvers.js';
import { clock } from './clock.js';
import { omeda } from './omeda.js';
import { people } from './people.js';
import { running } from './running.js';
import { wanted } from './wanted.js';

type Later = Exclude<keyof DeploymentEventMap, 'DeploymentRequested'>;

const EVOLVERS: Evolvers<Later> = {
  ...wanted,
  ...people,
  ...running,
  ...omeda,
  ...STEP_EVOLVERS,
  ...clock,
};

/**
 * The state after one more event. Total: it never throws, and an event that makes no sense in
 * its place changes nothing.
 */
export function evolve(state: State, event: Recorded<DeploymentEvent>): State {
  if (event.type === 'DeploymentRequested') {
    return state ?? requested(event.data, event.at);
  }
  if (!state) return state;
  const apply = EVOLVERS[event.type] as (
    state: Deployment,
    data: DeploymentEvent['data'],
    at: string,
  ) => Deployment;
  return endOfSync(withoutUnsent(apply(forgetAsked(state, event.type), event.data, event.at)));
}

/** Omeda has all that was saved, even if because a change was reverted: nothing waits any more. */
function withoutUnsent(state: Deployment): Deployment {
  const { firstUnsentAt, omeda, content } = state;
  if (!firstUnsentAt || !omeda || !content) return state;
  const isSent =
    omeda.contentHash === content.contentHash && omeda.detailsHash === content.detailsHash;
  return isSent ? without(state, 'firstUnsentAt') : state;
}

/** The direct effects of a request; anything else makes the same request a new one. */
const FOLLOWS_ASKED: readonly string[] = ['StepDue', 'StepWithdrawn', 'StepStarted'];

function forgetAsked(state: Deployment, type: string): Deployment {
  if (!state.lastAsked || FOLLOWS_ASKED.includes(type)) return state;
  return without(state, 'lastAsked');
}

export function evolveAll(state: State, events: readonly Recorded<DeploymentEvent>[]): State {
  return events.reduce(evolve, state);
}

function requested(
  { site, brand, post }: DeploymentEventMap['DeploymentRequested'],
  requestedAt: string,
): Deployment {
  return {
    site,
    brand,
    post,
    generation: 1,
    requestedAt,
    sequence: 0,
    postStatus: '',
    title: '',
    intent: 'draft',
    revision: 0,
    notices: [],
    twins: [],
    usedConsentIds: [],
    dueCount: 0,
    silentStarts: 0,
    starts: 0,
  };
}

/** Gaps and debounce are dropped for one run: until nothing is left to do but to watch. */
function endOfSync(state: Deployment): Deployment {
  if (!state.syncAt || state.running) return state;
  const step = stepToTake(state);
  return step === undefined || step === 'watch' ? without(state, 'syncAt') : state;
}
