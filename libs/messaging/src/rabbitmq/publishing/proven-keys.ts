import type { Outgoing } from '../messages/outgoing.js';
import { SITE_HEADERS } from '../topology/names.js';

/**
 * What was accepted over a channel, by site and routing key: nothing else decides which queues get it. A quorum queue
 * that has accepted something over a channel rejects nothing more over it, unless it is full.
 */
export class ProvenKeys {
  private readonly keys = new Set<string>();
  private channel: unknown;

  add(messages: readonly Outgoing[], channel: unknown): void {
    if (channel !== this.channel) this.forget();
    this.channel = channel;
    for (const one of messages) this.keys.add(keyOf(one));
  }

  has(message: Outgoing, channel: unknown): boolean {
    return channel !== undefined && channel === this.channel && this.keys.has(keyOf(message));
  }

  forget(): void {
    this.keys.clear();
  }
}

function keyOf({ routingKey, headers = {} }: Outgoing): string {
  return `${headers[SITE_HEADERS.site]} ${routingKey}`;
}
