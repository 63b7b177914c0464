import type { Command, Given, Result } from '../command.js';
import { columns } from '../output/columns.js';

type Parked = {
  id: string;
  cause: string;
  reason: string;
  deploymentId: string | null;
  routingKey: string;
  sourceQueue: string | null;
  parkedAt: string | null;
  ended: string | null;
  body: unknown;
};

type Page = { parked: Parked[]; next: string | null };

const GIVEN_UP_BY: Record<string, string> = {
  rejected: 'the deployer',
  'delivery-limit': 'RabbitMQ, after too many deliveries',
  unroutable: 'RabbitMQ: no queue is bound for it',
};

export const parkedList: Command = {
  name: 'parked list',
  summary: 'List parked messages, and why each is parked',
  about: 'Needs an operator key.',
  examples: ['parked list', 'parked list --json'],
  async run({ api }: Given): Promise<Result> {
    const parked: Parked[] = [];
    for (let after: string | null = ''; after !== null;) {
      const query = `?limit=1000${after ? `&after=${after}` : ''}`;
      const page: Page = await api.ask<Page>(`/v1/parked${query}`);
      parked.push(...page.parked);
      after = page.next;
    }
    return { data: { parked }, text: textOf(parked) };
  },
};

export const parkedShow: Command = {
  name: 'parked show',
  summary: 'Show a parked message: its reason and its content',
  words: ['<id>'],
  examples: ['parked show 0f3c2a'],
  async run({ api, words: [id = ''] }: Given): Promise<Result> {
    const item = await api.ask<Parked>(`/v1/parked/${encodeURIComponent(id)}`);
    return { data: item, text: parkedLines(item).join('\n') };
  },
};

export const parkedRedrive = parkedAct(
  'redrive',
  'Redrive a parked message',
  'Fix the cause first. Asked twice, it is sent once; its delivery count starts over.',
);

export const parkedDiscard = parkedAct(
  'discard',
  'Discard a parked message',
  'The newsletter it belongs to does not change; "deployments show" shows its status.',
);

function textOf(parked: Parked[]): string {
  if (parked.length === 0) return 'Nothing is parked.';
  const rows = parked.map(({ id, parkedAt, reason }) => [id, parkedAt ?? '-', reason]);
  return columns([['id', 'parked', 'reason'], ...rows], '').join('\n');
}

/** Text for one message. */
function parkedLines(item: Parked): string[] {
  return columns([
    ['id', item.id],
    ['parked by', GIVEN_UP_BY[item.cause] ?? item.cause],
    ['reason', item.reason],
    ['deployment', item.deploymentId ?? '-'],
    ['routing key', item.routingKey],
    ['came from', item.sourceQueue ?? '-'],
    ['parked', item.parkedAt ?? '-'],
    ['state', item.ended ?? 'waits for a person'],
    ['holds', item.body === null ? '-' : JSON.stringify(item.body)],
  ]);
}

/** A command that acts on one message and shows it afterwards. */
function parkedAct(kind: 'redrive' | 'discard', summary: string, about: string): Command {
  return {
    name: `parked ${kind}`,
    summary,
    about,
    words: ['<id>'],
    examples: [`parked ${kind} 0f3c2a`, `parked ${kind} 0f3c2a --json`],
    async run({ api, words: [id = ''] }: Given): Promise<Result> {
      const path = `/v1/parked/${encodeURIComponent(id)}/${kind}`;
      const item = await api.ask<Parked>(path, { method: 'POST' });
      return { data: item, text: parkedLines(item).join('\n') };
    },
  };
}
