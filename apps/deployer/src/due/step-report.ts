import { Injectable, Logger } from '@nestjs/common';
import { type Outcome, msBetween, sentence } from '#deployment';
import type { DeploymentEvent, DeploymentEventOf, DeploymentEventType, StoredEvent } from '#events';
import type { WakeUp } from '#messaging';
import { StepMetrics } from '#metrics';

type Events = readonly StoredEvent<DeploymentEvent>[];
type Started = DeploymentEventOf<'StepStarted'>['data'];
type Level = 'error' | 'warn' | 'log';

/** A person must act on these. */
const ERRORS: ReadonlySet<DeploymentEventType> = new Set([
  'DeploymentFailed',
  'DeploymentHeld',
  'DeploymentMissed',
  'SentAfterWithdrawal',
]);
/** Handled automatically. */
const WARNINGS: ReadonlySet<DeploymentEventType> = new Set([
  'StepErred',
  'StepReleased',
  'StepRefused',
  'AudienceLost',
  'TwinFound',
  'Drifted',
]);
/** Events whose outcome is logged instead. */
const QUIET: ReadonlySet<DeploymentEventType> = new Set([
  'StepDue',
  'StepWithdrawn',
  'StepStarted',
]);

/** Writes a log line for each event of a newsletter, and updates its metrics. */
@Injectable()
export class StepReport {
  private readonly logger = new Logger('Steps');

  constructor(private readonly metrics: StepMetrics) {}

  started({ step, settling: resolving }: Started, dueAt: string | undefined, now: string): void {
    if (dueAt && !resolving) this.metrics.started(step, msBetween(dueAt, now));
  }

  /** The outcome of a step that ran; `events` is empty if a poll saw nothing new. */
  ended(wakeUp: WakeUp, outcome: Outcome, events: Events): void {
    const { site, step } = wakeUp;
    const labels = { step: step ?? 'none', site };
    this.metrics.ended({ ...labels, outcome: outcome.kind });
    if (events.some(({ type }) => type === 'StepErred')) this.metrics.retried(labels);
    this.noted(wakeUp, events, outcome);
  }

  /** What was recorded for a wake-up, with or without a step. */
  noted({ deploymentId, ...wakeUp }: WakeUp, events: Events, outcome?: Outcome): void {
    const notable = events.filter(({ type }) => !QUIET.has(type));
    if (notable.length === 0) return;
    const { site, brand, step, attempt } = wakeUp;
    const line = {
      msg: notable.map((event) => sentence(event)).join(' '),
      deployment: deploymentId,
      site,
      brand,
      step,
      attempt,
      ...(outcome ? { outcome: outcome.kind } : {}),
      ...(outcome && 'words' in outcome ? { words: outcome.words } : {}),
      ...traceOf(notable),
    };
    this.logger[levelOf(notable)](line);
  }
}

/** As in the request log, if tracing is on. */
function traceOf(events: Events): { trace?: string } {
  const [, trace] = events[0]?.metadata.traceparent?.split('-') ?? [];
  return trace ? { trace } : {};
}

function levelOf(events: Events): Level {
  if (events.some(({ type }) => ERRORS.has(type))) return 'error';
  return events.some(({ type }) => WARNINGS.has(type)) ? 'warn' : 'log';
}
