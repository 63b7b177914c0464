import type { DeploymentEvent, RequestOf, StepRequest } from '#events';
import type { Outcome, Report } from '../commands.js';
import { hasErred } from '../next/due-at.js';
import { isWithdrawn } from '../next/step-to-take.js';
import type { Deployment, Due } from '../state.js';
import { adopted } from './adopted.js';
import type { Draft } from './conclude.js';
import { interpret, news } from './look.js';
import { TOO_SLOW, audienceLost, failed, failures, isOverdue } from './report-failure.js';

/** The step whose outcome is told: `request` only for steps that were started. */
export type Reported = { state: Deployment; due: Due; request?: StepRequest };

type Kind = Outcome['kind'];
export type OutcomeHandlers<K extends Kind> = {
  [P in K]: (
    draft: Draft,
    outcome: Extract<Outcome, { kind: P }>,
    reported: Reported,
  ) => DeploymentEvent[];
};

/** Records what a deployer learnt; returns why nothing is recorded, if so. */
export function report(draft: Draft, { dueId, startNo, outcome }: Report): string | undefined {
  const { state } = draft;
  if (!state) return 'there is no such deployment';
  const isRead = startNo === 0;
  if (isRead) {
    if (state.running || state.due?.dueId !== dueId) return 'superseded';
    return record(draft, outcome, { state, due: state.due });
  }
  const { running } = state;
  if (running?.due.dueId === dueId && running.startNo === startNo) {
    return record(draft, outcome, { state, due: running.due, request: running.request });
  }
  recordLate(draft, state, { dueId, startNo, outcome });
  return undefined;
}

function record(draft: Draft, outcome: Outcome, reported: Reported): string | undefined {
  const handle = OUTCOMES[outcome.kind] as (
    draft: Draft,
    outcome: Outcome,
    reported: Reported,
  ) => DeploymentEvent[];
  const facts = handle(draft, outcome, reported);
  draft.add(...facts);
  return facts.length === 0 ? 'nothing new' : undefined;
}

/** Another has settled the step meanwhile; a deployment made twice must not stay. */
function recordLate(
  draft: Draft,
  state: Deployment,
  { dueId, startNo, outcome }: Omit<Report, 'kind'>,
): void {
  draft.add({ type: 'LateOutcomeRecorded', data: { dueId, startNo, outcome: outcome.kind } });
  if (outcome.kind !== 'created' || state.omeda?.trackId === outcome.trackId) return;
  const pending = state.running?.request ?? state.unsettled?.request;
  const isAwaited = pending?.step === 'create' && pending.marker === outcome.marker;
  if (!state.omeda && isAwaited) {
    draft.add(created(outcome, pending, state));
  } else {
    draft.add({ type: 'TwinFound', data: { trackId: outcome.trackId } });
  }
}

function created(
  { trackId, found }: Extract<Outcome, { kind: 'created' }>,
  { name, omedaTypeId, detailsHash }: RequestOf<'create'>,
  { generation }: Deployment,
): DeploymentEvent {
  const data = { trackId, generation, name, omedaTypeId, detailsHash, found };
  return { type: 'DeploymentCreated', data };
}

/** The request of the reported step when it is the one that such an outcome belongs to. */
function requestOf<S extends StepRequest['step']>({ request }: Reported, step: S) {
  return request?.step === step ? (request as RequestOf<S>) : undefined;
}

function isOfTwin({ request }: Reported): boolean {
  return request?.step === 'cancel' && request.twin;
}

