import type { DeploymentEvent } from '#events';
import { evolve } from '../evolve/evolve.js';
import { type Instant, msBetween } from '../instant.js';
import { type Next, next } from '../next/next.js';
import type { Deployment, Due, State } from '../state.js';
import type { Timing } from '../timing.js';

/** Pending facts, folded as they are added, so that each sees the ones before it. */
export class Draft {
  readonly facts: DeploymentEvent[] = [];

  constructor(
    public state: State,
    readonly now: Instant,
    readonly timing: Timing,
  ) {}

  add(...facts: DeploymentEvent[]): this {
    for (const fact of facts) {
      this.facts.push(fact);
      this.state = evolve(this.state, { ...fact, at: this.now });
    }
    return this;
  }

  /** Adds what follows from the facts so far: a new generation, and the step that is due now. */
  conclude(): DeploymentEvent[] {
    if (this.state) {
      startGeneration(this, this.state);
      keepAsItWas(this, this.state);
      changeDue(this, this.state);
    }
    return this.facts;
  }
}

/** A cancel cannot be undone: if wanted again, it is created again. */
function startGeneration(draft: Draft, state: Deployment): void {
  const isWanted = state.intent === 'draft' || state.intent === 'publish';
  if (!isWanted || !state.omeda?.cancelledAt || state.held || state.running) return;
  draft.add({ type: 'GenerationStarted', data: { generation: state.generation + 1 } });
}

/** A change within two minutes of the send time, with nothing under way, comes too late. */
function keepAsItWas(draft: Draft, state: Deployment): void {
  const { changedAt, omeda, content, due } = state;
  if (state.intent !== 'publish' || !changedAt || !omeda?.scheduled || !content) return;
  if (omeda.scheduled.sendAt !== state.sendAt || due?.step === 'unschedule') return;
  const isLate = msBetween(changedAt, omeda.scheduled.sendAt) < draft.timing.nearSendTimeMs;
  const step = next(state, draft.timing)?.step;
  if (isLate && step === 'unschedule') {
    draft.add({ type: 'ChangedTooLate', data: { revision: content.revision } });
  }
}

function changeDue(draft: Draft, before: Deployment): void {
  const state = draft.state ?? before;
  const wanted = next(state, draft.timing);
  if (isSame(state.due, wanted)) return;
  if (wanted) {
    draft.add({ type: 'StepDue', data: { dueId: state.dueCount + 1, ...wanted } });
  } else if (state.due) {
    const { dueId, step } = state.due;
    draft.add({ type: 'StepWithdrawn', data: { dueId, step, reason: whyNothing(state) } });
  }
}

function isSame(due: Due | undefined, wanted: Next | undefined): boolean {
  if (!due || !wanted) return !due && !wanted;
  return (
    due.step === wanted.step &&
    due.revision === wanted.revision &&
    due.attempt === wanted.attempt &&
    due.dueAt === wanted.dueAt
  );
}

function whyNothing(state: Deployment): string {
  if (state.held) return 'held';
  if (state.failed) return 'failed';
  if (state.intent !== 'publish' && state.intent !== 'draft') return state.intent;
  return 'no longer needed';
}
