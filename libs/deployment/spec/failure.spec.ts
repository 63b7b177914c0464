import { describe, expect, it } from 'vitest';
import { type Outcome, TIMING } from '../src/index.js';
import { HOUR, MINUTE, SECOND, given } from './scenario.testing.js';

const broken: Outcome = { kind: 'transient', words: 'Omeda answered 503.', unclear: false };
const refused: Outcome = { kind: 'permanent', words: "'OwnerUserId' x was not found." };

const failedForGood = () =>
  given().saved().through('await-audience').runs('content', refused).thenStatus('failed');

describe('a step that fails temporarily', () => {
  it.each([
    [1, 60],
    [2, 120],
    [3, 240],
  ])('is due again after attempt %i, %i s later', (attempt, seconds) => {
    const story = given().saved().through('await-audience');
    for (let n = 1; n <= attempt; n += 1) story.runs('content', broken);
    story.thenDue('content', { inMs: seconds * SECOND, attempt: attempt + 1 });
  });

  it('has failed, with Omeda’s words, after three retries', () => {
    const story = given().saved().through('await-audience');
    for (let n = 1; n <= 4; n += 1) story.runs('content', broken);
    story.thenNothingDue().thenStatus('failed');
    expect(story.deployment.failed).toMatchObject({
      step: 'content',
      words: 'Omeda answered 503.',
    });
  });

  it('waits for Retry-After if that is later, but an hour at most', () => {
    const story = given().saved();
    story.runs('create', { ...broken, retryAfterMs: 5 * MINUTE } as Outcome);
    story.thenDue('create', { inMs: 5 * MINUTE });
    story.runs('create', { ...broken, retryAfterMs: 9 * HOUR } as Outcome);
    story.thenDue('create', { inMs: HOUR });
  });

  it('is not put off by an equal save', () => {
    const story = given().saved('a').through('await-audience').runs('content', broken);
    story
      .after(10 * SECOND)
      .saved('a')
      .thenDue('content', { inMs: 50 * SECOND, attempt: 2 });
  });

  it('restarts its count of attempts after a changed save', () => {
    const story = given().saved('a').through('await-audience').runs('content', broken);
    story.saved('b').thenDue('content', { inMs: 60 * SECOND, attempt: 1 });
  });

  it('continues where it stopped once it succeeds', () => {
    const story = given().saved().through('await-audience').runs('content', broken);
    story.runs('content').thenNothingDue().thenStatus('content-updated');
  });

  it('counts consecutive failed polls only', () => {
    const loading: Outcome = { kind: 'audience-progress', status: 'IN_PROCESS' };
    const story = given().saved().through('audience').runs('await-audience', loading);
    for (let n = 1; n <= 6; n += 1) {
      story.runs('await-audience', broken);
      story.thenDue('await-audience', { inMs: 60 * SECOND, attempt: 2 });
      story.runs('await-audience', loading);
      story.thenDue('await-audience', { inMs: 5 * SECOND, attempt: 1 });
    }
    for (let n = 1; n <= 4; n += 1) story.runs('await-audience', broken);
    story.thenNothingDue().thenStatus('failed');
  });

  it('is not polled any more if Omeda refuses the poll permanently', () => {
    const story = given().published().through('schedule').after(HOUR);
    story.answers(refused).thenNothingDue().thenStatus('failed');
  });

  it('is only polled again later if it merely watched', () => {
    const story = given().published().through('schedule').after(HOUR);
    story.answers(broken).thenNothing('nothing new');
  });
});

describe('a step that Omeda refuses permanently', () => {
  it('fails at once with Omeda’s own words', () => {
    const story = failedForGood().thenNothingDue();
    expect(story.deployment.failed?.words).toBe("'OwnerUserId' x was not found.");
    expect(story.count('StepErred')).toBe(0);
  });

  it('is revived by a changed save', () => {
    failedForGood()
      .saved('changed')
      .thenDue('content', { inMs: 60 * SECOND, attempt: 1 });
  });

  it('is revived by a publish', () => {
    const story = failedForGood().after(HOUR).published();
    expect(story.deployment.due?.step).toBe('content');
  });

  it('is not revived by an equal save', () => {
    failedForGood().saved().thenNothingDue().thenStatus('failed');
  });

  it('is retried, at once and from attempt 1, when a person says so', () => {
    const story = failedForGood().after(HOUR).person('retry');
    expect(story.deployment.due).toMatchObject({ step: 'content', attempt: 1 });
    expect(story.deployment.due && story.deployment.due.dueAt <= story.now).toBe(true);
    story.through('content').thenStatus('content-updated');
  });
});

