import type { Incident } from '../incident.js';
import { goneReceiver } from './gone-receiver.js';

/** The URL of a subscription responds with 410: it no longer exists. */
export const subscriptionDisabled: Incident = {
  name: 'subscription-disabled',
  alert: 'SubscriptionDisabled',
  async inject(stage) {
    const url = await goneReceiver();
    await stage.site.ask('/v1/subscriptions', 'POST', { url });
    await stage.site.schedule();
  },
  doctor: { check: /^subscription /, words: /is disabled/, cure: /subscriptions enable/ },
  console: { path: '/console/operations', text: /The subscription of .* is disabled/ },
  log: /Subscription \S+ to \S+ is disabled/,
  async heal(stage) {
    const path = '/v1/subscriptions';
    const { subscriptions } = await stage.site.ask<{ subscriptions: { id: string }[] }>(path);
    for (const { id } of subscriptions) await stage.site.ask(`${path}/${id}`, 'DELETE');
  },
};
