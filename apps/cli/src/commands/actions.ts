import { CliError } from '../cli-error.js';
import type { Command, Given, Options, Result } from '../command.js';
import { type Status, statusLines } from '../output/status.js';

type Described = {
  kind: string;
  summary: string;
  about?: string;
  examples: readonly string[];
  options?: Options;
  optionHelp?: Record<string, string>;
  /** Builds the body of the request from the options. */
  body?: (options: Given['options']) => object;
};

const ID = '7d0f8f0e-2a6f-5a6b-9d5e-0c7a3b1f9e11';

/** A command that requests an action, and shows the newsletter's status after it. */
function action({ kind, body, examples, ...described }: Described): Command {
  return {
    name: `deployments ${kind}`,
    words: ['<id>'],
    examples: examples.map((options) => `deployments ${kind} ${ID} ${options}`.trim()),
    ...described,
    async run({ api, words: [id = ''], options }): Promise<Result> {
      const path = `/v1/deployments/${encodeURIComponent(id)}/${kind}`;
      const asked = body?.(options);
      const asking = { method: 'POST' as const, ...(asked ? { body: asked } : {}) };
      const status = await api.ask<Status>(path, asking);
      return { data: status, text: statusLines(status).join('\n') };
    },
  };
}

export const retry = action({
  kind: 'retry',
  summary: 'Retry a failed step',
  about:
    'It continues from where it stopped. Fix the cause first; "deployments show" has Omeda’s message.',
  examples: [''],
});

export const hold = action({
  kind: 'hold',
  summary: 'Hold it: nothing happens until you resume it',
  about:
    'Saves are still recorded. If Omeda has it scheduled, it stays scheduled; see "unschedule".',
  options: { reason: { type: 'string' } },
  optionHelp: { reason: 'the reason, shown with the newsletter' },
  examples: ['', '--reason "Wait for the photo"'],
  body: ({ reason }) => (reason === undefined ? {} : { reason }),
});

export const resume = action({
  kind: 'resume',
  summary: 'End a hold',
  examples: [''],
});

export const syncNow = action({
  kind: 'sync-now',
  summary: 'Run the due step now',
  about: 'Skips debounce and delays until nothing is left to do.',
  examples: [''],
});

export const send = action({
  kind: 'send',
  summary: 'Send it at a given time, or now',
  about: 'Ends a hold. The time is in UTC, rounded up to the minute.',
  options: { at: { type: 'string' } },
  optionHelp: { at: 'required: "now", or a time such as 2026-12-24T06:00:00Z' },
  examples: ['--at now', '--at 2026-12-24T06:00:00Z'],
  body({ at }) {
    if (at === undefined)
      throw new CliError('--at is missing. Use --at now, or --at 2026-12-24T06:00:00Z.');
    return { at };
  },
});

export const sendTest = action({
  kind: 'send-test',
  summary: 'Send a test to the testers',
  about: 'This schedules nothing.',
  examples: [''],
});

export const unschedule = action({
  kind: 'unschedule',
  summary: 'Unschedule and hold it',
  about: '"deployments resume" schedules it again.',
  examples: [''],
});

export const cancel = action({
  kind: 'cancel',
  summary: 'Cancel it at Omeda, permanently',
  about: 'This cannot be undone.',
  examples: [''],
});

export const resetSequence = action({
  kind: 'reset-sequence',
  summary: 'Accept the post’s next event, whatever its sequence',
  about: 'Use it when a wrong sequence makes every save of a post stale. Needs an operator key.',
  examples: [''],
});
