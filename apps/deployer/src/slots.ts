/** At most so many at a time. Nobody waits here: without a free slot the tick comes again later. */
export class Slots {
  private taken = 0;

  constructor(private readonly limit: number) {}

  /** The function that frees the slot, or nothing when all are taken. */
  take(): (() => void) | undefined {
    if (this.taken >= this.limit) return undefined;
    this.taken += 1;
    let isFree = false;
    return () => {
      if (!isFree) this.taken -= 1;
      isFree = true;
    };
  }
}