const OUTCOMES: OutcomeHandlers<Kind> = {
  ...failures,

  created(_draft, outcome, reported) {
    const request = requestOf(reported, 'create');
    return request ? [created(outcome, request, reported.state)] : [];
  },

  'create-not-found'(_draft, _outcome, { state, due, request }) {
    if (request?.step === 'create' && request.seek) {
      return [{ type: 'StepHadNoEffect', data: { dueId: due.dueId, step: 'create' } }];
    }
    const isSecond = state.unsettled?.searchedEmptyAt !== undefined;
    if (isWithdrawn(state) && isSecond) {
      return [{ type: 'StepHadNoEffect', data: { dueId: due.dueId, step: 'create' } }];
    }
    return [{ type: 'CreateSearchedInVain', data: { dueId: due.dueId } }];
  },

  adopted: (draft, outcome, { state }) => adopted(draft, outcome, state),

  updated(_draft, _outcome, reported) {
    const request = requestOf(reported, 'update');
    if (!request) return [];
    const { trackId, name, detailsHash } = request;
    return [{ type: 'DeploymentUpdated', data: { trackId, name, detailsHash } }];
  },

  'audience-assigned'(_draft, { listId }, reported) {
    const request = requestOf(reported, 'audience');
    if (!request) return [];
    const { trackId, query } = request;
    return [{ type: 'AudienceAssigned', data: { trackId, listId, query } }];
  },

  'audience-progress'(draft, { status }, reported) {
    const { audience } = reported.state.omeda ?? {};
    if (isOverdue(draft, reported.state)) return audienceLost(reported, TOO_SLOW);
    // Failures before it were not in a row: told, so that they count no more.
    if (audience?.status === status && !hasErred(reported.state, 'await-audience')) return [];
    return [{ type: 'AudienceProgressed', data: { status } }];
  },

  'audience-ready': (_draft, { recipientCount, warning }) => [
    { type: 'AudienceReady', data: { recipientCount, ...(warning ? { warning } : {}) } },
  ],

  'audience-failed': (_draft, { words }, reported) => audienceLost(reported, words),

  'content-updated'(_draft, { warnings }, reported) {
    const request = requestOf(reported, 'content');
    if (!request) return [];
    const { trackId, contentHash } = request;
    const { revision } = reported.due;
    return [{ type: 'ContentUpdated', data: { trackId, revision, contentHash, warnings } }];
  },

  'test-sent'(_draft, { warnings, repeated }, reported) {
    const request = requestOf(reported, 'test');
    if (!request) return [];
    const { trackId, contentHash } = request;
    const { revision } = reported.due;
    return [{ type: 'TestSent', data: { trackId, revision, contentHash, warnings, repeated } }];
  },

  scheduled(_draft, { scheduledDate }, reported) {
    const request = requestOf(reported, 'schedule');
    if (!request) return [];
    const { trackId, sendAt } = request;
    return [{ type: 'DeploymentScheduled', data: { trackId, sendAt, scheduledDate } }];
  },

  unscheduled(_draft, _outcome, { state }) {
    const trackId = state.omeda?.trackId;
    return trackId ? [{ type: 'DeploymentUnscheduled', data: { trackId } }] : [];
  },

  cancelled(_draft, _outcome, reported) {
    const request = requestOf(reported, 'cancel');
    if (!request) return [];
    const { trackId, twin } = request;
    return [{ type: twin ? 'TwinCancelled' : 'DeploymentCancelled', data: { trackId } }];
  },

  'no-effect'(_draft, _outcome, { due, request }) {
    if (!request) return [];
    return [{ type: 'StepHadNoEffect', data: { dueId: due.dueId, step: request.step } }];
  },

  twins: (_draft, { trackIds }) => [{ type: 'TwinsSearched', data: { trackIds } }],

  sent({ now }, { sentAt = now, sentCount }, reported) {
    const { state } = reported;
    if (isOfTwin(reported)) return [failed(reported, 'Its twin was sent.', false)];
    const trackId = state.omeda?.trackId;
    const count = sentCount === undefined ? {} : { sentCount };
    return trackId ? [{ type: 'DeploymentSent', data: { trackId, sentAt, ...count } }] : [];
  },

  /** A started step looks only when Omeda refused it: what is seen explains that, or nothing does. */
  seen(draft, seen, reported) {
    if (!reported.request) return interpret(draft, seen, reported.state);
    const facts = isOfTwin(reported) ? [] : news(seen, reported.state, draft.now);
    return facts.length > 0 ? facts : [failed(reported, seen.refusal ?? '', false)];
  },

  'other-content': () => [{ type: 'LateCallLanded', data: { step: 'content' } }],
};
