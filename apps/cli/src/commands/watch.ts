import type { Command, Given, Result } from '../command.js';
import { type Entry, told } from '../history.js';
import { type Status, statusLines } from '../output/status.js';

/** Nothing more comes of these. */
const OVER = ['sent', 'sent-after-withdrawal', 'cancelled'];

export const watch: Command = {
  name: 'watch',
  summary: 'Follow a newsletter live, until it is sent or canceled',
  words: ['<id>'],
  about:
    'Prints the status, then each event of its history as it happens. Press Ctrl-C to stop. With --json, one line for each.',
  examples: ['watch 7d0f8f0e-2a6f-5a6b-9d5e-0c7a3b1f9e11'],
  async run(given: Given): Promise<Result> {
    const { api, words } = given;
    const path = `/v1/deployments/${encodeURIComponent(words[0] ?? '')}/stream`;
    let after: string | undefined;
    let last: Status | undefined;
    // A stream ends after a quarter of an hour, and goes on where it was.
    while (!last || !OVER.includes(last.status)) {
      for await (const { event, id, data } of api.events(path, after)) {
        after = id ?? after;
        if (event === 'history') showEntry(given, data as Entry);
        if (event !== 'status') continue;
        const status = data as Status;
        if (status.status !== last?.status) showStatus(given, status, last);
        last = status;
        if (OVER.includes(status.status)) break;
      }
    }
    return { data: { status: last.status }, text: `It is over: ${last.status}.` };
  },
};

function showEntry({ show }: Given, entry: Entry): void {
  show(entry, `${entry.at}  ${told(entry)}`);
}

function showStatus({ show }: Given, status: Status, before: Status | undefined): void {
  const text = before ? `status: ${status.status}` : [...statusLines(status), ''].join('\n');
  show(status, text);
}
