import type { Command, Given, Result } from '../command.js';
import { type Parked, parkedLines } from './parked.js';

export const parkedShow: Command = {
  name: 'parked show',
  summary: 'One parked message: its reason, and what it holds',
  words: ['<id>'],
  examples: ['parked show 0f3c2a'],
  async run({ api, words: [id = ''] }: Given): Promise<Result> {
    const item = await api.ask<Parked>(`/v1/parked/${encodeURIComponent(id)}`);
    return { data: item, text: parkedLines(item).join('\n') };
  },
};
