import type { Command, Given, Result } from '../command.js';
import { columns } from '../output/columns.js';

export type Parked = {
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

const GIVEN_UP_BY: Record<string, string> = {
  rejected: 'the deployer',
  'delivery-limit': 'RabbitMQ, after too many deliveries',
  unroutable: 'RabbitMQ: no queue is bound for it',
};

/** What is told of one of them. */
export function parkedLines(item: Parked): string[] {
  return columns([
    ['id', item.id],
    ['given up by', GIVEN_UP_BY[item.cause] ?? item.cause],
    ['reason', item.reason],
    ['deployment', item.deploymentId ?? '-'],
    ['routing key', item.routingKey],
    ['was in', item.sourceQueue ?? '-'],
    ['parked', item.parkedAt ?? '-'],
    ['state', item.ended ?? 'waits for a person'],
    ['holds', item.body === null ? '-' : JSON.stringify(item.body)],
  ]);
}

/** A command that does something with one of them and shows it as it is then. */
export function parkedAct(kind: 'redrive' | 'discard', summary: string, about: string): Command {
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
