import type { Parked } from '../strategy.js';
import type { Tick } from '../tick.js';
import type { DeliveredTick, TickSource } from './tick-source.js';

type Row = { tick: Tick; visibleAtMs: number; deliveries: number };

export type NewTick = Omit<Tick, 'n' | 'sentAt' | 'dueAt'>;

/** A store's alarms in a map: one wake-up a deployment, the newest. Outlives its processes. */
export class MemoryStore {
  readonly parked: Parked[] = [];
  private readonly rows = new Map<string, Row>();
  private readonly listeners = new Set<() => void>();
  private lastN = 0;

  send(tick: NewTick, delayMs: number): void {
    const visibleAtMs = Date.now() + delayMs;
    const sentAt = new Date().toISOString();
    const dueAt = new Date(visibleAtMs).toISOString();
    const full = { ...tick, n: this.nextN(), sentAt, dueAt };
    this.rows.set(tick.deploymentId, { tick: full, visibleAtMs, deliveries: 0 });
    this.changed();
  }

  withdraw(deploymentId: string): void {
    this.rows.delete(deploymentId);
  }

  /** The store as a process sees it that takes ticks for `visibilityMs`. */
  source(visibilityMs: number): TickSource {
    return {
      take: async (limit) => this.take(limit, visibilityMs),
      done: async (tick) => this.settle(tick, () => this.rows.delete(tick.deploymentId)),
      later: async (tick, delayMs) =>
        this.settle(tick, (row) => {
          row.deliveries = 0;
          row.visibleAtMs = Date.now() + delayMs;
        }),
      failed: async (tick, delayMs) =>
        this.settle(tick, (row) => (row.visibleAtMs = Date.now() + delayMs)),
      park: async (tick, reason) =>
        this.settle(tick, () => {
          this.rows.delete(tick.deploymentId);
          this.parked.push({ tick, reason });
        }),
      msUntilNext: async () => this.msUntilNext(),
      onChange: (wake) => {
        this.listeners.add(wake);
        return () => this.listeners.delete(wake);
      },
    };
  }

  private take(limit: number, visibilityMs: number): DeliveredTick[] {
    const nowMs = Date.now();
    const due = [...this.rows.values()].filter(({ visibleAtMs }) => visibleAtMs <= nowMs);
    due.sort((a, b) => a.visibleAtMs - b.visibleAtMs);
    return due.slice(0, limit).map((row) => {
      row.deliveries += 1;
      row.visibleAtMs = nowMs + visibilityMs;
      row.tick = { ...row.tick, n: this.nextN(), sentAt: new Date(nowMs).toISOString() };
      return { ...row.tick, deliveries: row.deliveries };
    });
  }

  private settle({ deploymentId, n }: DeliveredTick, change: (row: Row) => void): void {
    const row = this.rows.get(deploymentId);
    if (row?.tick.n === n) change(row);
    this.changed();
  }

  private msUntilNext(): number | undefined {
    const times = [...this.rows.values()].map(({ visibleAtMs }) => visibleAtMs);
    return times.length === 0 ? undefined : Math.max(0, Math.min(...times) - Date.now());
  }

  private nextN(): number {
    this.lastN += 1;
    return this.lastN;
  }

  private changed(): void {
    for (const listener of this.listeners) listener();
  }
}
