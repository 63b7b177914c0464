/** A call's countable changes at Omeda. */
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

/** One call with its response, also if it was refused at once; the key is never stored. */
export type Entry = {
  /** From 1, in the order of arrival. */
  no: number;
  at: string;
  brand: string;
  /** Name as in `routes.ts`; `unknown` for an unknown URL or method. */
  call: string;
  /** As in the response; 0 while it waits, and if the connection was cut. */
  status: number;
  /** The deployment it is about, or that it made. */
  trackId?: string;
  /** Whether it did its work, whatever the response. */
  effect: boolean;
  /** When it did: later than `at` if it took effect late. */
  effectAt?: string;
  /** Order of effects, from 1: differs from that of arrival if one was late. */
  effectNo?: number;
  did?: Effect;
  /** A fault hit it. */
  faulty?: boolean;
};

/** Every call and its effect, independent of any other store. */
export class Ledger {
  readonly entries: Entry[] = [];
  private effects = 0;

  add(entry: Omit<Entry, 'no'>): Entry {
    const numbered = { no: this.entries.length + 1, ...entry };
    this.entries.push(numbered);
    return numbered;
  }

  /** Records that the call did its work now. */
  done(entry: Entry, at: string, did?: Effect): void {
    this.effects += 1;
    Object.assign(entry, { effect: true, effectAt: at, effectNo: this.effects });
    if (did) entry.did = did;
  }
}
