/** Lets so many begin at a time, each at the end of the tick at the earliest; the others in their order. */
export class Turns {
  private readonly waiting: (() => void)[] = [];

  constructor(private free: number) {}

  next(begin: () => void): void {
    this.waiting.push(begin);
    // Whoever asks in the same tick comes along.
    void Promise.resolve().then(() => process.nextTick(() => this.go()));
  }

  /** One of those that began is over. */
  end(): void {
    this.free += 1;
    this.go();
  }

  private go(): void {
    if (this.free === 0) return;
    const begin = this.waiting.shift();
    if (!begin) return;
    this.free -= 1;
    begin();
  }
}
