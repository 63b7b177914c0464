import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { StatusDocument } from '#deployment';
import { Deployments } from '#event-store';
import { Changes } from '../live/changes.js';

/** The store is polled if nothing reports steps that run in other processes. */
const POLL_INTERVAL_MS = 500;

type Waiting = {
  milliseconds: number;
  /** The store's clock when the wait began. */
  from: string;
  /** The client has disconnected. */
  gone: AbortSignal;
};

/** A newsletter's status at the end of a wait. */
export type Waited = { isSettled: boolean; status: StatusDocument };

/** Waits until a newsletter's due steps are done. */
@Injectable()
export class RunWaiter implements OnModuleDestroy {
  private readonly closing = new AbortController();
  private waiting = 0;

  constructor(
    private readonly changes: Changes,
    private readonly deployments: Deployments,
  ) {}

  /** Requests that are waiting now. */
  get count(): number {
    return this.waiting;
  }

  /**
   * Until nothing is due any more, the time is over, what is due comes later than that, or the client
   * is gone. Undefined for an unknown newsletter. @throws StoreUnavailable
   */
  async wait(deploymentId: string, waiting: Waiting): Promise<Waited | undefined> {
    let notify = (): void => undefined;
    const stopListening = this.changes.on(deploymentId, () => notify());
    this.waiting += 1;
    try {
      return await this.poll(deploymentId, waiting, (onNotify) => (notify = onNotify));
    } finally {
      this.waiting -= 1;
      stopListening();
    }
  }

  /** Responds to the waiting requests, so that the server can close. */
  onModuleDestroy(): void {
    this.closing.abort();
  }

  private async poll(
    deploymentId: string,
    { milliseconds, from, gone }: Waiting,
    listen: (onNotify: () => void) => void,
  ): Promise<Waited | undefined> {
    const end = performance.now() + milliseconds;
    const latest = new Date(Date.parse(from) + milliseconds).toISOString();
    const stop = AbortSignal.any([gone, this.closing.signal]);
    for (;;) {
      // Listens before reading, so that nothing in between is missed.
      const notified = new AbortController();
      listen(() => notified.abort());
      const row = await this.deployments.find(deploymentId);
      if (!row) return undefined;
      const status = row.body as StatusDocument;
      if (isSettled(status)) return { isSettled: true, status };
      const leftMs = end - performance.now();
      if (leftMs <= 0 || stop.aborted || isLater(status, latest)) {
        return { isSettled: false, status };
      }
      const signal = AbortSignal.any([stop, notified.signal]);
      await delay(Math.min(leftMs, POLL_INTERVAL_MS), undefined, { signal }).catch(() => undefined);
    }
  }
}

/** Watching continues until a newsletter is sent; it changes nothing at Omeda. */
function isSettled({ due, running }: StatusDocument): boolean {
  return running === null && (due === null || due.step === 'watch');
}

function isLater({ due, running }: StatusDocument, latest: string): boolean {
  return running === null && due !== null && due.at > latest;
}
