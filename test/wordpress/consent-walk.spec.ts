import { afterAll, beforeAll, expect, it } from 'vitest';
import { record } from './figures.js';
import { Newsroom } from './newsroom.js';
import { walk } from './walk/walk.js';

const acts = Number(process.env['CONSENT_ACTS'] ?? 60);
const seed = Number(process.env['CONSENT_SEED'] ?? 1);

/** An act is one or two requests; a slow machine takes seconds for one. */
const MS_PER_ACT = 15_000;

let newsroom: Newsroom;
beforeAll(async () => {
  newsroom = await Newsroom.open();
});
afterAll(() => newsroom?.close());

it(
  'whatever a newsroom does, Omeda sends what the last consented state of each post says',
  { timeout: 300_000 + acts * MS_PER_ACT },
  async () => {
    const { result, found, log } = await walk(newsroom, { acts, seed });
    record('consent', result);
    const story = found.length > 0 ? log.join('\n') : '';
    expect({ found, story }).toEqual({ found: [], story: '' });
  },
);
