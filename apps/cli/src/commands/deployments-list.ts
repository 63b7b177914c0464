import type { Command, Given, Result } from '../command.js';
import { columns } from '../output/columns.js';
import type { Status } from '../output/status.js';

type Page = { deployments: Status[]; next: string | null };

export const list: Command = {
  name: 'deployments list',
  summary: 'List newsletters, newest first',
  options: {
    status: { type: 'string' },
    site: { type: 'string' },
    brand: { type: 'string' },
    step: { type: 'string' },
    held: { type: 'boolean' },
    text: { type: 'string' },
    limit: { type: 'string' },
    after: { type: 'string' },
  },
  optionHelp: {
    status: 'only with this status: requested, scheduled, sent, failed, held, missed…',
    site: 'only of this site',
    brand: 'only of this brand',
    step: 'only with this step due or running: create, content, schedule…',
    held: 'only held newsletters',
    text: 'part of the title',
    limit: 'maximum number of results, 1 to 200 (50)',
    after: 'the "next" of the previous page',
  },
  examples: [
    'deployments list',
    'deployments list --status failed --site daily',
    'deployments list --held --json',
  ],
  async run({ api, options }: Given): Promise<Result> {
    const page = await api.ask<Page>('/v1/deployments', { query: options });
    return { data: page, text: textOf(page) };
  },
};

function textOf({ deployments, next }: Page): string {
  if (deployments.length === 0) return 'No newsletters found.';
  const rows = deployments.map(({ deploymentId, status, site, due, wanted, post }) => [
    deploymentId,
    site,
    status,
    due ? `${due.step} ${due.at}` : (wanted.sendAt ?? '-'),
    post.title,
  ]);
  const lines = columns([['id', 'site', 'status', 'due or send time', 'title'], ...rows], '');
  return [...lines, ...(next ? [`More: --after ${next}`] : [])].join('\n');
}
