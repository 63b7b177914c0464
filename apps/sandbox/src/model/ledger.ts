/** One call as it was answered, also one that was refused at the door; the key is never kept. */
export type Entry = {
  at: string;
  brand: string;
  /** Name as in `routes.ts`; `unknown` where there is no such URL or method. */
  call: string;
  /** As answered; 0 while it waits, and where the connection was cut. */
  status: number;
  /** Which deployment it is about, or which it made. */
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
