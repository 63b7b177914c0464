import type { Given, Options } from '../command.js';

/** Filters for newsletters, in `deployments list` and `bulk`. */
export const FILTERS = {
  status: { type: 'string' },
  site: { type: 'string' },
  brand: { type: 'string' },
  step: { type: 'string' },
  held: { type: 'boolean' },
  text: { type: 'string' },
  'send-from': { type: 'string' },
  'send-to': { type: 'string' },
} as const satisfies Options;

export const FILTER_HELP = {
  status:
    'only with this status, or one of several: scheduled, failed,held… or in-progress, stopped, over',
  site: 'only of this site',
  brand: 'only of this brand',
  step: 'only with this step due or running: create, content, schedule…',
  held: 'only held newsletters',
  text: 'part of the title, a whole TrackId, or a post number',
  'send-from': 'only those that go out at this time or later: 2027-03-01T08:00:00Z',
  'send-to': 'only those that go out before this time',
} as const satisfies Record<keyof typeof FILTERS, string>;

/** Options as query parameters. */
export function queryOf(options: Given['options']) {
  const { 'send-from': sendFrom, 'send-to': sendTo, ...others } = options;
  return { ...others, sendFrom, sendTo };
}
