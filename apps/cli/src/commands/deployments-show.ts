import { CliError } from '../cli-error.js';
import type { Command, Given, Result } from '../command.js';
import { lastEvents, historyText } from '../history.js';
import { columns } from '../output/columns.js';
import { type Status, statusLines } from '../output/status.js';

export const show: Command = {
  name: 'deployments show',
  summary: 'Show the status and history of a newsletter',
  words: ['<id>'],
  options: { at: { type: 'string' }, last: { type: 'string' } },
  optionHelp: {
    at: 'its status after this event of its history',
    last: 'only this many of its latest events (all)',
  },
  examples: [
    'deployments show 7d0f8f0e-2a6f-5a6b-9d5e-0c7a3b1f9e11',
    'deployments show 7d0f8f0e-2a6f-5a6b-9d5e-0c7a3b1f9e11 --at 12',
    'deployments show 7d0f8f0e-2a6f-5a6b-9d5e-0c7a3b1f9e11 --last 20',
  ],
  async run({ api, words: [id = ''], options }: Given): Promise<Result> {
    const count = countOf(options['last']);
    const path = `/v1/deployments/${encodeURIComponent(id)}`;
    const query = { at: options['at'] };
    const status = await api.ask<Status>(path, { query });
    const history = await lastEvents(api, path, { upTo: status.version, count });
    const rows = history.map((entry) => [String(entry.version), entry.at, historyText(entry)]);
    const text = [...statusLines(status), '', ...columns(rows, '')].join('\n');
    return { data: { status, events: history }, text };
  },
};

/** @throws CliError for an invalid number of events. */
function countOf(last: Given['options'][string]): number {
  if (last === undefined) return Infinity;
  if (typeof last === 'string' && /^[1-9]\d{0,8}$/.test(last)) return Number(last);
  throw new CliError('--last must be a whole number of at least 1.');
}
