import type { Command, Given, Result } from '../command.js';
import { columns } from '../output/columns.js';

type Group = {
  key: string;
  count: number;
  brand: string;
  nextSendAt: string | null;
  title: string;
  cure: string;
  actions: string[];
};

export const groups: Command = {
  name: 'groups',
  summary: 'List what needs attention, grouped by cause',
  options: { site: { type: 'string' }, brand: { type: 'string' } },
  optionHelp: { site: 'only of this site', brand: 'only of this brand' },
  about:
    'The group whose first newsletter goes out next comes first. "newsletter bulk ACTION --group KEY" acts on one. With --json, each has its cure and the actions that may help.',
  examples: ['groups', 'groups --site daily'],
  async run({ api, options }: Given): Promise<Result> {
    const answer = await api.ask<{ groups: Group[] }>('/v1/groups', { query: options });
    return { data: answer, text: textOf(answer.groups) };
  },
};

function textOf(found: Group[]): string {
  if (found.length === 0) return 'Nothing needs attention.';
  const rows = found.map(({ key, count, brand, nextSendAt, title }) => [
    key,
    String(count),
    brand,
    nextSendAt ?? '-',
    title,
  ]);
  return columns([['key', 'newsletters', 'brand', 'next send', 'cause'], ...rows], '').join('\n');
}
