import { describe, expect, it } from 'vitest';
import { type Outcome, sentence, statusOf } from '../src/index.js';
import { HOUR, MINUTE, NOON, given } from './scenario.testing.js';

const counts = {
  sentCount: 1_200,
  bounceCount: 14,
  uniqueOpens: 516,
  totalOpens: 700,
  uniqueClicks: 72,
  totalClicks: 90,
  links: [{ url: 'https://example.org/', clicks: 60, uniqueClicks: null }],
};
const results: Outcome = { kind: 'results', ...counts };

/** Sent at noon, seen at the next status check. */
const sent = () => given().scheduledFor(NOON).at('2026-03-02T08:00:00.000Z').through('watch');
const story = () => sent().at(NOON);

describe('the results of a newsletter that was sent', () => {
  it('are read 1, 6, 24, and 72 hours after it was sent, and never again', () => {
    const outcomeStory = story();
    for (const hours of [1, 6, 24, 72]) {
      outcomeStory.at(NOON).thenDue('watch', { inMs: hours * HOUR });
      outcomeStory.runs('watch', results).thenStatus('sent');
      expect(outcomeStory.recorded('ResultsRecorded').at(-1)?.data.hours).toBe(hours);
    }
    outcomeStory.thenNothingDue();
    expect(outcomeStory.count('ResultsRecorded')).toBe(4);
  });

  it('are in its status, the latest ones', () => {
    const outcomeStory = story().runs('watch', results);
    expect(statusOf(outcomeStory.deployment).achieved?.results).toEqual({
      ...counts,
      openRate: 0.43,
      clickRate: 0.06,
      hours: 1,
      at: outcomeStory.now,
    });
  });

  it('are in its history', () => {
    const event = story().runs('watch', results).recorded('ResultsRecorded')[0];
    expect(event && sentence({ ...event, at: NOON })).toBe(
      'Results after 1 hour: 43% opened, 6% clicked, 14 bounced.',
    );
  });

  it('omit what Omeda does not count', () => {
    const partly = { ...results, sentCount: null, uniqueClicks: null, bounceCount: null };
    const event = story().runs('watch', partly).recorded('ResultsRecorded')[0];
    expect(event && sentence({ ...event, at: NOON })).toBe('Results after 1 hour: 516 opened.');
  });

  it('are read once if several readings are late', () => {
    const outcomeStory = story()
      .after(30 * HOUR)
      .runs('watch', results);
    expect(outcomeStory.recorded('ResultsRecorded').map(({ data }) => data.hours)).toEqual([24]);
    outcomeStory.at(NOON).thenDue('watch', { inMs: 72 * HOUR });
  });

  it('are still due after Omeda did not respond', () => {
    const transient = { kind: 'transient', words: 'Timed out.', unclear: false } as const;
    const outcomeStory = story().runs('watch', transient);
    expect(outcomeStory.last.facts).toEqual([]);
    outcomeStory.thenDueIs('watch').answers(results).thenRecorded('ResultsRecorded', 'StepDue');
  });

  it('that Omeda refuses are not read again, and the newsletter stays sent', () => {
    const outcomeStory = story().runs('watch', { kind: 'not-found', words: 'Could not find it.' });
    outcomeStory
      .thenRecorded('ResultsUnavailable', 'StepWithdrawn')
      .thenStatus('sent')
      .thenNothingDue();
    expect(outcomeStory.count('DeploymentFailed')).toBe(0);
  });

  it('are ignored for a newsletter that was not sent', () => {
    given()
      .scheduledFor(NOON)
      .through('schedule')
      .runs('watch', results)
      .thenNothing('nothing new');
  });

  it('are also read if it was sent after it was withdrawn, whatever happens to its post', () => {
    const outcomeStory = story().after(MINUTE).post('post.deleted', 'deleted');
    outcomeStory.runs('watch', results).thenRecorded('ResultsRecorded', 'StepDue');
  });
});
