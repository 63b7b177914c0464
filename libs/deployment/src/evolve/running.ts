import type { RequestOf, StepRequest } from '#events';
import type { AtOmeda, Deployment, Unresolved } from '../state.js';
import { DESCRIPTORS } from '../steps/steps.js';
import { ended, omedaWithout, soughtBy } from './at-omeda.js';
import { type Evolvers, without } from './evolvers.js';
import { putInDoubt } from './in-doubt.js';

/** From the start of a call until its outcome, what it replaces is not known to be there. */
function atStart(omeda: AtOmeda, { step }: StepRequest): AtOmeda {
  const { replaces = [], begun } = DESCRIPTORS[step];
  const known = omedaWithout(omeda, ...replaces);
  return begun ? begun(known) : known;
}

/** After a failure: what was in doubt after an earlier start stays in doubt. */
function endedInFailure(state: Deployment, { unclear, at }: { unclear: boolean; at: string }) {
  if (!unclear && !state.running?.resolving) return ended(state);
  const known = unclear ? putInDoubt(state, at) : state;
  return { ...without(known, 'running'), silentStarts: 0 };
}

function repeatOf({ name, omedaTypeId, since }: RequestOf<'create'>) {
  return { name, omedaTypeId, since };
}

function unresolvedBy(state: Deployment, request: StepRequest): Unresolved {
  const before = state.unresolved;
  // A create that may be called now must be searched for twice from then on.
  const isCalled = request.step === 'create' && request.mode === 'search-then-create';
  if (isCalled || before?.request.step !== request.step) return { request };
  return { ...before, request };
}

/** Due steps, starts, and their outcomes. */
export const running: Evolvers<
  | 'StepDue'
  | 'StepWithdrawn'
  | 'StepStarted'
  | 'StepReleased'
  | 'StepErred'
  | 'StepHadNoEffect'
  | 'CreateSearchedInVain'
  | 'StepRefused'
  | 'DeploymentFailed'
  | 'LateOutcomeRecorded'
> = {
  StepDue: (state, due) => ({ ...state, due, dueCount: due.dueId, silentStarts: 0, starts: 0 }),

  StepWithdrawn: (state) => without(state, 'due'),

  StepStarted(state, data, at) {
    const due = state.running?.due ?? state.due;
    if (!due) return state;
    const { request, settling: resolving } = data;
    const isRepeat = request.step === 'create' && request.mode === 'search-then-create';
    return {
      // A start that was taken over left no outcome.
      ...without(putInDoubt(state, at), 'due'),
      running: {
        due,
        step: data.step,
        startNo: data.startNo,
        leaseUntil: data.leaseUntil,
        startedAt: at,
        resolving,
        request,
      },
      unresolved: unresolvedBy(state, request),
      silentStarts: state.silentStarts + 1,
      starts: data.startNo,
      ...(state.omeda ? { omeda: atStart(state.omeda, request) } : {}),
      ...(isRepeat ? { createRepeated: state.createRepeated ?? repeatOf(request) } : {}),
    };
  },

  StepReleased(state, { unclear }, at) {
    const due = state.running?.due ?? state.due;
    return { ...endedInFailure(state, { unclear, at }), ...(due ? { due } : {}) };
  },

  StepErred(state, data, at) {
    const revision = (state.running?.due ?? state.due)?.revision ?? state.revision;
    const { step, attempt, retryAt, words } = data;
    const rest = endedInFailure(without(state, 'due'), { unclear: data.unclear, at });
    const searched = rest.unresolved && data.searchedEmpty;
    return {
      ...rest,
      ...(searched && rest.unresolved
        ? { unresolved: { ...rest.unresolved, searchedEmptyAt: at } }
        : {}),
      erred: { step, revision, attempt, retryAt, at },
      lastError: { step, words, at, attempt },
    };
  },

  StepHadNoEffect(before, { step }) {
    const state = step === 'create' ? soughtBy(before) : before;
    const due = state.running?.due ?? state.due;
    // Neither start counts as an outcome, but the resolving one is not held against the step.
    const silentStarts = Math.max(0, state.silentStarts - 1);
    return { ...ended(state), silentStarts, ...(due ? { due } : {}) };
  },

  CreateSearchedInVain(state, _data, at) {
    const rest = endedInFailure(state, { unclear: true, at });
    // The first of the two counts: another one in between must not delay the second.
    return rest.unresolved
      ? { ...rest, unresolved: { searchedEmptyAt: at, ...rest.unresolved } }
      : rest;
  },

  StepRefused(state, { step, why, words }, at) {
    const rest = ended(state);
    if (!rest.omeda) return rest;
    const omeda = { ...rest.omeda };
    if (why === 'modified') {
      delete omeda.testedHash;
      omeda.modifiedRefusals += 1;
    } else if (why === 'audience-not-ready') {
      if (omeda.audience) {
        const audience = { ...omeda.audience };
        delete audience.readyAt;
        omeda.audience = audience;
      }
    } else {
      omeda.scheduleAtSendTime = true;
    }
    return {
      ...rest,
      omeda,
      lastOutcomeAt: at,
      lastError: { step, words, at, attempt: 1 },
    };
  },

  DeploymentFailed(state, { step, words, attempt, unclear }, at) {
    const failure = { step, words, at, attempt };
    const before = without(state, 'due', 'syncAt', 'erred');
    const rest = endedInFailure(before, { unclear, at });
    return { ...rest, failed: failure, lastError: failure };
  },

  LateOutcomeRecorded: (state) => state,
};
