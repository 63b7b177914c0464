import { Inject, Injectable } from '@nestjs/common';
import {
  type Deployment,
  type Due,
  type Outcome,
  type State,
  decide,
  deploymentProjection,
  missedAt,
  msBetween,
  pollDelayMs,
} from '#deployment';
import { UnknownEventError } from '#events';
import { EventStore, StoreUnavailable, VersionConflict } from '#event-store';
import { type WakeUp, type WakeUpOutcome, done, later } from '#messaging';
import { BrandGate } from '../brands/brand-gate.js';
import { type BrandAccess, BrandMissing, Brands } from '../brands/brands.js';
import { DEPLOYER_SETTINGS, type DeployerSettings } from '../deployer-settings.js';
import { hindranceOf } from './hindrance.js';
import { Lease } from './lease.js';
import { metadataOf } from './metadata.js';
import { type Started, startOf } from './next-start.js';
import { type Begun, StepRecorder } from './step-recorder.js';
import { StepReport } from './step-report.js';
import { StepRunner } from './step-runner.js';
import { traced } from './traced.js';
import { isUrgent, turnOf } from './turn.js';
import { StoreAge, isUnknownBefore, unknownWakeUp } from '../recovery/store-age.js';

/** Retry delay of a wake-up that lost a race, in milliseconds. */
const SOON_MS = 200;
/** A time that cannot pass: only an event changes that, and events wake it. */
const NOTHING_TO_PASS_MS = 60 * 60_000;
/** Retry delay in a deployer of an older release, which may be updated by then. */
const NEWER_RELEASE_MS = 60_000;
/** Retry delay of a wake-up that found the store unavailable. */
const STORE_AWAY_MS = 5_000;

type Starting = {
  started?: Started;
  state: State;
  now: string;
  because?: string;
  hindrance?: WakeUpOutcome;
};

/** Handles wake-ups: starts the step, calls Omeda, and records the outcome; also of the next step, if due at once. */
@Injectable()
export class DueRunner {
  @Inject(EventStore) private readonly store!: EventStore;
  @Inject(StoreAge) private readonly age!: StoreAge;
  @Inject(StepReport) private readonly reports!: StepReport;
  @Inject(StepRecorder) private readonly recorder!: StepRecorder;
  private readonly projection;

  constructor(
    private readonly brands: Brands,
    private readonly gate: BrandGate,
    private readonly steps: StepRunner,
    @Inject(DEPLOYER_SETTINGS) private readonly settings: DeployerSettings,
  ) {
    this.projection = deploymentProjection(settings.timing);
  }

  async handle(wakeUp: WakeUp): Promise<WakeUpOutcome> {
    try {
      return await this.dealWith(wakeUp);
    } catch (error) {
      // Written by a newer release, which can read it: its wake-up is not poison.
      if (error instanceof UnknownEventError) return later(NEWER_RELEASE_MS);
      // The brand can be added again: nothing is parked for that.
      if (error instanceof BrandMissing) return later(this.settings.timing.brandProbeBaseMs);
      // Transports limit failures, and this one is not the wake-up's fault.
      if (error instanceof StoreUnavailable) return later(STORE_AWAY_MS);
      throw error;
    }
  }

  private async dealWith(wakeUp: WakeUp): Promise<WakeUpOutcome> {
    if (wakeUp.key.startsWith('miss:')) return this.passTime(wakeUp);
    const brand = this.brands.get(wakeUp.brand);
    const free = await turnOf(wakeUp, brand, () => this.recorder.mayBegin(brand));
    if (!free) return later(brand.slots.turnInMs({ isUrgent: isUrgent(wakeUp) }));
    try {
      return await this.run(wakeUp, brand);
    } catch (error) {
      if (error instanceof VersionConflict) return later(SOON_MS);
      throw error;
    } finally {
      free();
    }
  }

  private async run(wakeUp: WakeUp, brand: BrandAccess): Promise<WakeUpOutcome> {
    const askedAtMs = performance.now();
    const starting = await this.start(wakeUp, brand);
    const { started, state, now, because, hindrance } = starting;
    if (hindrance) return hindrance;
    if (!state || (wakeUp.dueId ?? 0) > state.dueCount)
      await this.age.notice(unknownWakeUp(wakeUp));
    if (!state) return done();
    if (because === 'this step only reads') return this.read(wakeUp, brand, { state, now });
    if (because === 'not due yet') {
      return later(Math.max(1, msBetween(now, state.due?.dueAt ?? now)));
    }
    if (!started) return done();
    return this.goOn({ started, wakeUp, now, askedAtMs }, state.site, brand);
  }

