import { Injectable } from '@nestjs/common';
import { Receipts } from '#event-store';
import { EventReceiver } from './event-receiver.js';
import type { Answer, Received, Taken } from './received.js';
import { RunWaiter } from './run-waiter.js';

const TAKEN = 202;
const DONE = 200;

/** Answers an event at once, or for who prefers to wait when all that is due is done. */
@Injectable()
export class EventAnswerer {
  constructor(
    private readonly receiver: EventReceiver,
    private readonly waiter: RunWaiter,
    private readonly receipts: Receipts,
  ) {}

  /** @throws as `EventReceiver.receive` does. */
  async answer(received: Received): Promise<Answer> {
    const answer = await this.receiver.receive(received);
    const waits = received.wait !== undefined && 'isCounted' in answer && answer.isCounted;
    // The event is taken, whatever becomes of the wait.
    return waits ? this.afterWait(received, answer).catch(() => answer) : answer;
  }

  /** It is what a repeat gets from now on, too. */
  private async afterWait(received: Received, taken: Taken): Promise<Answer> {
    const { wait = 0, gone, site, signed } = received;
    const { deploymentId, epoch, at: from } = taken;
    const waited = await this.waiter.wait(deploymentId, {
      milliseconds: wait * 1000,
      from,
      gone,
    });
    if (!waited || gone.aborted) return taken;
    const statusCode = waited.isSettled ? DONE : TAKEN;
    const answer = {
      json: JSON.stringify({ deploymentId, ...waited.status, epoch }),
      preferenceApplied: `wait=${wait}`,
    };
    const { webhookId } = signed;
    await this.receipts.replace({ site: site.id, webhookId, statusCode, answer });
    return { statusCode, ...answer };
  }
}
