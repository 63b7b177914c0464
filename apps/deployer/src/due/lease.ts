/** The right to call Omeda for one start. It expires; no other process calls until then. */
export class Lease {
  private readonly endsAtMs: number;
  readonly signal: AbortSignal;

  /** `durationMs` counts from the request to start, so a slow append shortens it. */
  constructor(durationMs: number, askedAtMs: number) {
    this.endsAtMs = askedAtMs + durationMs;
    this.signal = AbortSignal.timeout(Math.max(0, Math.ceil(this.endsAtMs - performance.now())));
  }

  /** @throws LeaseOver if a paused process resumes after its lease: another may be at it. */
  assertHeld(): void {
    if (performance.now() >= this.endsAtMs) throw new LeaseOver();
  }
}

export class LeaseOver extends Error {
  override name = 'LeaseOver';
  constructor() {
    super('The lease of this attempt has expired: nothing is sent.');
  }
}
