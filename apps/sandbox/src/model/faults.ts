/** A fault on demand: which calls it hits, and what they get. */
export type Fault = {
  /** Name of the call, as in the ledger; without it every call. */
  call?: string;
  brand?: string;
  /** A text in the request: a TrackId, a name. */
  match?: string;
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

export type Asked = { call: string; brand: string; request: string };

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
  take({ call, brand, request }: Asked): Fault | undefined {
    const hit = this.list.find(
      (fault) =>
        fault.left > 0 &&
        (fault.call === undefined || fault.call === call) &&
        (fault.brand === undefined || fault.brand === brand) &&
        (fault.match === undefined || request.includes(fault.match)),
    );
    if (hit) hit.left -= 1;
    return hit;
  }
}
