/** How long nothing at all may happen, on a busy machine. */
const STANDSTILL_MS = 600_000;

/**
 * When something last changed. A slow machine takes long for everything, so nothing waits for a
 * fixed time: waits end only when nothing changes any more.
 */
export class Progress {
  private lastMs = performance.now();

  note(): void {
    this.lastMs = performance.now();
  }

  /** @throws Error that says what was awaited, and what was seen last. */
  check(waitedFor: string, lastSeen: string): void {
    const ms = performance.now() - this.lastMs;
    if (ms < STANDSTILL_MS) return;
    const seconds = Math.round(ms / 1_000);
    throw new Error(`${waitedFor}: nothing has moved for ${seconds} s. Last seen: ${lastSeen}`);
  }
}
