import type { Command, Given, Result } from '../command.js';
import { columns } from '../output/columns.js';
import type { Parked } from './parked.js';

export const parkedList: Command = {
  name: 'parked list',
  summary: 'What could not be dealt with, and why',
  about: 'Needs an operator key.',
  examples: ['parked list', 'parked list --json'],
  async run({ api }: Given): Promise<Result> {
    const answer = await api.ask<{ parked: Parked[] }>('/v1/parked');
    return { data: answer, text: textOf(answer.parked) };
  },
};

function textOf(parked: Parked[]): string {
  if (parked.length === 0) return 'Nothing is parked.';
  const rows = parked.map(({ id, parkedAt, reason }) => [id, parkedAt ?? '-', reason]);
  return columns([['id', 'parked', 'reason'], ...rows], '').join('\n');
}
