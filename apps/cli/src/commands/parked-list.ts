import type { Command, Given, Result } from '../command.js';
import { columns } from '../output/columns.js';
import type { Parked } from './parked.js';

type Page = { parked: Parked[]; next: string | null };

export const parkedList: Command = {
  name: 'parked list',
  summary: 'What could not be dealt with, and why',
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

function textOf(parked: Parked[]): string {
  if (parked.length === 0) return 'Nothing is parked.';
  const rows = parked.map(({ id, parkedAt, reason }) => [id, parkedAt ?? '-', reason]);
  return columns([['id', 'parked', 'reason'], ...rows], '').join('\n');
}
