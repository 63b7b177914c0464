import type { Parked } from '../strategy.js';
import type { WakeUp } from '../wake-up.js';
import type { DeliveredWakeUp, WakeUpSource } from './wake-up-source.js';

type Row = { wakeUp: WakeUp; visibleAtMs: number; deliveries: number };

export type NewWakeUp = Omit<WakeUp, 'n' | 'sentAt' | 'dueAt'>;

/** A store's timers in a map: one wake-up per deployment, the newest. Outlives its processes. */
export class MemoryStore {
  readonly parked: Parked[] = [];
  private readonly rows = new Map<string, Row>();
  private readonly listeners = new Set<() => void>();
  private lastN = 0;

  send(wakeUp: NewWakeUp, delayMs: number): void {
    const visibleAtMs = Date.now() + delayMs;
    const sentAt = new Date().toISOString();
    const dueAt = new Date(visibleAtMs).toISOString();
    const full = { ...wakeUp, n: this.nextN(), sentAt, dueAt };
    this.rows.set(wakeUp.deploymentId, { wakeUp: full, visibleAtMs, deliveries: 0 });
    this.changed();
  }

  withdraw(deploymentId: string): void {
    this.rows.delete(deploymentId);
  }

  /** The store for a process that takes wake-ups for `visibilityMs`. */
  source(visibilityMs: number): WakeUpSource {
    return {
      take: async (limit) => this.take(limit, visibilityMs),
      done: async (wakeUp) => this.settle(wakeUp, () => this.rows.delete(wakeUp.deploymentId)),
      later: async (wakeUp, delayMs) =>
        this.settle(wakeUp, (row) => {
          row.deliveries = 0;
          row.visibleAtMs = Date.now() + delayMs;
        }),
      failed: async (wakeUp, delayMs) =>
        this.settle(wakeUp, (row) => (row.visibleAtMs = Date.now() + delayMs)),
      park: async (wakeUp, reason) =>
        this.settle(wakeUp, () => {
          this.rows.delete(wakeUp.deploymentId);
          this.parked.push({ wakeUp, reason });
        }),
      msUntilNext: async () => this.msUntilNext(),
      onChange: (wake) => {
        this.listeners.add(wake);
        return () => this.listeners.delete(wake);
      },
    };
  }

  private take(limit: number, visibilityMs: number): DeliveredWakeUp[] {
    const nowMs = Date.now();
    const due = [...this.rows.values()].filter(({ visibleAtMs }) => visibleAtMs <= nowMs);
    due.sort((a, b) => a.visibleAtMs - b.visibleAtMs);
    return due.slice(0, limit).map((row) => {
      row.deliveries += 1;
      row.visibleAtMs = nowMs + visibilityMs;
      row.wakeUp = { ...row.wakeUp, n: this.nextN(), sentAt: new Date(nowMs).toISOString() };
      return { ...row.wakeUp, deliveries: row.deliveries };
    });
  }

  private settle({ deploymentId, n }: DeliveredWakeUp, change: (row: Row) => void): void {
    const row = this.rows.get(deploymentId);
    if (row?.wakeUp.n === n) change(row);
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
