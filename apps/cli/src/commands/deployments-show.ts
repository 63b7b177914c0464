import type { Command, Given, Result } from '../command.js';
import { columns } from '../output/columns.js';
import { type Status, statusLines } from '../output/status.js';

type Entry = { version: number; at: string; sentence: string; actor: { name?: string } };

export const show: Command = {
  name: 'deployments show',
  summary: 'Where a newsletter stands, and what happened to it',
  words: ['<id>'],
  options: { at: { type: 'string' } },
  optionHelp: { at: 'as it stood after this event of its history' },
  examples: [
    'deployments show 7d0f8f0e-2a6f-5a6b-9d5e-0c7a3b1f9e11',
    'deployments show 7d0f8f0e-2a6f-5a6b-9d5e-0c7a3b1f9e11 --at 12',
  ],
  async run({ api, words: [id = ''], options }: Given): Promise<Result> {
    const path = `/v1/deployments/${encodeURIComponent(id)}`;
    const query = { at: options['at'] };
    const status = await api.ask<Status>(path, { query });
    const { events } = await api.ask<{ events: Entry[] }>(`${path}/events`);
    const history = events.filter(({ version }) => version <= status.version);
    const rows = history.map(({ version, at, sentence, actor }) => {
      return [String(version), at, actor.name ? `${sentence} (${actor.name})` : sentence];
    });
    const text = [...statusLines(status), '', ...columns(rows, '')].join('\n');
    return { data: { status, events: history }, text };
  },
};
