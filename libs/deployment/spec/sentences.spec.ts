import { describe, expect, it } from 'vitest';
import { inWords, sentence } from '../src/index.js';
import { MINUTE, NOON, SECOND, type Scenario, given } from './scenario.testing.js';

const said = (events: Scenario['events'], timeZone?: string) =>
  events.map((event) => sentence(event, timeZone));

describe('the history', () => {
  it('shows times in the zone of its reader', () => {
    const { events } = given().published().through('schedule');
    expect(said(events, 'America/Chicago').at(-2)).toBe(
      'Scheduled at Omeda for Mar 2, 2026, 6:30 AM CST (2026-03-02 06:30 US Central).',
    );
    expect(said(events, '+05:45').at(-2)).toContain('Mar 2, 2026, 6:15 PM UTC+5:45');
  });

  it('shows Omeda’s own time only if it was set now, not if it was found there', () => {
    const found = { trackId: 'T1', sendAt: NOON, scheduledDate: '' };
    const words = sentence({ type: 'DeploymentScheduled', data: found, at: NOON });
    expect(words).toBe('Scheduled at Omeda for Mar 2, 2026, 12:00 PM UTC.');
  });

  it('says who consented', () => {
    const consent = { id: 'a', by: { name: 'Ada' }, at: NOON, mode: 'publish' } as const;
    const { events } = given().post('post.saved', 'publish', { consent });
    expect(said(events)).toContain('Set to go out on Mar 2, 2026, 12:30 PM UTC, as Ada decided.');
  });

  it('numbers attempts from the second one, and omits milliseconds', () => {
    const story = given().published().runs('create', {
      kind: 'transient',
      words: 'Busy.',
      unclear: false,
    });
    story.start();
    expect(said(story.events)).toContain('Creation started.');
    expect(said(story.events)).toContain('Creation started (attempt 2).');
    expect(said(story.events).join()).not.toMatch(/attempt 1\)|\d ms/);
  });

  it('says for a first save when creation is due', () => {
    const story = given().saved();
    expect(said(story.events)).toEqual([
      'Post 42 was first seen.',
      'Saved in WordPress.',
      'Revision 1 of the content.',
      'Creation is due in 5 minutes',
    ]);
  });

  it('has a sentence for every event of a whole story', () => {
    const story = given().saved().after(MINUTE).published().through('schedule');
    story.updated('edited').through('watch');
    for (const event of story.events) expect(sentence(event)).toMatch(/^[A-Z].{5,}/);
    expect(said(story.events)).toContain(
      'Scheduled at Omeda for Mar 2, 2026, 12:31 PM UTC (2026-03-02 06:30 US Central).',
    );
  });

  it('says after a resume whether it is still held', () => {
    const story = given().saved().do({ kind: 'hold' }).person('resume');
    expect(said(story.events)).toContain('Resumed by a person.');
    const stalled = given().saved().start('create').do({ kind: 'hold' });
    stalled.takenOver().takenOver().takenOver().person('resume');
    expect(said(stalled.events)).toContain(
      'The step that stalled was resumed by a person. It stays held as before.',
    );
  });

  it('says only once that it is held', () => {
    const ended = given()
      .saved()
      .do({ kind: 'hold' })
      .events.map((event) => sentence(event));
    expect(ended).toContain('Held by a person.');
    const why = given().saved().do({ kind: 'hold', reason: 'Wait for the photo.' });
    expect(said(why.events)).toContain('Held: Wait for the photo.');
  });

  it('quotes Omeda', () => {
    const story = given().saved().runs('create', { kind: 'permanent', words: 'No owner.' });
    expect(said(story.events).at(-1)).toBe('Creation failed: “No owner”');
  });
});

describe('a duration in words', () => {
  it.each([
    [0, 'less than a second'],
    [750, 'less than a second'],
    [SECOND, '1 second'],
    [300 * SECOND, '5 minutes'],
    [90 * SECOND, '1 minute 30 seconds'],
    [60 * MINUTE, '1 hour'],
    [25 * 60 * MINUTE, '1 day 1 hour'],
  ])('of %i ms is %s', (ms, words) => {
    expect(inWords(ms)).toBe(words);
  });
});
