/** So long may nothing at all happen, on a machine that is busy with other things. */
const STANDSTILL_MS = 600_000;

/**
 * When something last moved on. A slow machine takes long for everything, so nobody waits for a
 * fixed time: they give up only when nothing moves any more.
 */
export class Progress {
  private lastMs = performance.now();

  note(): void {
    this.lastMs = performance.now();
  }

  /** @throws Error that says what was waited for, and what was seen last. */
  check(waitedFor: string, lastSeen: string): void {
    const ms = performance.now() - this.lastMs;
    if (ms < STANDSTILL_MS) return;
    const seconds = Math.round(ms / 1_000);
    throw new Error(`${waitedFor}: nothing has moved for ${seconds} s. Last seen: ${lastSeen}`);
  }
}
