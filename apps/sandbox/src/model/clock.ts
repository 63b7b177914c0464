/** The sandbox's own clock: real time plus an offset, so that tests can move it without waiting. */
export class Clock {
  /** Relative to real time. */
  offsetMs = 0;

  nowMs(): number {
    return Date.now() + this.offsetMs;
  }

  now(): string {
    return new Date(this.nowMs()).toISOString();
  }

  /** Sets the clock to this instant (ISO, UTC), from which it runs on. */
  set(instant: string): void {
    const ms = Date.parse(instant);
    if (Number.isNaN(ms)) throw new RangeError(`'${instant}' is not an instant.`);
    this.offsetMs = ms - Date.now();
  }

  advance(ms: number): void {
    this.offsetMs += ms;
  }
}
