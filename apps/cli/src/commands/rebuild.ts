import { CliError } from '../cli-error.js';
import type { Command, Result } from '../command.js';
import { EXIT } from '../exit-code.js';

type Line = {
  state: 'running' | 'done' | 'failed';
  seconds?: number;
  rebuilt?: { category: string; streams: number }[];
  detail?: string;
};

export const rebuild: Command = {
  name: 'rebuild',
  summary: 'Rebuild all status from the events',
  about: [
    'Needs an operator key. Everything can keep running. Useful after a release that changes what',
    'the status contains. "npm run rebuild" does the same without a gateway.',
  ].join('\n'),
  examples: ['rebuild'],
  async run({ api, printProgress }): Promise<Result> {
    let last: Line = { state: 'failed', detail: 'The connection broke; the rebuild continues.' };
    const asking = {
      method: 'POST',
      inDoubtHint: 'If the rebuild has started, it continues.',
    } as const;
    for await (const line of api.lines<Line>('/v1/rebuild', asking)) {
      if (line.state === 'running') printProgress(`Running (${line.seconds ?? 0} s)…`);
      else last = line;
    }
    if (last.state !== 'done') throw new CliError(last.detail ?? 'It failed.', EXIT.failed);
    const words = (last.rebuilt ?? []).map(({ category, streams }) => {
      return `Status of ${streams} ${category}(s) rebuilt from their events.`;
    });
    return { data: last, text: words.join('\n') };
  },
};
