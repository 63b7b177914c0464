/** One call as it was answered; the key is never kept. */
export type Entry = {
  at: string;
  brand: string;
  call: string;
  status: number;
  trackId?: string;
  /** Whether it did its work, whatever was answered. */
  effect: boolean;
};

/** Every call and its effect, apart from anybody else's store. */
export class Ledger {
  readonly entries: Entry[] = [];

  add(entry: Entry): void {
    this.entries.push(entry);
  }
}
