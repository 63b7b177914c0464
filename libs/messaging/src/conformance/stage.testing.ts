import { afterEach, beforeEach, expect, vi } from 'vitest';
import { done, type WakeUp } from '../wake-up.js';
import type {
  RunningApp,
  StartOptions,
  WakeUpHandler,
  TransportHarness,
  Wake,
} from './harness.testing.js';

/** Only a stalled machine takes this long: no promise is about being fast. */
const DEADLINE_MS = 20_000;

/** Longer than a process may take to drain. */
const HOOK_TIMEOUT_MS = 60_000;

export type Seen = { process: number; wakeUp: WakeUp; atMs: number; deliveries: number };

/** Stays shut until opened: keeps a handler busy for as long as a spec needs it. */
export class Gate {
  open!: () => void;
  readonly opened = new Promise<void>((resolve) => {
    this.open = resolve;
  });
}

/** One spec's transport, its processes, and what their handlers saw. */
export class Stage {
  readonly seen: Seen[] = [];
  private readonly gates: Gate[] = [];
  private readonly apps: RunningApp[] = [];
  private deployments = 0;
  private processes = 0;

  constructor(readonly harness: TransportHarness) {}

  deployment(): string {
    this.deployments += 1;
    return `00000000-0000-4000-8000-${String(this.deployments).padStart(12, '0')}`;
  }

  wake(key = 'due:1', deploymentId = this.deployment()): Wake {
    return { deploymentId, key };
  }

  gate(): Gate {
    const gate = new Gate();
    this.gates.push(gate);
    return gate;
  }

  /** The next process; the first is number 1. */
  async start(handler: WakeUpHandler = () => done(), options: StartOptions = {}) {
    this.processes += 1;
    const process = this.processes;
    const recording: WakeUpHandler = (wakeUp, context) => {
      this.seen.push({ process, wakeUp, atMs: Date.now(), deliveries: context.getDeliveries() });
      return handler(wakeUp, context);
    };
    return this.keep(await this.harness.start(recording, options));
  }

  async startWithoutHandler(): Promise<RunningApp> {
    return this.keep(await this.harness.start(undefined, {}));
  }

  async send(wake: Wake, delayMs = 0): Promise<void> {
    await this.harness.send(wake, delayMs);
  }

  ofWake({ deploymentId, key }: Wake): Seen[] {
    return this.of(deploymentId).filter(({ wakeUp }) => wakeUp.key === key);
  }

  of(deploymentId: string): Seen[] {
    return this.seen.filter(({ wakeUp }) => wakeUp.deploymentId === deploymentId);
  }

  /** Everything due before it was delivered when this one is. Needs a free slot. */
  async sentinel(delayMs = 0): Promise<void> {
    const wake = this.wake('sentinel');
    await this.send(wake, delayMs);
    await this.eventually(() => expect(this.ofWake(wake)).toHaveLength(1));
  }

  async eventually(assertion: () => void | Promise<void>): Promise<void> {
    await vi.waitFor(assertion, { timeout: DEADLINE_MS, interval: 5 });
  }

  /** Waits until something with that key is parked, and returns its reason. */
  async reasonOfParked(wake: Wake): Promise<string> {
    let reason: string | undefined;
    await this.eventually(async () => {
      reason = (await this.harness.parked()).find(({ wakeUp }) => isOf(wakeUp, wake))?.reason;
      expect(reason).toBeDefined();
    });
    return reason ?? '';
  }

  private keep(app: RunningApp): RunningApp {
    this.apps.push(app);
    return app;
  }

  async close(): Promise<void> {
    for (const gate of this.gates) gate.open();
    await Promise.all(this.apps.map((app) => app.close()));
    await this.harness.close();
  }
}

function isOf(wakeUp: unknown, { deploymentId, key }: Wake): boolean {
  const parked = wakeUp as Partial<WakeUp>;
  return parked.deploymentId === deploymentId && parked.key === key;
}

/** A fresh stage for each spec of the enclosing `describe`. */
export function useStage(makeHarness: () => Promise<TransportHarness>): () => Stage {
  let stage: Stage;
  beforeEach(async () => {
    stage = new Stage(await makeHarness());
  }, HOOK_TIMEOUT_MS);
  afterEach(() => stage.close(), HOOK_TIMEOUT_MS);
  return () => stage;
}
