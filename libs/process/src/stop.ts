type Listener = (signal: NodeJS.Signals) => void;

/** A terminal's Ctrl-C reaches a process directly, and once more through npm: that is one request. */
const SAME_WISH_MS = 1_000;

/** The first SIGINT (Ctrl-C) or SIGTERM of the process; a second one ends it at once. */
export class Stop {
  private first: { signal: NodeJS.Signals; atMs: number } | undefined;
  private listener: Listener | undefined;

  constructor() {
    // Never removed: between two listeners, a signal would end the process.
    const took = (signal: NodeJS.Signals) => this.took(signal);
    process.on('SIGINT', took).on('SIGTERM', took);
  }

  /** Replaces the previous listener; called at once for a signal that arrived before. */
  listen(listener: Listener): void {
    this.listener = listener;
    if (this.first) listener(this.first.signal);
  }

  /** Signals until the next listener are kept for it. */
  ignore(): void {
    this.listener = undefined;
  }

  private took(signal: NodeJS.Signals): void {
    if (!this.first) {
      this.first = { signal, atMs: performance.now() };
      this.listener?.(signal);
    } else if (performance.now() > this.first.atMs + SAME_WISH_MS) process.exit(130);
  }
}
