import type { Command, Given, Result } from '../command.js';
import { columns } from '../output/columns.js';
import { pathOf } from '../subscriptions/subscription.js';

type Delivery = {
  eventId: string;
  type: string;
  state: string;
  attempts: number;
  lastAt: string;
  words: string;
};

type Page = { deliveries: Delivery[]; next: string | null };

export const subscriptionsDeliveries: Command = {
  name: 'subscriptions deliveries',
  summary: 'List what was delivered to a subscription, the latest first',
  about: 'Needs an operator key of the role admin. Deliveries are kept for 30 days.',
  words: ['<id>'],
  options: { state: { type: 'string' }, limit: { type: 'string' } },
  optionHelp: { state: 'delivered or failed', limit: 'how many (default: 50, at most 1000)' },
  examples: [
    'subscriptions deliveries 5d0f7f6e',
    'subscriptions deliveries 5d0f7f6e --state failed',
  ],
  async run({ api, words: [id = ''], options: { state, limit } }: Given): Promise<Result> {
    const page = await api.ask<Page>(pathOf(id, '/deliveries'), { query: { state, limit } });
    const rows = page.deliveries.map((one) => {
      return [one.eventId, one.lastAt, one.state, String(one.attempts), one.type, one.words];
    });
    const head = ['event', 'last attempt', 'state', 'attempts', 'type', ''];
    const text = rows.length > 0 ? columns([head, ...rows], '').join('\n') : 'Nothing to show.';
    return { data: page, text };
  },
};

export const subscriptionsRedeliver: Command = {
  name: 'subscriptions redeliver',
  summary: 'Deliver an event again',
  about: 'Needs an operator key of the role admin. The webhook-id stays the same.',
  words: ['<id>', '<event>'],
  examples: ['subscriptions redeliver 5d0f7f6e 0b8f1c4e'],
  async run({ api, words: [id = '', event = ''] }: Given): Promise<Result> {
    const path = pathOf(id, `/deliveries/${encodeURIComponent(event)}/redeliver`);
    const data = await api.ask<object>(path, { method: 'POST' });
    return {
      data,
      text: 'It is sent within seconds: "subscriptions deliveries" shows the outcome.',
    };
  },
};
