import { randomUUID } from 'node:crypto';
import { postEvent } from '../../apps/gateway/src/example/post-event.js';
import { eventUrl, signedHeaders } from '../../apps/gateway/src/example/sign-event.js';
import type { NewsletterEvent } from '../../packages/newsletter-events/src/index.js';
import { pause } from '../crash/scale.js';
import { SECRETS } from '../setup/test-sites.js';
import { OPERATOR_KEY, type Product } from './product.js';

const AGAIN_MS = 250;
const SITES = ['daily', 'weekly'] as const;

/** Two sites that publish, and the store's record of it. */
export class Newsroom {
  private sequence = 0;

  constructor(private readonly product: Product) {}

  /** Sent until it is accepted, as WordPress does. */
  async publish(post: number): Promise<void> {
    this.sequence += 1;
    const site = SITES[post % 2] ?? 'daily';
    const now = new Date().toISOString();
    const fields = {
      id: post,
      uid: randomUUID(),
      status: 'publish',
      date: now,
      title: `No ${post}`,
    };
    const event = postEvent({ type: 'post.published', sequence: this.sequence, post: fields });
    const body = JSON.stringify(event);
    const webhookId = `msg_${randomUUID()}`;
    for (;;) {
      const headers = signedHeaders({ secret: SECRETS[site], body, webhookId });
      const url = eventUrl(this.product.url, site);
      const answer = await fetch(url, { method: 'POST', body, headers }).catch(() => undefined);
      if (answer?.ok) return;
      if (answer?.status === 400) throw new Error(await answer.text());
      await pause(AGAIN_MS);
    }
  }

  /** All events of the store, in order; undefined while the gateway is unavailable. */
  async events(): Promise<NewsletterEvent[] | undefined> {
    const events: NewsletterEvent[] = [];
    const headers = { authorization: `Bearer ${OPERATOR_KEY}` };
    for (let after = '0'; ;) {
      const url = `${this.product.url}/v1/events?limit=1000&after=${after}`;
      const answer = await fetch(url, { headers }).catch(() => undefined);
      if (!answer?.ok) return undefined;
      const page = (await answer.json()) as { events: NewsletterEvent[]; next: string };
      if (page.events.length === 0) return events;
      events.push(...page.events);
      after = page.next;
    }
  }
}
