import { type EffectStep, type StepRequest, isReadStep } from '#events';
import type { Start } from '../commands.js';
import { msBetween, plus } from '../instant.js';
import type { Deployment, Due } from '../state.js';
import { mustResolve } from '../steps/must-resolve.js';
import { STARTS_BEFORE_STALLED } from '../timing.js';
import type { Draft } from './conclude.js';
import { markMissed } from './pass-time.js';
import { requestFor } from './request.js';
import { HELD } from '../words.js';

/** Starts the due step, or resolves a start whose lease has expired; returns why not otherwise. */
export function start(draft: Draft, command: Start): string | undefined {
  const { state, now } = draft;
  if (!state) return 'this newsletter does not exist';
  if (state.running) return takeOver(draft, state, command);
  const { due } = state;
  if (!due || due.dueId !== command.dueId) return 'superseded';
  if (due.dueAt > now) return 'not due yet';
  if (isReadStep(due.step)) return 'this step only reads';
  if (due.step === 'schedule' && isMissed(draft, state)) {
    markMissed(draft);
    return undefined;
  }
  begin(draft, { due, step: due.step, command });
  return undefined;
}

function takeOver(draft: Draft, state: Deployment, command: Start): string | undefined {
  const { running } = state;
  if (!running || running.due.dueId !== command.dueId) return 'superseded';
  if (running.leaseUntil > draft.now) return 'another deployer is running it';
  begin(draft, { due: running.due, step: running.step, command });
  return undefined;
}

function isMissed({ now, timing }: Draft, { sendAt, unresolved }: Deployment): boolean {
  if (unresolved && mustResolve(unresolved.request)) return false;
  return sendAt !== undefined && msBetween(sendAt, now) > timing.sendLatenessMs;
}

type Beginning = { due: Due; step: EffectStep; command: Start };

function begin(draft: Draft, { due, step, command }: Beginning): void {
  const state = draft.state;
  if (!state) return;
  if (state.silentStarts >= STARTS_BEFORE_STALLED) {
    const reason = HELD.stalled(state.silentStarts);
    draft.add({ type: 'DeploymentHeld', data: { by: 'stalled', reason } });
    return;
  }
  const request = requestFor(state, step, { command, now: draft.now, timing: draft.timing });
  draft.add({
    type: 'StepStarted',
    data: {
      dueId: due.dueId,
      startNo: state.starts + 1,
      step,
      attempt: due.attempt,
      settling: isResolving(state, request),
      leaseUntil: plus(draft.now, command.callTimeoutMs + draft.timing.leaseMarginMs),
      worker: command.worker,
      request,
    },
  });
}

/** Whether an earlier start of this very call may have reached Omeda. */
function isResolving({ unresolved }: Deployment, request: StepRequest): boolean {
  return unresolved !== undefined && unresolved.request.step === request.step;
}
