/**
 * Lets this many begin at a time, each at the end of the tick at the earliest; the others in order, and after `mostMs`
 * in any case: what holds up those before them may affect only those.
 */
export class Turns {
  private readonly waiting: { begin: () => void; timer: NodeJS.Timeout }[] = [];

  constructor(
    private free: number,
    private readonly mostMs: number,
  ) {}

  next(begin: () => void): void {
    const timer = setTimeout(() => this.go(), this.mostMs);
    this.waiting.push({ begin, timer });
    // Requests of the same tick are included.
    void Promise.resolve().then(() => process.nextTick(() => this.goIfFree()));
  }

  /** One of those that began is over. */
  end(): void {
    this.free += 1;
    this.goIfFree();
  }

  private goIfFree(): void {
    if (this.free > 0) this.go();
  }

  private go(): void {
    const next = this.waiting.shift();
    if (!next) return;
    clearTimeout(next.timer);
    this.free -= 1;
    next.begin();
  }
}
