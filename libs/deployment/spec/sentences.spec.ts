import { describe, expect, it } from 'vitest';
import { inWords, sentence } from '../src/index.js';
import { MINUTE, SECOND, given } from './scenario.testing.js';

describe('the history', () => {
  it('says of a first save when creation is due', () => {
    const story = given().saved();
    expect(story.events.map(sentence)).toEqual([
      'First heard of post 42.',
      'Saved in WordPress.',
      'Revision 1 of the content.',
      'Creation is due in 5 minutes',
    ]);
  });

  it('has a sentence for every event of a whole story', () => {
    const story = given().saved().after(MINUTE).published().through('schedule');
    story.updated('edited').through('watch');
    for (const event of story.events) expect(sentence(event)).toMatch(/^[A-Z].{5,}/);
    expect(story.events.map(sentence)).toContain(
      'Scheduled at Omeda for 2026-03-02 06:30 US Central (2026-03-02 12:31 UTC).',
    );
  });

  it('says once that it is held', () => {
    const told = given().saved().do({ kind: 'hold' }).events.map(sentence);
    expect(told).toContain('Held by a person.');
    const why = given().saved().do({ kind: 'hold', reason: 'Wait for the photo.' });
    expect(why.events.map(sentence)).toContain('Held: Wait for the photo.');
  });

  it('quotes Omeda', () => {
    const story = given().saved().runs('create', { kind: 'permanent', words: 'No owner.' });
    expect(story.events.map(sentence).at(-1)).toBe('Creation failed: “No owner”');
  });
});

describe('a duration in words', () => {
  it.each([
    [0, '0 ms'],
    [750, '750 ms'],
    [SECOND, '1 second'],
    [300 * SECOND, '5 minutes'],
    [90 * SECOND, '1 minute 30 seconds'],
    [60 * MINUTE, '1 hour'],
    [25 * 60 * MINUTE, '1 day 1 hour'],
  ])('of %i ms is %s', (ms, words) => {
    expect(inWords(ms)).toBe(words);
  });
});
