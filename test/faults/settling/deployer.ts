import { Test } from '@nestjs/testing';
import { TIMING } from '#deployment';
import type { Codec } from '#events';
import { EventStore, EventStoreModule } from '#event-store';
import type { WakeUp, WakeUpOutcome } from '#messaging';
import type { Sites } from '#sites';
import { DueModule } from '../../../apps/deployer/src/due/due.module.js';
import { DueRunner } from '../../../apps/deployer/src/due/due-runner.js';
import { StepRecorder } from '../../../apps/deployer/src/due/step-recorder.js';
import { Door } from './door.js';

/** `stepGapMs`: between two steps; by default, as long as usual. */
export type LeaseOptions = { callTimeoutMs: number; leaseMarginMs: number; stepGapMs?: number };

export type DeployerOptions = {
  databaseUrl: string;
  omedaUrl: string;
  sites: Sites;
  lease?: LeaseOptions;
  /** Of another release. */
  codec?: Codec;
};

type Dependencies = {
  door: Door;
  runner: DueRunner;
  recorder: StepRecorder;
  dataSource: EventStore['dataSource'];
  closing: () => Promise<void>;
};

/** Longer than any spec takes: only the spec ends a call here, not its timeout. */
export const LONG_LEASE: LeaseOptions = { callTimeoutMs: 120_000, leaseMarginMs: 30_000 };

/** One deployer, whose calls the spec lets through by hand. */
export class Deployer {
  private handling: Promise<WakeUpOutcome> | undefined;
  readonly door: Door;
  readonly dataSource: EventStore['dataSource'];

  private constructor(private readonly dependencies: Dependencies) {
    this.door = dependencies.door;
    this.dataSource = dependencies.dataSource;
  }

  static async start(
    worker: string,
    { databaseUrl, omedaUrl, sites, lease = LONG_LEASE, codec }: DeployerOptions,
  ): Promise<Deployer> {
    const { callTimeoutMs, ...timings } = lease;
    const door = new Door(omedaUrl);
    const baseUrl = await door.open();
    const brands = brandsBehind(sites, { baseUrl, callTimeoutMs });
    const timing = { ...TIMING, ...timings };
    // It is not started: what runs beside due steps would call Omeda, too.
    const module = await Test.createTestingModule({
      imports: [
        EventStoreModule.forRoot({ databaseUrl, ...(codec ? { codec } : {}) }),
        DueModule.forRoot({ sites: { ...sites, brands }, timing, worker }),
      ],
    }).compile();
    const { dataSource } = module.get(EventStore);
    const runner = module.get(DueRunner);
    const closing = async () => {
      await door.close();
      await module.close();
    };
    return new Deployer({ door, runner, recorder: module.get(StepRecorder), dataSource, closing });
  }

  get isBusy(): boolean {
    return this.handling !== undefined;
  }

  /** Takes the wake-up and continues until its first call waits at the closed door, or to its end. */
  async begin(wakeUp: WakeUp): Promise<void> {
    this.door.isShut = true;
    this.handling = this.dependencies.runner.handle(wakeUp);
    await this.untilStopped();
  }

  /** Each create first searches what Omeda has: on to what follows. */
  async polls(): Promise<void> {
    while (/\/(search|lookup)\//.test(this.door.stop?.path ?? '')) await this.step();
  }

  /** Continues to the next stop, or to its end. */
  async step(): Promise<void> {
    this.door.go();
    await this.untilStopped();
  }

  /** The waiting response is lost; the rest continues to its end. */
  async lose(): Promise<void> {
    this.door.isShut = false;
    this.door.go('lost');
    await this.finish();
  }

  async finish(): Promise<void> {
    this.door.leaveOpen();
    await this.handling;
    this.handling = undefined;
  }

  /** Its responses never arrive: as if the process had died. */
  drop(): void {
    void this.handling?.catch(() => undefined);
    this.handling = undefined;
  }

  /** Until it gives up. */
  async ended(): Promise<void> {
    await this.handling;
    this.handling = undefined;
  }

  /** Handles a wake-up with its door open. */
  async handle(wakeUp: WakeUp): Promise<WakeUpOutcome> {
    this.door.leaveOpen();
    return this.dependencies.runner.handle(wakeUp);
  }

  /** Its process stops: what is in progress continues. */
  stops(): void {
    this.dependencies.recorder.onModuleDestroy();
  }

  close(): Promise<void> {
    return this.dependencies.closing();
  }

  private async untilStopped(): Promise<void> {
    const ended = this.handling?.then(() => {
      this.handling = undefined;
    });
    await Promise.race([this.door.stopped(), ended]);
  }
}

function brandsBehind(
  { brands }: Sites,
  changes: { baseUrl: string; callTimeoutMs: number },
): Sites['brands'] {
  return new Map([...brands].map(([name, brand]) => [name, { ...brand, ...changes }]));
}
