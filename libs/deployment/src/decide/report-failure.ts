import type { DeploymentEvent } from '#events';
import { plus } from '../instant.js';
import { isWithdrawn } from '../next/step-to-take.js';
import { RETRIES, retryDelayMs } from '../timing.js';
import type { OutcomeHandlers, Reported } from './report.js';

type FailureKind = 'drifted' | 'refused' | 'transient' | 'permanent' | 'brand-fault';

function failed({ due }: Reported, words: string, unclear: boolean): DeploymentEvent {
  const { dueId, step, attempt } = due;
  return { type: 'DeploymentFailed', data: { dueId, step, attempt, words, unclear } };
}

/** Outcomes that did not bring the step through. */
export const failures: OutcomeHandlers<FailureKind> = {
  drifted(_draft, { drift, words }, { state }) {
    const facts: DeploymentEvent[] = [{ type: 'Drifted', data: { drift, words } }];
    if (!isWithdrawn(state) && !state.held) {
      facts.push({ type: 'DeploymentHeld', data: { by: 'drift', reason: words } });
    }
    return facts;
  },

  refused(_draft, { why, words }, reported) {
    const { state, due } = reported;
    if (why === 'modified' && (state.omeda?.modifiedRefusals ?? 0) > 0) {
      return [failed(reported, `${words} It was edited elsewhere after our test.`, false)];
    }
    return [{ type: 'StepRefused', data: { dueId: due.dueId, step: due.step, why, words } }];
  },

  transient({ now, timing }, outcome, reported) {
    const { dueId, step, attempt } = reported.due;
    const { words, unclear, searchedEmpty = false, retryAfterMs } = outcome;
    // A look at what is scheduled is repeated anyway; failing it would frighten people for nothing.
    if (step === 'watch') return [];
    if (attempt > RETRIES) return [failed(reported, words, unclear)];
    const retryAt = plus(now, retryDelayMs(attempt, timing, retryAfterMs));
    const data = { dueId, step, attempt, words, retryAt, unclear, searchedEmpty };
    return [{ type: 'StepErred', data }];
  },

  permanent: (_draft, { words }, reported) => [failed(reported, words, false)],

  'brand-fault'(_draft, { words, unclear }, { due, request }) {
    if (!request) return [];
    return [{ type: 'StepReleased', data: { dueId: due.dueId, step: due.step, words, unclear } }];
  },
};
