import type { DeploymentEvent } from '#events';
import type { SharedOutcome } from '../commands.js';
import { msBetween, plus } from '../instant.js';
import type { Deployment } from '../state.js';
import { RETRIES, retryDelayMs } from '../timing.js';
import type { Draft } from './conclude.js';
import type { OutcomeHandlers, Reported } from '../steps/step.js';
import { FAILED } from '../words.js';

type Failure = Extract<
  SharedOutcome,
  {
    kind: 'refused' | 'transient' | 'permanent' | 'not-authorized' | 'not-found' | 'brand-fault';
  }
>;

/** The list is unusable: a retry removes it and assigns it again. */
export function audienceLost({ due }: Reported, words: string): DeploymentEvent[] {
  const { dueId, attempt } = due;
  return [
    { type: 'AudienceLost', data: { words } },
    {
      type: 'DeploymentFailed',
      data: { dueId, step: 'audience', attempt, words, unclear: false },
    },
  ];
}

/** Omeda has had the time that loading may take. */
export function isOverdue({ now, timing }: Draft, { omeda }: Deployment): boolean {
  const assignedAt = omeda?.audience?.assignedAt;
  return assignedAt !== undefined && msBetween(assignedAt, now) >= timing.audienceLimitMs;
}

/** What was just created may not be visible everywhere at Omeda yet. */
function mayBecomeVisible({ draft: { now, timing }, state, request }: Reported): boolean {
  if (request?.step === 'cancel' && request.twin) return true;
  const createdAt = state.omeda?.createdAt;
  return createdAt !== undefined && msBetween(createdAt, now) < timing.newToOmedaMs;
}

export function failed({ due, state }: Reported, words: string, unclear: boolean): DeploymentEvent {
  const { dueId, step, attempt } = due;
  // It went out: nobody has to act on missing results.
  if (step === 'watch' && state.omeda?.sent) return { type: 'ResultsUnavailable', data: { words } };
  return { type: 'DeploymentFailed', data: { dueId, step, attempt, words, unclear } };
}

/** Outcomes that did not complete the step. */
export const failures: OutcomeHandlers<Failure, Reported> = {
  refused({ why, words }, reported) {
    const { draft, state, due } = reported;
    if (why === 'audience-not-ready' && isOverdue(draft, state)) {
      return audienceLost(reported, words);
    }
    if (why === 'modified' && (state.omeda?.modifiedRefusals ?? 0) > 0) {
      return [failed(reported, FAILED.editedAfterTest(words), false)];
    }
    return [{ type: 'StepRefused', data: { dueId: due.dueId, step: due.step, why, words } }];
  },

  transient(outcome, reported) {
    const { now, timing } = reported.draft;
    const { dueId, step, attempt } = reported.due;
    const { words, unclear, searchedEmpty = false, retryAfterMs } = outcome;
    // What is scheduled is observed again anyway; a failure would alarm people needlessly.
    if (step === 'watch') return [];
    if (attempt > RETRIES) return [failed(reported, words, unclear)];
    const retryAt = plus(now, retryDelayMs(attempt, timing, retryAfterMs));
    const data = { dueId, step, attempt, words, retryAt, unclear, searchedEmpty };
    return [{ type: 'StepErred', data }];
  },

  permanent: ({ words }, reported) => [failed(reported, words, false)],

  /** What is scheduled goes out anyway, and nobody here can stop it: people must know. */
  'not-authorized'({ words }, reported) {
    if (!reported.state.omeda?.scheduled) return [failed(reported, words, false)];
    return [failed(reported, FAILED.ownerInactive(words), false)];
  },

  'not-found'({ words }, reported) {
    if (!mayBecomeVisible(reported)) return [failed(reported, words, false)];
    return failures.transient({ kind: 'transient', words, unclear: false }, reported);
  },

  'brand-fault'({ words, unclear }, { due, request }) {
    if (!request) return [];
    return [{ type: 'StepReleased', data: { dueId: due.dueId, step: due.step, words, unclear } }];
  },
};
