import { type DeploymentEvent, isReadStep } from '#events';
import type { Outcome, Report, SharedOutcome } from '../commands.js';
import type { Deployment } from '../state.js';
import { created } from '../steps/create.js';
import type { OutcomeHandlers, Reported } from '../steps/step.js';
import { DESCRIPTORS, STEP_OF_OUTCOME } from '../steps/steps.js';
import type { Draft } from './conclude.js';
import { interpret, changesOf } from './observed.js';
import { failed, failures } from './report-failure.js';
import { FAILED } from '../words.js';
import { sent } from './sent.js';

/** Records what a deployer learned; returns why nothing is recorded, if so. */
export function report(draft: Draft, { dueId, startNo, outcome }: Report): string | undefined {
  const { state } = draft;
  if (!state) return 'this newsletter does not exist';
  const isRead = startNo === 0;
  if (isRead) {
    if (state.running || state.due?.dueId !== dueId) return 'superseded';
    return record(draft, outcome, { draft, state, due: state.due });
  }
  const { running } = state;
  if (running?.due.dueId === dueId && running.startNo === startNo) {
    return record(draft, outcome, { draft, state, due: running.due, request: running.request });
  }
  recordLate(draft, state, { dueId, startNo, outcome });
  return undefined;
}

function record(draft: Draft, outcome: Outcome, reported: Reported): string | undefined {
  const facts = handlerOf(outcome, reported)?.(outcome, reported) ?? [];
  draft.add(...facts);
  return facts.length === 0 ? 'nothing new' : undefined;
}

type Handler = (outcome: Outcome, reported: Reported) => DeploymentEvent[];

/** An outcome of another step than the one that ran is ignored. */
function handlerOf({ kind }: Outcome, { due, request }: Reported): Handler | undefined {
  const step = STEP_OF_OUTCOME.get(kind);
  if (!step) return (SHARED as Record<string, Handler>)[kind];
  const hasRun = due.step === step && (request?.step === step || isReadStep(step));
  return hasRun ? (DESCRIPTORS[step].outcomes as Record<string, Handler>)[kind] : undefined;
}

/** Another has resolved the step in the meantime; a deployment created twice must not stay. */
function recordLate(
  draft: Draft,
  state: Deployment,
  { dueId, startNo, outcome }: Omit<Report, 'kind'>,
): void {
  draft.add({ type: 'LateOutcomeRecorded', data: { dueId, startNo, outcome: outcome.kind } });
  if (outcome.kind !== 'created' || state.omeda?.trackId === outcome.trackId) return;
  const pending = state.running?.request ?? state.unresolved?.request;
  const isAwaited = pending?.step === 'create' && pending.marker === outcome.marker;
  if (!state.omeda && isAwaited) {
    draft.add(created(outcome, pending, state));
  } else {
    draft.add({ type: 'TwinFound', data: { trackId: outcome.trackId } });
  }
}

function isOfTwin({ request }: Reported): boolean {
  return request?.step === 'cancel' && request.twin;
}

const SHARED: OutcomeHandlers<SharedOutcome, Reported> = {
  ...failures,

  'no-effect'(_outcome, { due, request }) {
    if (!request) return [];
    return [{ type: 'StepHadNoEffect', data: { dueId: due.dueId, step: request.step } }];
  },

  sent({ sentAt, sentCount }, reported) {
    const { draft, state } = reported;
    if (isOfTwin(reported)) return [failed(reported, FAILED.duplicateSent, false)];
    const { trackId, sent: known } = state.omeda ?? {};
    if (known) return [];
    const count = sentCount === undefined ? {} : { sentCount };
    return trackId ? [sent(state, trackId, { sentAt: sentAt ?? draft.now, ...count })] : [];
  },

  /** A started step observes only when Omeda refused it: what is seen explains that, or nothing does. */
  seen(seen, reported) {
    const { draft, state, request } = reported;
    if (!request) return interpret(draft, seen, state);
    const facts = isOfTwin(reported) ? [] : changesOf(seen, state, draft.now);
    return facts.length > 0 ? facts : [failed(reported, seen.refusal ?? '', false)];
  },
};
