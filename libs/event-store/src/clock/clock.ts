import type { DataSource, EntityManager } from 'typeorm';
import { guarded } from '../errors.js';
import { JUMPED, READING, PULL_BACK, SEE } from './clock-sql.js';
import { JUMP_MS, type Reading, clearer, jumpBetween } from './reading.js';

/** The columns of LOOK. */
export type ClockReading = {
  clockMs: number;
  jumpsMs: number;
  seenSinceMs: number;
  seenAtMs: number;
  jumpedAtMs: number | null;
  steadyMs: number;
};

type Baseline = { reading: Reading; jumpsMs: number; sinceMs: number };

/** Longer than it takes to notice a jump. */
const NOTICED_WITHIN_MS = 60_000;
/** What was written in the meantime is being corrected. */
const SETTLING_MS = 1_000;

/**
 * Whether the database's clock moves as the process's own does. A jump is bridged for all
 * processes at once, in the clock's row, until it has lasted long enough. Calls may throw StoreUnavailable.
 */
export class Clock {
  private baseline: Baseline | undefined;

  constructor(readonly dataSource: DataSource) {}

  /** Milliseconds for which nothing may be started or sent; 0 while the clock is steady. */
  async unsteadyForMs(): Promise<number> {
    return unsteadyMs(await this.read());
  }

  /** The message to show while it is not steady. */
  async trouble(): Promise<string | undefined> {
    const { jumpedAtMs, steadyMs } = await this.read();
    return jumpedAtMs === null ? undefined : unsteadyClock(steadyMs);
  }

  /** Reads the clock, and records that it was read: a process that stood still learns that others did not. */
  async see(): Promise<ClockReading> {
    const read = await this.read();
    const sinceMs = this.baseline?.sinceMs ?? read.clockMs;
    await guarded(() => this.dataSource.query(SEE, [sinceMs, read.clockMs]));
    return read;
  }

  /** Whether what was read together with this reading came from a clock that had just jumped. */
  private async hasJumped(read: ClockReading, fromMs: number): Promise<boolean> {
    const reading = { clockMs: read.clockMs, fromMs, toMs: performance.now() };
    const jumpMs = this.jumpOf(read, reading);
    if (jumpMs === undefined) {
      this.keep(reading, read.jumpsMs);
      return false;
    }
    await guarded(() =>
      this.dataSource.transaction((manager) => bridge(manager, jumpMs, read.jumpsMs)),
    );
    return true;
  }

  /**
   * Runs a query whose rows carry LOOK. Nothing is decided by a clock that has just jumped: the
   * query is repeated with the bridged one.
   */
  async steadily<R extends ClockReading>(sql: string, values: unknown[] = []): Promise<R[]> {
    for (;;) {
      const fromMs = performance.now();
      const rows = await guarded(() => this.dataSource.query<R[]>(sql, values));
      if (!rows[0]) throw new Error('The store has no clock: table clock is empty.');
      if (!(await this.hasJumped(rows[0], fromMs))) return rows;
    }
  }

  private async read(): Promise<ClockReading> {
    const [read] = await this.steadily(`SELECT ${READING} FROM clock`);
    return read as ClockReading;
  }

  private jumpOf(read: ClockReading, reading: Reading): number | undefined {
    const { baseline } = this;
    // It was read later than this: true also for a process that has just started.
    const behindMs = read.clockMs - read.seenAtMs;
    if (!baseline) return behindMs < -JUMP_MS ? Math.round(behindMs) : undefined;
    const jumpMs = jumpBetween(baseline.reading, reading);
    if (jumpMs === undefined || !isOthers(baseline, read, reading)) return jumpMs;
    this.baseline = undefined;
    return undefined;
  }

  private keep(reading: Reading, jumpsMs: number): void {
    const { reading: before = reading, sinceMs = reading.clockMs } = this.baseline ?? {};
    this.baseline = { reading: clearer(before, reading), jumpsMs, sinceMs };
  }
}

/** For how long nothing may be started or sent, according to a reading. */
export function unsteadyMs({ jumpedAtMs, clockMs, steadyMs }: ClockReading): number {
  if (jumpedAtMs === null) return 0;
  return Math.max(SETTLING_MS, Math.ceil(jumpedAtMs + steadyMs - clockMs));
}

/** Whether an apparent jump is explained by what other processes saw. */
function isOthers(baseline: Baseline, read: ClockReading, reading: Reading): boolean {
  const { clockMs } = baseline.reading;
  // They saw it move evenly in the meantime: it was this process's own clock that stood still.
  const isOwn = read.seenSinceMs <= clockMs && read.seenAtMs > clockMs + JUMP_MS;
  if (isOwn || read.jumpsMs === baseline.jumpsMs) return isOwn;
  // They recorded a jump that came before this process's first reading.
  const before = { ...baseline.reading, clockMs: clockMs + baseline.jumpsMs };
  return jumpBetween(before, { ...reading, clockMs: read.clockMs + read.jumpsMs }) === undefined;
}

/** From here on the service's clock continues as if there had been no jump. */
async function bridge(manager: EntityManager, jumpMs: number, jumpsMs: number): Promise<void> {
  const [, changed] = await manager.query<[unknown, number]>(JUMPED, [jumpMs, jumpsMs]);
  if (changed > 0 && jumpMs > 0) await pullBack(manager, -jumpMs, jumpMs - NOTICED_WITHIN_MS);
}

/** Moves bookkeeping that waits for longer than `farMs` from now. */
export async function pullBack(manager: EntityManager, byMs: number, farMs: number): Promise<void> {
  for (const sql of PULL_BACK) await manager.query(sql, [byMs, Math.max(0, farMs)]);
}

/** The message to show while the clock is not trusted. */
export function unsteadyClock(steadyMs: number): string {
  const seconds = Math.round(steadyMs / 1_000);
  return `The database’s clock jumped. Saves are accepted, but nothing is started or sent until it has been steady for ${seconds} s.`;
}
