import type { Command, Given, Options, Result } from '../command.js';
import { type Status, statusLines } from '../output/status.js';

type Described = {
  kind: string;
  summary: string;
  about?: string;
  examples: readonly string[];
  options?: Options;
  optionHelp?: Record<string, string>;
  /** The body of the request, from the options. */
  body?: (options: Given['options']) => object;
};

const ID = '7d0f8f0e-2a6f-5a6b-9d5e-0c7a3b1f9e11';

/** A command that asks for an action, and shows where the newsletter stands after it. */
export function action({ kind, body, examples, ...described }: Described): Command {
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
