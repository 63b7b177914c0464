import type { EventRow } from './stored-event.js';

/** `at`: when it was recorded. */
export type Known = { position: number; id: string; at: string };

/**
 * The newest event of the feed that this process has read or appended. What is committed stays, so a store
 * without it has lost it and all that came after it: a standby that lagged behind took over, or a backup was restored.
 */
export class LastKnown {
  private newest: Known | undefined;
  private losses = 0;
  private isAsked = false;
  private readonly listeners = new Set<(lost: Known) => void>();

  /** What to query the store for. */
  get(): Known | undefined {
    this.isAsked = true;
    return this.newest;
  }

  /** Whether the store was queried since the last call. */
  wasAsked(): boolean {
    const wasAsked = this.isAsked;
    this.isAsked = false;
    return wasAsked;
  }

  /** How often something was lost: what was read before may be wrong. */
  get lossesSeen(): number {
    return this.losses;
  }

  note(known: Known): void {
    if (known.position > (this.newest?.position ?? 0)) this.newest = known;
  }

  noteRows(rows: readonly (EventRow & { position: string | null })[]): void {
    for (const { position, id, recorded_at: at } of rows) {
      if (position !== null) this.note({ position: Number(position), id, at: at.toISOString() });
    }
  }

  /** The store was queried for this one and does not have it. If several notice, the first one counts. */
  lost(known: Known): void {
    if (this.newest === undefined || this.newest.position < known.position) return;
    this.newest = undefined;
    this.losses += 1;
    for (const listener of this.listeners) listener(known);
  }

  /** Returns how to stop. */
  onLost(listener: (lost: Known) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}
