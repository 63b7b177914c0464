import type { Caller } from '../access/callers.js';
import { Problem } from '../problem/problem.js';

const AGAIN_AFTER_SECONDS = 30;
/** Reserved for operators, who need it when something is wrong. */
const OPERATORS_SHARE = 0.1;
/** One site's share of the rest, and one operator's share of all. */
const SHARE_OF_ONE = 0.5;
/** One subscriber key's share, including waiting requests: there are many subscribers. */
const SHARE_OF_SUBSCRIBER = 0.1;

/** Limits open streams: in all, and for each caller. */
export class StreamLimits {
  private readonly open = new Map<string, number>();
  private ofOthers = 0;
  private ofAll = 0;

  constructor(private readonly most: number) {}

  /** Takes a place; the returned function frees it. @throws Problem if this caller gets none. */
  take(caller: Caller): () => void {
    const { id } = caller;
    const open = this.open.get(id) ?? 0;
    const mostOfOthers = this.most - Math.max(1, Math.round(this.most * OPERATORS_SHARE));
    const share = isSubscriber(caller) ? SHARE_OF_SUBSCRIBER : SHARE_OF_ONE;
    const mostOfOne = Math.max(1, Math.round(this.most * share));
    if (open >= mostOfOne) {
      const detail = `You have ${open} open streams, which is the maximum. Close some, or try again later.`;
      throw new Problem('too-many', detail, { retryAfterSeconds: AGAIN_AFTER_SECONDS });
    }
    if (this.ofAll >= this.most || (!isOperator(caller) && this.ofOthers >= mostOfOthers)) {
      const detail = `${this.ofAll} streams are open, which is the maximum. Try again later.`;
      throw new Problem('try-again', detail, { retryAfterSeconds: AGAIN_AFTER_SECONDS });
    }
    this.change(caller, 1);
    return () => this.change(caller, -1);
  }

  private change(caller: Caller, by: number): void {
    const { id } = caller;
    const open = (this.open.get(id) ?? 0) + by;
    if (open > 0) this.open.set(id, open);
    else this.open.delete(id);
    this.ofAll += by;
    if (!isOperator(caller)) this.ofOthers += by;
  }
}

const isSubscriber = (caller: Caller) => caller.kind === 'operator' && caller.role === 'subscribe';
const isOperator = (caller: Caller) => caller.kind === 'operator' && !isSubscriber(caller);
