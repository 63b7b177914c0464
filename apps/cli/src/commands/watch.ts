import { setTimeout as delay } from 'node:timers/promises';
import { CliError } from '../cli-error.js';
import type { Command, Given, Result } from '../command.js';
import { EXIT } from '../exit-code.js';
import { type Entry, historyText } from '../history.js';
import { type Status, statusLines } from '../output/status.js';
import type { SentEvent } from '../sent-events.js';

/** Final statuses. */
const OVER = ['sent', 'sent-after-withdrawal', 'cancelled'];

/** A gateway that restarts, or a proxy that lost it, is back within this time. */
const AWAY_MS = 300_000;
const AGAIN_MS = 1_000;

export const watch: Command = {
  name: 'watch',
  isStream: true,
  summary: 'Follow a newsletter live, until it is sent or canceled',
  words: ['<id>'],
  about:
    'Prints the status, then each event of its history as it happens. Press Ctrl-C to stop. Reconnects when the gateway restarts. With --json, one line for each.',
  examples: ['watch 7d0f8f0e-2a6f-5a6b-9d5e-0c7a3b1f9e11'],
  async run(given: Given): Promise<Result> {
    const path = `/v1/deployments/${encodeURIComponent(given.words[0] ?? '')}/stream`;
    let last: Status | undefined;
    for await (const { event, data } of messages(given, path)) {
      if (event === 'history') showEntry(given, data as Entry);
      if (event !== 'status') continue;
      const status = data as Status;
      if (status.status !== last?.status) showStatus(given, status, last);
      last = status;
      if (OVER.includes(status.status)) break;
    }
    return { data: { status: last?.status }, text: `It is over: ${last?.status}.` };
  },
};

/** Runs as long as it is read. A stream ends after 15 minutes, and is continued where it was. */
async function* messages({ api, printProgress }: Given, path: string): AsyncGenerator<SentEvent> {
  let after: string | undefined;
  let isKnown = false;
  let awaySinceMs: number | undefined;
  for (;;) {
    try {
      for await (const message of api.events(path, after)) {
        isKnown = true;
        awaySinceMs = undefined;
        after = message.id ?? after;
        yield message;
      }
    } catch (error) {
      if (!isKnown || !isAway(error)) throw error;
      if (awaySinceMs === undefined) printProgress('The gateway is unavailable. Retrying.');
      awaySinceMs ??= performance.now();
      if (performance.now() > awaySinceMs + AWAY_MS) throw error;
    }
    await delay(AGAIN_MS);
  }
}

function isAway(error: unknown): boolean {
  return error instanceof CliError && error.exitCode === EXIT.failed;
}

function showEntry({ show }: Given, entry: Entry): void {
  show(entry, `${entry.at}  ${historyText(entry)}`);
}

function showStatus({ show }: Given, status: Status, before: Status | undefined): void {
  const text = before ? `status: ${status.status}` : [...statusLines(status), ''].join('\n');
  show(status, text);
}