describe('an audience that Omeda cannot load', () => {
  it('fails with Omeda’s message; a retry removes the list and assigns it again', () => {
    const story = given().saved().through('audience');
    story.answers({ kind: 'audience-failed', words: 'Query failed.' }).thenStatus('failed');
    story.person('retry').start('audience');
    expect(story.deployment.running?.request).toMatchObject({ removeFirst: true });
    story.answers({ kind: 'audience-assigned', listId: '42' }).through('content');
  });
});

describe('an audience query that Omeda cannot run', () => {
  it('is corrected in the type: the old query’s list is removed, and the new one assigned', () => {
    const wrong = { settings: { audienceQuery: 'Misspelled' } };
    const story = given().saved('a', wrong).through('audience');
    story.answers({ kind: 'audience-failed', words: 'Query failed.' }).thenStatus('failed');
    story.saved('a', { settings: { audienceQuery: 'Subscribers' } }).start('audience');
    const removed = { query: 'Subscribers', removeFirst: true, removeQuery: 'Misspelled' };
    expect(story.deployment.running?.request).toMatchObject(removed);
    story.answers({ kind: 'audience-assigned', listId: '42' }).through('content');
    expect(story.deployment.omeda?.audience?.query).toBe('Subscribers');
  });
});

describe('a schedule that Omeda refuses', () => {
  const tested = () => given().published().through('test');

  it('because the message was modified: tests once more, then schedules', () => {
    const story = tested().start('schedule');
    story.answers({
      kind: 'refused',
      why: 'modified',
      words: 'The e-mail message has been modified.',
    });
    story.runs('test').runs('schedule').thenStatus('scheduled');
    expect(story.count('TestSent')).toBe(2);
  });

  it('because it was modified: restarts the count once it was scheduled', () => {
    const modified: Outcome = { kind: 'refused', why: 'modified', words: 'Modified.' };
    const story = tested().runs('schedule', modified).runs('test').runs('schedule');
    story.do({ kind: 'send', at: '2026-03-02T15:00:00.000Z' }).runs('unschedule');
    story.runs('schedule', modified).runs('test').runs('schedule').thenStatus('scheduled');
  });

  it('because it was modified twice: has failed, edited elsewhere', () => {
    const story = tested().start('schedule');
    const modified: Outcome = { kind: 'refused', why: 'modified', words: 'Modified.' };
    story.answers(modified).runs('test').runs('schedule', modified).thenStatus('failed');
    expect(story.deployment.failed?.words).toContain('edited elsewhere');
  });

  it.each(['not-in-future', 'no-central-name'] as const)(
    'as %s: is due again at the send time, and then sent at once',
    (why) => {
      const story = tested().runs('schedule', { kind: 'refused', why, words: why });
      expect(story.deployment.due).toMatchObject({
        step: 'schedule',
        dueAt: story.deployment.sendAt,
      });
      story.start('schedule');
      expect(story.deployment.running?.request).toMatchObject({ immediately: true });
    },
  );

  it('because the audience is not loaded: awaits the audience, then schedules', () => {
    const story = tested().start('schedule');
    story.answers({
      kind: 'refused',
      why: 'audience-not-ready',
      words: 'Upload did not complete.',
    });
    expect(story.deployment.due?.step).toBe('await-audience');
    story.through('schedule').thenStatus('scheduled');
    expect(story.count('TestSent')).toBe(1);
  });

  it('that does not become ready within its limit has failed', () => {
    const story = tested().after(TIMING.audienceLimitMs).start('schedule');
    story.answers({
      kind: 'refused',
      why: 'audience-not-ready',
      words: 'Upload did not complete.',
    });
    story.thenNothingDue().thenStatus('failed');
  });
});

describe('a fault of an entire brand', () => {
  it('uses no attempt and leaves the step due', () => {
    const story = given().saved().start('create');
    const due = story.recorded('StepDue').at(-1)?.data;
    story.answers({
      kind: 'brand-fault',
      words: 'The AppId submitted is forbidden access.',
      unclear: false,
    });
    story.thenRecorded('StepReleased');
    expect(story.deployment.due).toEqual(due);
    for (let n = 0; n < 9; n += 1) {
      story.start('create').answers({ kind: 'brand-fault', words: 'x', unclear: false });
    }
    story.thenStatus('requested').runs('create').thenStatus('created');
  });
});
