import type { Lease } from '#event-store';

/** The right to relay, and up to which position of the feed that is done. */
export class HeldPosition {
  private held: { position: string; prolongAtMs: number } | undefined;
  private isNew = true;

  constructor(
    private readonly lease: Lease,
    private readonly leaseMs: number,
  ) {}

  get isHeld(): boolean {
    return this.held !== undefined;
  }

  /** What comes next may have been sent by somebody before. */
  get isUnsure(): boolean {
    return this.isNew;
  }

  /** Takes or prolongs it, where need be; undefined while another process has it. */
  async take(): Promise<string | undefined> {
    // By then half of the lease is left, more than a batch takes.
    if (this.held && performance.now() < this.held.prolongAtMs) return this.held.position;
    const prolongAtMs = performance.now() + this.leaseMs / 2;
    const lease = await this.lease.hold(this.leaseMs);
    if (!lease || lease.position !== this.held?.position) this.isNew = true;
    this.held = lease && { ...lease, prolongAtMs };
    return lease?.position;
  }

  /** Records progress, or learns that another process has it. */
  async advance(to: string): Promise<void> {
    if (!this.held) return;
    const prolongAtMs = performance.now() + this.leaseMs / 2;
    const isOurs = await this.lease.advance(this.held.position, to, this.leaseMs);
    this.isNew = !isOurs;
    this.held = isOurs ? { position: to, prolongAtMs } : undefined;
  }

  /** Leaves it to the next one. */
  async giveUp(): Promise<void> {
    const hadIt = this.isHeld;
    this.held = undefined;
    this.isNew = true;
    if (hadIt) await this.lease.release();
  }
}
