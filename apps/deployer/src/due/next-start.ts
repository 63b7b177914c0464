import { type State, type Timing, decide, deploymentProjection } from '#deployment';
import type { DeploymentEvent, DeploymentEventOf } from '#events';

export type Started = DeploymentEventOf<'StepStarted'>['data'];

export type Following = {
  before: State;
  /** Events of the step that has just ended. */
  facts: readonly DeploymentEvent[];
  ended: string;
  now: string;
  deploymentId: string;
  worker: string;
  callTimeoutMs: number;
  timing: Timing;
};

/**
 * The start of the next step, if it is due at once, to be recorded with the end of this one. Nothing for a step that
 * is retried, only reads, or must not begin any more: its wake-up handles it.
 */
export function nextStart({ before, facts, ended, now, ...start }: Following): DeploymentEvent[] {
  const { timing, ...command } = start;
  const { evolve } = deploymentProjection(timing);
  const state = facts.reduce<State>((known, fact) => evolve(known, { ...fact, at: now }), before);
  const due = state?.due;
  // Nothing recorded: the outcome came too late, and another process continues with the newsletter.
  if (facts.length === 0 || !due || state.running || due.step === ended) return [];
  const next = decide(state, { kind: 'start', dueId: due.dueId, ...command }, now, timing).facts;
  return startOf(next) ? next : [];
}

export function startOf(facts: readonly DeploymentEvent[]): Started | undefined {
  return facts.find((fact) => fact.type === 'StepStarted')?.data;
}
