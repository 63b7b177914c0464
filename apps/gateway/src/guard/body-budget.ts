import type { Request, Response } from 'express';
import { answerProblem } from '../problem/answer-problem.js';
import { Problem } from '../problem/problem.js';

type Arriving = { bytes: number; giveUp: () => void };

const AGAIN_AFTER_SECONDS = 5;

/**
 * The bytes of all bodies that are arriving. Over the limit, the longest-running one is dropped: a
 * save arrives in a moment; only a sender that holds bytes back takes long.
 */
export class BodyBudget {
  /** The oldest first. */
  private readonly arriving = new Set<Arriving>();
  private bytes = 0;

  constructor(private readonly limitBytes: number) {}

  /** Counts what arrives of this body from now on. */
  watch(request: Request, response: Response): void {
    const one: Arriving = { bytes: 0, giveUp: () => giveUp(request, response) };
    this.arriving.add(one);
    const over = () => this.end(one);
    request.on('data', ({ length }: Buffer) => this.count(one, length));
    request.once('end', over).once('close', over).once('error', over);
  }

  private count(one: Arriving, bytes: number): void {
    if (!this.arriving.has(one)) return;
    one.bytes += bytes;
    this.bytes += bytes;
    while (this.bytes > this.limitBytes) {
      const [oldest] = this.arriving;
      if (!oldest) return;
      this.end(oldest);
      oldest.giveUp();
    }
  }

  private end(one: Arriving): void {
    if (this.arriving.delete(one)) this.bytes -= one.bytes;
  }
}

function giveUp(request: Request, response: Response): void {
  const detail =
    'Too many requests are being received at once, and this was the slowest. Send it again.';
  if (!response.headersSent) {
    response.setHeader('connection', 'close');
    const extras = { retryAfterSeconds: AGAIN_AFTER_SECONDS };
    answerProblem(request, response, new Problem('try-again', detail, extras));
  }
  // Once the response is sent; what still arrives is discarded.
  setImmediate(() => request.destroy());
}
