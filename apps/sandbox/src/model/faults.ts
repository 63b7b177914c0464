/** A fault on demand: which calls it hits, and what they get. */
export type Fault = {
  /** Name of the call, as in the ledger; without it every call. */
  call?: string;
  brand?: string;
  /** A text in the TrackId, in the deployment's name or in the request. */
  match?: string;
  /** Status of the answer; 503 where a text is given alone. Neither: answered as ever, but late. */
  status?: number;
  text?: string;
  retryAfter?: string;
  /** Whether the call did its work before it failed. */
  when?: 'before' | 'after';
  delayMs?: number;
  /** The connection is cut instead of an answer. */
  drop?: boolean;
  /** How many calls it hits; 1 unless `forever`. */
  count?: number;
  forever?: boolean;
};

/** A call as faults see it; `about` are the texts that `match` looks into. */
export type Called = { call: string; brand: string; about: (string | undefined)[] };

/** The faults in force; each is used up by the calls it hits. */
export class Faults {
  private list: (Fault & { left: number })[] = [];

  add(fault: Fault): void {
    this.list.push({ ...fault, left: fault.forever ? Infinity : (fault.count ?? 1) });
  }

  clear(): void {
    this.list = [];
  }

  /** The first fault that hits this call, which is then used once. */
  take({ call, brand, about }: Called): Fault | undefined {
    const hit = this.list.find(
      (fault) =>
        fault.left > 0 &&
        (fault.call === undefined || fault.call === call) &&
        (fault.brand === undefined || fault.brand === brand) &&
        mentions(about, fault.match),
    );
    if (hit) hit.left -= 1;
    return hit;
  }
}

function mentions(about: Called['about'], match: string | undefined): boolean {
  return match === undefined || about.some((text) => text?.includes(match) === true);
}
