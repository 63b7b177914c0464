/** How late each message was, in milliseconds; `wanted` of them were sent. */
export class Lateness {
  private readonly lateMs: number[] = [];
  private enough: (() => void) | undefined;

  constructor(private readonly wanted: number) {}

  add(ms: number): void {
    this.lateMs.push(ms);
    if (this.lateMs.length === this.wanted) this.enough?.();
  }

  /** Resolves when all have come, or when `limitMs` are over. */
  async complete(limitMs: number): Promise<void> {
    if (this.lateMs.length >= this.wanted) return;
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      this.enough = resolve;
      timer = setTimeout(resolve, limitMs);
    });
    clearTimeout(timer);
  }

  row(): { arrived: string; 'p50 ms': number; 'p99 ms': number; 'max ms': number } {
    const sorted = this.lateMs.toSorted((a, b) => a - b);
    const at = (share: number) => Math.round(sorted[Math.ceil(sorted.length * share) - 1] ?? NaN);
    const arrived = `${sorted.length} of ${this.wanted}`;
    return { arrived, 'p50 ms': at(0.5), 'p99 ms': at(0.99), 'max ms': at(1) };
  }
}
