import type { Command, Given, Result } from '../command.js';
import { columns } from '../output/columns.js';

type Call = {
  step: string;
  call: string;
  method: string;
  path: string;
  status: number | null;
  error: string | null;
  class: string;
  beganAt: string;
  tookMs: number;
};
type Page = { calls: Call[]; next: number | null };

const HEADER = ['began', 'step', 'call', 'status', 'ms', 'request'];

export const calls: Command = {
  name: 'deployments calls',
  summary: 'List the calls to Omeda that were made for a newsletter, latest first',
  about:
    'With --json, each call has its request and its response, without keys, the names in email addresses, and content.',
  words: ['<id>'],
  options: { limit: { type: 'string' }, after: { type: 'string' } },
  optionHelp: {
    limit: 'how many, 200 at most (50)',
    after: 'where the previous page ended',
  },
  examples: [
    'deployments calls 7d0f8f0e-2a6f-5a6b-9d5e-0c7a3b1f9e11 --limit 5',
    'deployments calls 7d0f8f0e-2a6f-5a6b-9d5e-0c7a3b1f9e11 --json',
  ],
  async run({ api, words: [id = ''], options }: Given): Promise<Result> {
    const path = `/v1/deployments/${encodeURIComponent(id)}/calls`;
    const page = await api.ask<Page>(path, { query: options });
    if (page.calls.length === 0) return { data: page, text: 'No calls are on record.' };
    const more = page.next === null ? [] : ['', `More: --after ${page.next}`];
    const rows = [HEADER, ...page.calls.map(rowOf)];
    return { data: page, text: [...columns(rows, ''), ...more].join('\n') };
  },
};

function rowOf({ beganAt, step, call, status, tookMs, method, path, ...rest }: Call): string[] {
  const answer = status === null ? (rest.error ?? '-') : String(status);
  const withClass = rest.class === 'ok' ? answer : `${answer} (${rest.class})`;
  return [beganAt, step, call, withClass, String(tookMs), `${method} ${path}`];
}
