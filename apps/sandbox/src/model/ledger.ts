/** What a call changed at Omeda, as far as somebody may want to count it. */
export type Effect = {
  /** Of create and update. */
  name?: string;
  notes?: string;
  /** Of audience-add. */
  listId?: string;
  /** Of content: SHA-256 of all its fields. */
  content?: string;
  /** Of schedule: instant, UTC. */
  scheduledAt?: string;
};

/** One call as it was answered, also one that was refused at the door; the key is never kept. */
export type Entry = {
  /** From 1, in the order of arrival. */
  no: number;
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
  /** When it did: later than `at` where it landed late. */
  effectAt?: string;
  /** In which order effects came, from 1: other than that of arrival where one landed late. */
  effectNo?: number;
  did?: Effect;
  /** A fault hit it. */
  faulty?: boolean;
};

/** Every call and its effect, apart from anybody else's store. */
export class Ledger {
  readonly entries: Entry[] = [];
  private effects = 0;

  add(entry: Omit<Entry, 'no'>): Entry {
    const numbered = { no: this.entries.length + 1, ...entry };
    this.entries.push(numbered);
    return numbered;
  }

  /** Notes that the call did its work now. */
  done(entry: Entry, at: string, did?: Effect): void {
    this.effects += 1;
    Object.assign(entry, { effect: true, effectAt: at, effectNo: this.effects });
    if (did) entry.did = did;
  }
}
