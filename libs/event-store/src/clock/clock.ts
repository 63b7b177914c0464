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

/** Longer than it takes until a jump is noticed. */
const NOTICED_WITHIN_MS = 60_000;
/** What was written meanwhile is being put right. */
const SETTLING_MS = 1_000;

/**
 * Whether the database's clock moves on as the process's own does. A jump is bridged for all
 * processes at once, in the clock's row, until it has lasted. Calls may throw StoreUnavailable.
 */
export class Clock {
  private baseline: Baseline | undefined;

  constructor(readonly dataSource: DataSource) {}

  /** Milliseconds for which nothing is to be started or sent; 0 while the clock is steady. */
  async unsteadyForMs(): Promise<number> {
    return unsteadyMs(await this.read());
  }

  /** What people are told while it is not steady. */
  async trouble(): Promise<string | undefined> {
    const { jumpedAtMs, steadyMs } = await this.read();
    return jumpedAtMs === null ? undefined : unsteadyClock(steadyMs);
  }

  /** Looks, and records that it was seen: who stood still can tell that the others did not. */
  async see(): Promise<ClockReading> {
    const read = await this.read();
    const sinceMs = this.baseline?.sinceMs ?? read.clockMs;
    await guarded(() => this.dataSource.query(SEE, [sinceMs, read.clockMs]));
    return read;
  }

  /** Whether what was read together with this look was read off a clock that had jumped: no more. */
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
   * Runs a query whose rows carry LOOK. Nothing is decided by a clock that has just jumped: it is
   * read again, by the bridged one.
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
    // It was seen later than this: true also for who has just started.
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

/** For so long nothing is to be started or sent, as a look has it. */
export function unsteadyMs({ jumpedAtMs, clockMs, steadyMs }: ClockReading): number {
  if (jumpedAtMs === null) return 0;
  return Math.max(SETTLING_MS, Math.ceil(jumpedAtMs + steadyMs - clockMs));
}

/** Whether what looks like a jump is explained by what other processes saw. */
function isOthers(baseline: Baseline, read: ClockReading, reading: Reading): boolean {
  const { clockMs } = baseline.reading;
  // They saw it move on evenly meanwhile: it was this process's own clock that stood still.
  const isOwn = read.seenSinceMs <= clockMs && read.seenAtMs > clockMs + JUMP_MS;
  if (isOwn || read.jumpsMs === baseline.jumpsMs) return isOwn;
  // They told of a jump that came before this process's first look.
  const before = { ...baseline.reading, clockMs: clockMs + baseline.jumpsMs };
  return jumpBetween(before, { ...reading, clockMs: read.clockMs + read.jumpsMs }) === undefined;
}

/** From here on the service's clock goes on as if there had been no jump. */
async function bridge(manager: EntityManager, jumpMs: number, jumpsMs: number): Promise<void> {
  const [, changed] = await manager.query<[unknown, number]>(JUMPED, [jumpMs, jumpsMs]);
  if (changed > 0 && jumpMs > 0) await pullBack(manager, -jumpMs, jumpMs - NOTICED_WITHIN_MS);
}

/** Moves bookkeeping that waits for longer than `farMs` from now. */
export async function pullBack(manager: EntityManager, byMs: number, farMs: number): Promise<void> {
  for (const sql of PULL_BACK) await manager.query(sql, [byMs, Math.max(0, farMs)]);
}

/** What people are told while the clock is not trusted. */
export function unsteadyClock(steadyMs: number): string {
  const seconds = Math.round(steadyMs / 1_000);
  return `The database’s clock jumped. Saves are accepted, but nothing is started or sent until it has been steady for ${seconds} s.`;
}
