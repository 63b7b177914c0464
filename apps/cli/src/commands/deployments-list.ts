import type { Command, Given, Result } from '../command.js';
import { FILTERS, FILTER_HELP, queryOf } from '../newsletters/filters.js';
import { columns } from '../output/columns.js';
import type { Status } from '../output/status.js';

type Page = { deployments: Status[]; next: string | null };

export const list: Command = {
  name: 'deployments list',
  summary: 'List newsletters, newest first',
  options: {
    ...FILTERS,
    limit: { type: 'string' },
    after: { type: 'string' },
  },
  optionHelp: {
    ...FILTER_HELP,
    limit: 'maximum number of results, 1 to 200 (50)',
    after: 'the "next" of the previous page',
  },
  examples: [
    'deployments list',
    'deployments list --status failed,missed --site daily',
    'deployments list --status stopped',
    'deployments list --held --json',
    'deployments list --send-from 2027-03-01T00:00:00Z --send-to 2027-03-02T00:00:00Z',
  ],
  async run({ api, options }: Given): Promise<Result> {
    const page = await api.ask<Page>('/v1/deployments', { query: queryOf(options) });
    return { data: page, text: textOf(page) };
  },
};

function textOf({ deployments, next }: Page): string {
  if (deployments.length === 0) return 'No newsletters found.';
  const rows = deployments.map(({ deploymentId, status, site, due, wanted, held, post }) => [
    deploymentId,
    site,
    status,
    due ? `${due.step} ${due.at}` : '-',
    wanted.sendAt ?? '-',
    held ? `by ${held.by}` : '-',
    post.title,
  ]);
  const lines = columns(
    [['id', 'site', 'status', 'due', 'send time', 'hold', 'title'], ...rows],
    '',
  );
  return [...lines, ...(next ? [`More: --after ${next}`] : [])].join('\n');
}
