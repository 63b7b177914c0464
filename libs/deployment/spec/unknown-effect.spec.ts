import { describe, expect, it } from 'vitest';
import type { Outcome } from '../src/index.js';
import { SECOND, given } from './scenario.testing.js';

const timedOut: Outcome = { kind: 'transient', words: 'No answer.', unclear: true };

describe('a content call of unknown effect', () => {
  it('makes Omeda’s content unknown, so that a reverted change is sent again', () => {
    const story = given().saved('a').through('content').saved('b').runs('content', timedOut);
    story
      .after(SECOND)
      .saved('a')
      .thenDue('content', { inMs: 60 * SECOND });
    story.runs('content');
    expect(story.deployment.omeda?.contentHash).toBe('hash of a');
  });

  it('is tested again once it was sent again', () => {
    const story = given().scheduledFor('2026-03-20T08:00:00.000Z').through('test');
    story.updated('b').runs('content', timedOut).updated('first text').runs('content');
    story.thenDueIs('test');
  });
});

describe('a schedule of unknown effect', () => {
  it('is resolved before the newsletter is changed', () => {
    const story = given().published().through('test').runs('schedule', timedOut);
    story.updated('edited').start('schedule');
    expect(story.recorded('StepStarted').at(-1)?.data.settling).toBe(true);
    story.answers({ kind: 'scheduled', scheduledDate: 'x' });
    expect(story.deployment.due?.step).toBe('unschedule');
  });

  it('is resolved, then unscheduled, if the post is unpublished in the meantime', () => {
    const story = given().published().through('test').runs('schedule', timedOut);
    story.after(SECOND).post('post.unpublished', 'draft').start('schedule');
    expect(story.recorded('StepStarted').at(-1)?.data.settling).toBe(true);
    story.answers({ kind: 'scheduled', scheduledDate: 'x' });
    expect(story.deployment.due?.step).toBe('unschedule');
  });

  it('is called again if resolving finds that it had no effect', () => {
    const story = given().published().through('test').start('schedule').takenOver();
    story.answers({ kind: 'no-effect' }).thenRecorded('StepHadNoEffect').start('schedule');
    expect(story.recorded('StepStarted').at(-1)?.data.settling).toBe(false);
  });

  it('is resolved before it is taken back, if the post is a draft again', () => {
    const story = given().published().through('test').start('schedule');
    story.answers({ kind: 'transient', words: 'No answer.', unclear: true });
    story.post('post.unpublished', 'draft').thenDueIs('schedule');
    story.start('schedule').answers({ kind: 'scheduled', scheduledDate: '2026-03-02 06:30' });
    story.thenDueIs('unschedule');
  });

  it('that went out in the meantime is sent', () => {
    const story = given().published().through('test').start('schedule').takenOver();
    story.answers({ kind: 'sent', sentAt: story.now }).thenStatus('sent').thenOnlyResultsDue();
  });
});

describe('a post that the older plugin had in flight', () => {
  const adopted = () => given().saved('a', { adoptTrackId: 'OLD1' });

  it('was sent when it is found, if Omeda has no date', () => {
    const found = {
      kind: 'adopted',
      trackId: 'OLD1',
      name: 'N',
      omedaTypeId: 7,
      sent: {},
    } as const;
    const story = adopted().start('create').answers(found).thenStatus('sent');
    expect(story.deployment.omeda?.sent?.sentAt).toBe(story.now);
  });

  it('is looked up, never created', () => {
    const story = adopted().start('create');
    expect(story.deployment.running?.request).toMatchObject({
      mode: 'adopt',
      adoptTrackId: 'OLD1',
    });
  });

  it('is looked up again if the first lookup had no outcome', () => {
    const story = adopted().start('create').takenOver();
    expect(story.deployment.running?.request).toMatchObject({
      mode: 'adopt',
      adoptTrackId: 'OLD1',
    });
  });

  it('continues from what Omeda has', () => {
    const story = adopted().start('create');
    story.answers({ kind: 'adopted', trackId: 'OLD1', name: 'n', omedaTypeId: 7, query: 'Q' });
    expect(story.deployment.omeda).toMatchObject({ trackId: 'OLD1', audience: { query: 'Q' } });
    story.through('content').thenNothingDue();
    expect(story.recorded('StepStarted').map(({ data }) => data.step)).toEqual([
      'create',
      'update',
      'content',
    ]);
  });
});
