/** The sandbox's own clock: real time and an offset, so that tests move it without waiting. */
export class Clock {
  /** Against the real time. */
  offsetMs = 0;

  nowMs(): number {
    return Date.now() + this.offsetMs;
  }

  now(): string {
    return new Date(this.nowMs()).toISOString();
  }

  /** From now on it is this instant (ISO, UTC), and time goes on from there. */
  set(instant: string): void {
    const ms = Date.parse(instant);
    if (Number.isNaN(ms)) throw new RangeError(`'${instant}' is not an instant.`);
    this.offsetMs = ms - Date.now();
  }

  advance(ms: number): void {
    this.offsetMs += ms;
  }
}
