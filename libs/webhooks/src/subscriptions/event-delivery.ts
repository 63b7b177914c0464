import { toPublicEvent } from '#events';
import type { Deliverable, DeliveryLog, FeedEntry } from '#event-store';
import { backOffMs } from '../delivery/back-off.js';
import type { WebhookSender } from '../delivery/webhook-sender.js';
import type { WebhookSettings } from '../settings.js';

/** `skipped`: there is nothing to tell. `over`: it is time to give up, for this reason. */
export type EventOutcome =
  | { kind: 'delivered' | 'skipped' | 'failed'; words: string }
  | { kind: 'over'; words: string };

const GONE = 410;

/** Delivers one event to one subscriber, and keeps what came of it. */
export class EventDelivery {
  constructor(
    private readonly sender: WebhookSender,
    private readonly log: DeliveryLog,
    private readonly settings: WebhookSettings,
  ) {}

  async deliver(to: Deliverable, entry: FeedEntry & { attempts?: number }): Promise<EventOutcome> {
    const announced = toPublicEvent(entry);
    // What is not as its schema has it is told to nobody; with a broker, or in the feed, it is parked.
    if (!announced || announced.fault !== undefined) return { kind: 'skipped', words: '' };
    const { event } = announced;
    const { id: subscriptionId, url, secrets } = to;
    const body = JSON.stringify(event);
    const sent = await this.sender.send({ url, id: event.id, secrets, body });
    const { backOffMs: base, backOffLimitMs, giveUpMs } = this.settings;
    const { failingMs } = await this.log.record({
      subscriptionId,
      position: entry.position,
      eventId: event.id,
      deploymentId: event.subject,
      type: event.type,
      ...sent,
      againMs: backOffMs((entry.attempts ?? 0) + 1, base, backOffLimitMs),
    });
    if (sent.isDelivered) return { kind: 'delivered', words: sent.words };
    if (sent.status === GONE)
      return { kind: 'over', words: 'The receiver responded with 410 (gone).' };
    return { kind: failingMs >= giveUpMs ? 'over' : 'failed', words: sent.words };
  }
}
