import type { Command, Given, Result } from '../command.js';
import { queryOf } from '../newsletters/filters.js';

export const results: Command = {
  name: 'results',
  summary: 'Export what readers did with sent newsletters, as CSV',
  about:
    'One line for each newsletter that was sent, newest first. Results are read from Omeda 1, 6, 24, and 72 hours after sending.',
  options: {
    site: { type: 'string' },
    brand: { type: 'string' },
    'send-from': { type: 'string' },
    'send-to': { type: 'string' },
  },
  optionHelp: {
    site: 'only of this site',
    brand: 'only of this brand',
    'send-from': 'only those meant to go out at this time or later: 2027-03-01T08:00:00Z',
    'send-to': 'only those meant to go out before this time',
  },
  examples: ['results --send-from 2027-03-01T00:00:00Z > march.csv'],
  async run({ api, options }: Given): Promise<Result> {
    const csv = await api.text('/v1/results.csv', { query: queryOf(options) });
    return { data: { csv }, text: csv.trimEnd() };
  },
};
