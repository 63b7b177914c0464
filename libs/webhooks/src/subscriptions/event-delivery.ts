import { toPublicEvent } from '#events';
import type { Deliverable, DeliveryLog, FeedEntry } from '#event-store';
import { backOffMs } from '../delivery/back-off.js';
import type { WebhookSender } from '../delivery/webhook-sender.js';
import type { WebhookSettings } from '../settings.js';

/**
 * `skipped`: there is nothing to deliver. `over`: give up now, for this reason. `isAgain`: the receiver refused
 * just this event before, which does not predict how it treats others.
 */
export type EventOutcome =
  | { kind: 'delivered' | 'skipped' | 'over'; words: string }
  | { kind: 'failed'; words: string; isAgain: boolean };

const GONE = 410;

/** Delivers one event to one subscriber, and records the result. */
export class EventDelivery {
  constructor(
    private readonly sender: WebhookSender,
    private readonly log: DeliveryLog,
    private readonly settings: WebhookSettings,
  ) {}

  async deliver(to: Deliverable, entry: FeedEntry & { attempts?: number }): Promise<EventOutcome> {
    const announced = toPublicEvent(entry);
    // What violates its schema is not announced; with a broker, or in the feed, it is parked.
    if (!announced || announced.fault !== undefined) return { kind: 'skipped', words: '' };
    const { event } = announced;
    const { id: subscriptionId, url, secrets } = to;
    const body = JSON.stringify(event);
    const sent = await this.sender.send({ url, id: event.id, secrets, body });
    const { backOffMs: base, backOffLimitMs, probeLimitMs, giveUpMs } = this.settings;
    const attempts = entry.attempts ?? 0;
    const isAnswered = sent.status !== null;
    const { failingMs } = await this.log.record({
      subscriptionId,
      position: entry.position,
      eventId: event.id,
      deploymentId: event.subject,
      type: event.type,
      ...sent,
      againMs: backOffMs(attempts + 1, base, isAnswered ? backOffLimitMs : probeLimitMs),
    });
    if (sent.isDelivered) return { kind: 'delivered', words: sent.words };
    if (sent.status === GONE)
      return { kind: 'over', words: 'The receiver responded with 410 (gone).' };
    if (failingMs >= giveUpMs) return { kind: 'over', words: sent.words };
    return { kind: 'failed', words: sent.words, isAgain: isAnswered && attempts > 0 };
  }
}
