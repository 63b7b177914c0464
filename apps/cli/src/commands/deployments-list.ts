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
    'send-from': { type: 'string' },
    'send-to': { type: 'string' },
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
    'send-from': 'only those that go out at this time or later: 2027-03-01T08:00:00Z',
    'send-to': 'only those that go out before this time',
    limit: 'maximum number of results, 1 to 200 (50)',
    after: 'the "next" of the previous page',
  },
  examples: [
    'deployments list',
    'deployments list --status failed --site daily',
    'deployments list --held --json',
    'deployments list --send-from 2027-03-01T00:00:00Z --send-to 2027-03-02T00:00:00Z',
  ],
  async run({ api, options }: Given): Promise<Result> {
    const { 'send-from': sendFrom, 'send-to': sendTo, ...others } = options;
    const query = { ...others, sendFrom, sendTo };
    const page = await api.ask<Page>('/v1/deployments', { query });
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