  private async goOn(first: Begun, site: string, brand: BrandAccess): Promise<WakeUpOutcome> {
    let begun = await this.carryOut(first, site, brand);
    while (begun) {
      const next: Begun = begun;
      begun = await traced(next.wakeUp, () => this.carryOut(next, site, brand));
    }
    return done();
  }

  /** Returns the next step, if recording the outcome started one. */
  private async carryOut(
    { started, wakeUp, now, askedAtMs }: Begun,
    site: string,
    brand: BrandAccess,
  ): Promise<Begun | undefined> {
    const { deploymentId, probe } = wakeUp;
    const lease = new Lease(msBetween(now, started.leaseUntil), askedAtMs);
    const outcome = await this.steps.run(brand, { site, deploymentId }, started, lease);
    if (outcome === 'lease over') return undefined;
    // What is learned about the brand or the store is recorded before anything else begins.
    const isUnknown = isUnknownBefore(started, outcome);
    const goesOn = !probe && !isUnknown && outcome.kind !== 'brand-fault';
    const next = await this.recorder.record(wakeUp, { step: started, outcome, goesOn }, brand);
    await this.gate.learn(brand.name, outcome, probe);
    if (isUnknown)
      await this.age.notice(`Omeda has ${outcome.trackId}, which the store did not know`);
    return next;
  }

  /** If two deployers try, the append picks one; the other gets a VersionConflict. */
  private async start(wakeUp: WakeUp, brand: BrandAccess): Promise<Starting> {
    let because: string | undefined;
    let hindrance: WakeUpOutcome | undefined;
    const { worker, timing } = this.settings;
    const { deploymentId, dueId } = wakeUp;
    const { callTimeoutMs } = brand;
    const command = {
      kind: 'start' as const,
      deploymentId,
      dueId: dueId ?? 0,
      worker,
      callTimeoutMs,
    };
    const { state, events, now } = await this.store.change(
      this.projection,
      deploymentId,
      (known, at, conditions) => {
        hindrance = hindranceOf(wakeUp, conditions);
        if (hindrance) return [];
        const decision = decide(known, command, at, timing);
        because = decision.because;
        return decision.facts;
      },
      { metadata: metadataOf(wakeUp, worker), tries: 1 },
    );
    const started = startOf(events);
    if (started) this.reports.started(started, state?.running?.due.dueAt, now);
    else this.reports.noted(wakeUp, events);
    return {
      state,
      now,
      ...(started ? { started } : {}),
      ...(because === undefined ? {} : { because }),
      ...(hindrance ? { hindrance } : {}),
    };
  }

  private async read(
    wakeUp: WakeUp,
    brand: BrandAccess,
    { state, now }: { state: Deployment; now: string },
  ): Promise<WakeUpOutcome> {
    const { due } = state;
    if (!due) return done();
    const outcome = await this.steps.read(brand, wakeUp.deploymentId, state);
    const next = outcome && (await this.recordRead(wakeUp, { due, outcome }, brand));
    await this.gate.learn(brand.name, outcome, wakeUp.probe);
    if (next) return traced(next.wakeUp, () => this.goOn(next, state.site, brand));
    return later(pollDelayMs(state, now, this.settings.timing));
  }

  private recordRead(
    wakeUp: WakeUp,
    { due: { step, dueId }, outcome }: { due: Due; outcome: Outcome },
    brand: BrandAccess,
  ): Promise<Begun | undefined> {
    const goesOn = !wakeUp.probe && outcome.kind !== 'brand-fault';
    const read = { step, dueId, startNo: 0 };
    return this.recorder.record(wakeUp, { step: read, outcome, goesOn }, brand);
  }

  private async passTime(wakeUp: WakeUp): Promise<WakeUpOutcome> {
    const { timing } = this.settings;
    let waitMs = 0;
    const { events, state, now } = await this.store.change(
      this.projection,
      wakeUp.deploymentId,
      (known, at, { unsteadyMs, heldBrands }) => {
        waitMs = unsteadyMs;
        if (unsteadyMs > 0) return [];
        const brandHeld = heldBrands.includes(wakeUp.brand);
        return decide(known, { kind: 'pass-time', brandHeld }, at, timing).facts;
      },
      { metadata: metadataOf(wakeUp, this.settings.worker) },
    );
    this.reports.noted(wakeUp, events);
    if (waitMs > 0) return later(waitMs);
    if (events.length > 0) return done();
    const missed = state && missedAt(state, timing);
    const leftMs = missed ? msBetween(now, missed) : 0;
    return later(leftMs > 0 ? leftMs : NOTHING_TO_PASS_MS);
  }
}
