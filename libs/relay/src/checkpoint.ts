import type { Lease, RelayBatch, Turn } from '#event-store';

/** `recorded`: as the lease has it; what lies between the two is also with the broker. */
type Held = { recorded: string; carried: string; prolongAtMs: number };

/** The right to relay, and up to which position of the feed that is done. */
export class Checkpoint {
  private held: Held | undefined;
  private isNew = true;

  constructor(
    private readonly lease: Lease,
    private readonly batch: RelayBatch,
    private readonly leaseMs: number,
  ) {}

  get isHeld(): boolean {
    return this.held !== undefined;
  }

  /** What comes next in the feed; undefined while another process has the right to relay. */
  async next(): Promise<Turn | undefined> {
    const { held, leaseMs } = this;
    const nowMs = performance.now();
    // At that moment half of the lease is left, more than a batch takes.
    const isOver = !held || nowMs >= held.prolongAtMs;
    const isWritten = isOver || held.recorded !== held.carried;
    const turn = await this.batch.next({
      from: held?.recorded ?? null,
      to: held?.carried ?? null,
      isWritten,
      leaseMs,
      again: this.isNew,
    });
    this.isNew = this.isNewAt(turn, held?.carried);
    const prolongAtMs = isWritten ? nowMs + leaseMs / 2 : (held?.prolongAtMs ?? 0);
    this.held = turn && { recorded: turn.position, carried: turn.position, prolongAtMs };
    return turn;
  }

  private isNewAt(turn: Turn | undefined, carried: string | undefined): boolean {
    // Nothing lies beyond what is recorded: the previous holder has sent nothing more.
    if (turn?.entries.length === 0) return false;
    return this.isNew || !turn || turn.position !== carried;
  }

  /** All up to here is with the broker. Recorded with the next batch, or when the lease is released. */
  carried(to: string): void {
    if (this.held) this.held.carried = to;
    this.isNew = false;
  }

  /** Leaves it to the next process. */
  async giveUp(): Promise<void> {
    const { held } = this;
    this.held = undefined;
    this.isNew = true;
    if (!held) return;
    const { recorded, carried } = held;
    if (carried !== recorded) await this.lease.advance(recorded, carried, this.leaseMs);
    await this.lease.release();
  }
}
