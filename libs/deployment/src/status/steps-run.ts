import type { DeploymentEvent, Step } from '#events';

/** What ended a step that only reads, and so was never started. */
const READ_OUTCOMES: ReadonlySet<DeploymentEvent['type']> = new Set([
  'AudienceReady',
  'AudienceLost',
  'DeploymentSent',
  'SentAfterWithdrawal',
  'Drifted',
  'LateCallLanded',
  'LateCallsRuledOut',
  'ResultsRecorded',
  'ResultsUnavailable',
  'TwinFound',
  'DeploymentScheduled',
  'DeploymentUnscheduled',
  'DeploymentCancelled',
  'StepErred',
  'DeploymentFailed',
]);

/** The steps of a history in the order they ran, and how many dues were superseded before that. */
export function stepsRun(events: readonly DeploymentEvent[]): {
  steps: Step[];
  superseded: number;
} {
  const steps: Step[] = [];
  let superseded = 0;
  let waiting: Step | undefined;
  for (const event of events) {
    if (event.type === 'StepStarted') {
      steps.push(event.data.step);
      waiting = undefined;
    } else if (waiting && READ_OUTCOMES.has(event.type)) {
      steps.push(waiting);
      waiting = undefined;
    } else if (event.type === 'StepDue' || event.type === 'StepWithdrawn') {
      if (waiting) superseded += 1;
      waiting = event.type === 'StepDue' ? event.data.step : undefined;
    }
  }
  return { steps, superseded };
}
