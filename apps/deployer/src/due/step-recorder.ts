import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { type Outcome, type State, decide, deploymentProjection } from '#deployment';
import type { DeploymentEvent, Step } from '#events';
import { type Conditions, EventStore } from '#event-store';
import type { WakeUp } from '#messaging';
import { type BrandAccess, Brands } from '../brands/brands.js';
import { DEPLOYER_SETTINGS, type DeployerSettings } from '../deployer-settings.js';
import { hindranceOf } from './hindrance.js';
import { metadataOf } from './metadata.js';
import { type Started, nextStart, startOf } from './next-start.js';
import { StepReport } from './step-report.js';

/** A recorded start: its wake-up, its time, and the local time from which its lease counts. */
export type Begun = { started: Started; wakeUp: WakeUp; now: string; askedAtMs: number };

export type Ended = {
  /** `startNo`: 0 for steps that only read. */
  step: { step: Step; dueId: number; startNo: number };
  outcome: Outcome;
  /** Whether the next step may begin at once. */
  goesOn: boolean;
};

/** How long an outcome waits for an unavailable store: well below the broker's 30 min for an ack. */
const OUTCOME_PATIENCE_MS = 10 * 60_000;
/** A later start would have too little left of its lease. */
const SOON_MS = 2_000;

/** Records the outcome of a step. */
@Injectable()
export class StepRecorder implements OnModuleDestroy {
  @Inject(DEPLOYER_SETTINGS) private readonly settings!: DeployerSettings;
  private isStopping = false;

  constructor(
    private readonly store: EventStore,
    private readonly reports: StepReport,
    private readonly brands: Brands,
  ) {}

  /** A stopping process finishes what it has begun, and begins nothing. */
  onModuleDestroy(): void {
    this.isStopping = true;
  }

  /**
   * Retries the append of an outcome until it succeeds, despite concurrent appends and outages of the
   * store. Nothing that may fail comes between Omeda's response and this.
   *
   * A next step that is due at once is started in the same append, which saves its wake-up, unless an urgent step waits
   * for the brand. Only at the first try, and soon: its lease counts from the request to start.
   */
  async record(
    wakeUp: WakeUp,
    { step, outcome, goesOn }: Ended,
    brand: BrandAccess,
  ): Promise<Begun | undefined> {
    const { deploymentId } = wakeUp;
    const { timing, worker } = this.settings;
    const { callTimeoutMs } = brand;
    const { dueId, startNo } = step;
    const askedAtMs = performance.now();
    let isFirst = true;
    let offered: Started | undefined;
    const decideOn = (before: State, now: string, conditions: Conditions) => {
      const report = { kind: 'report' as const, dueId, startNo, outcome };
      const { facts } = decide(before, report, now, timing);
      const isSoon = isFirst && performance.now() - askedAtMs < SOON_MS;
      isFirst = false;
      const mayGoOn = !brand.slots.isWantedUrgently && this.mayBegin(brand);
      if (!goesOn || !isSoon || !mayGoOn || hindranceOf(wakeUp, conditions)) {
        return facts;
      }
      const start = { deploymentId, worker, callTimeoutMs, timing };
      const next = nextStart({ before, facts, ended: step.step, now, ...start });
      offered = startOf(next);
      return [...facts, ...next];
    };
    const { events, now, state } = await this.store.change(
      deploymentProjection(timing),
      deploymentId,
      decideOn,
      { metadata: metadataOf(wakeUp, worker), patienceMs: OUTCOME_PATIENCE_MS },
    );
    this.reports.ended(wakeUp, outcome, events);
    const started = offered && committed(events, offered);
    if (!started) return undefined;
    this.reports.started(started, state?.running?.due.dueAt, now);
    return { started, wakeUp: wakeUpOf(wakeUp, started), now, askedAtMs };
  }

  /** Nothing may begin while the process stops, or with outdated settings. */
  mayBegin(brand: BrandAccess): boolean {
    return !this.isStopping && this.brands.isCurrent(brand);
  }
}

/** Our start, if it was recorded: a try whose response was lost may have succeeded. */
function committed(events: readonly DeploymentEvent[], offered: Started): Started | undefined {
  const starts = events.filter((event) => event.type === 'StepStarted').map(({ data }) => data);
  return starts.find(
    ({ worker, leaseUntil, dueId, startNo }) =>
      worker === offered.worker &&
      leaseUntil === offered.leaseUntil &&
      dueId === offered.dueId &&
      startNo === offered.startNo,
  );
}

/** A wake-up for this step, as none was sent. */
function wakeUpOf(wakeUp: WakeUp, { dueId, step, attempt, startNo }: Started): WakeUp {
  return { ...wakeUp, key: `due:${dueId}:${startNo - 1}`, n: 0, dueId, step, attempt };
}
