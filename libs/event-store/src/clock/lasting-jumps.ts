import { Injectable } from '@nestjs/common';
import type { StreamId } from '#events';
import { DataSource, type EntityManager } from 'typeorm';
import { guarded } from '../errors.js';
import { pullBack } from './clock.js';
import {
  ACCEPT,
  ADD_STEP,
  LASTING,
  STEADY,
  UNDONE,
  UNREPAIRED,
  WRITTEN_AFTER,
} from './clock-sql.js';
import { JUMP_MS } from './reading.js';

/** A jump that lasted: what was recorded from `from` to `to` was this much behind the clock as it is now. */
export type ClockStep = { no: number; byMs: number; from: string; to: string };

type StepRow = { no: number; byMs: number; from: Date; to: Date; afterPosition: string };
type Lasting = { byMs: number; now: Date; beganAt: Date; beganPosition: string };
type Undone = { beganAt: Date; afterPosition: string };

/** Accepts the clock again once it has been steady. Calls may throw StoreUnavailable. */
@Injectable()
export class LastingJumps {
  constructor(private readonly dataSource: DataSource) {}

  /** Accepts the clock as it is if it was steady for long enough. */
  async accept(): Promise<void> {
    await guarded(() => this.dataSource.transaction(accept));
  }

  /** What has to be corrected, each with the streams that may be wrong. */
  async unrepaired(): Promise<{ step: ClockStep; streams: StreamId[] }[]> {
    const rows = await this.query<StepRow[]>(UNREPAIRED);
    const found = [];
    for (const { no, byMs, from, to, afterPosition } of rows) {
      // Only what was written by a clock that was ahead lies in the future now.
      const after = byMs < 0 ? from : 'infinity';
      const streams = await this.query<StreamId[]>(WRITTEN_AFTER, [afterPosition, after]);
      const step = { no, byMs, from: from.toISOString(), to: to.toISOString() };
      found.push({ step, streams });
    }
    return found;
  }

  async repaired({ no }: ClockStep): Promise<void> {
    await this.query('UPDATE clock_step SET is_repaired = true WHERE no = $1', [no]);
  }

  /** From here on everything continues, unless it jumped again or something is left to correct. */
  async end(): Promise<void> {
    await this.query(STEADY);
  }

  private query<T>(sql: string, values: unknown[] = []): Promise<T> {
    return guarded(() => this.dataSource.query<T>(sql, values));
  }
}

async function accept(manager: EntityManager): Promise<void> {
  const [lasting] = await manager.query<Lasting[]>(LASTING);
  if (!lasting || lasting.byMs === 0) return;
  if (Math.abs(lasting.byMs) > JUMP_MS) await addStep(manager, lasting);
  await manager.query(ACCEPT);
  if (lasting.byMs < 0) await pullBack(manager, lasting.byMs, 0);
}

/** A jump back and forth leaves one interval that is wrong: from the first to the second. */
async function addStep(manager: EntityManager, lasting: Lasting): Promise<void> {
  const { byMs, now, beganAt, beganPosition } = lasting;
  const [[undone]] = await manager.query<[Undone[]]>(UNDONE, [byMs, JUMP_MS, now]);
  const from = undone?.beganAt ?? (byMs < 0 ? moved(now, byMs) : beganAt);
  const position = undone?.afterPosition ?? beganPosition;
  const isOpen = undone === undefined;
  const values = [byMs, from, now, position, moved(beganAt, byMs), isOpen];
  await manager.query(ADD_STEP, values);
}

function moved(at: Date, byMs: number): Date {
  return new Date(at.getTime() + byMs);
}
