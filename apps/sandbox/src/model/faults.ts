import type { PortalAction } from './portal.js';
import type { ListOutcome } from './deployment.js';
import { draws } from './draws.js';

/** A fault on demand: which calls it hits, and its effect. */
export type Fault = {
  /** Name of the call, as in the ledger; default: every call. */
  call?: string;
  brand?: string;
  /** A substring of the TrackId, the deployment's name, or the request. */
  match?: string;
  /** Status of the response; 503 if only a text is given. Neither: the usual response. */
  status?: number;
  text?: string;
  /** Seconds or an HTTP date, as in the header. */
  retryAfter?: string;
  /** Whether the call did its work before it failed. */
  when?: 'before' | 'after';
  /** Before the work, or with `when: after` before the response: an effect may be minutes late. */
  delayMs?: number;
  /** Cuts the connection instead of a response. */
  drop?: boolean;
  /** Never responds. */
  hang?: boolean;
  /** What a person does in the portal to the call's deployment, right after the call. */
  portal?: PortalAction;
  /** How the audience assigned by the call loads. */
  audience?: { outcome?: ListOutcome; loadMs?: number };
  /** Extra warnings of a content call. */
  warnings?: string[];
  /** How many calls it hits; 1 unless there is a `rate` or it is `forever`. */
  count?: number;
  forever?: boolean;
  /** Share of the calls that it hits, from 0 to 1. The seed decides which. */
  rate?: number;
};

/** A call as faults see it; `match` searches the texts in `about`. */
export type Called = { call: string; brand: string; about: (string | undefined)[] };

type Rule = { fault: Fault; left: number; draw: () => number };

/** Active faults; each is used up by the calls it hits. */
export class Faults {
  private rules: Rule[] = [];
  private seed = 1;
  private hits = 0;

  /** How many calls were hit so far. */
  get count(): number {
    return this.hits;
  }

  /** For faults added later: the same seed and order of calls gives the same hits. */
  setSeed(seed: number): void {
    this.seed = seed;
  }

  add(fault: Fault): void {
    const left = fault.count ?? (fault.forever || fault.rate !== undefined ? Infinity : 1);
    // Each rule has its own draws, so that another rule does not affect it.
    this.rules.push({ fault, left, draw: draws(this.seed + this.rules.length * 7_919) });
  }

  clear(): void {
    this.rules = [];
  }

  /** The first fault that hits this call, which is then used once. */
  take(called: Called): Fault | undefined {
    const hit = this.rules.find((rule) => isHit(rule, called));
    if (!hit) return undefined;
    hit.left -= 1;
    this.hits += 1;
    return hit.fault;
  }
}

function isHit({ fault, left, draw }: Rule, { call, brand, about }: Called): boolean {
  if (left <= 0) return false;
  if (fault.call !== undefined && fault.call !== call) return false;
  if (fault.brand !== undefined && fault.brand !== brand) return false;
  if (!mentions(about, fault.match)) return false;
  return fault.rate === undefined || draw() < fault.rate;
}

function mentions(about: Called['about'], match: string | undefined): boolean {
  return match === undefined || about.some((text) => text?.includes(match) === true);
}
