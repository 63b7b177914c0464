import { describe, expect, it } from 'vitest';
import { MINUTE, SECOND, given } from './scenario.testing.js';

describe('a newsletter edited after it was scheduled', () => {
  const scheduled = () => given().saved().through('content').published().through('schedule');

  it('is unscheduled a minute later, gets its content, a test, and is scheduled again', () => {
    const story = scheduled().after(MINUTE).updated('edited');
    story.thenDue('unschedule', { inMs: 60 * SECOND }).runs('unschedule');
    story.runs('content').runs('test').runs('schedule').thenStatus('scheduled');
    expect(story.deployment.omeda?.testedHash).toBe('hash of edited');
    expect(story.deployment.omeda?.scheduled?.sendAt).toBe(story.deployment.sendAt);
  });

  it('waits at most half of the time that is left', () => {
    const story = scheduled();
    const sendAt = story.deployment.sendAt ?? '';
    story.at(new Date(Date.parse(sendAt) - 100 * SECOND - MINUTE).toISOString());
    story.updated('edited').thenDue('unschedule', { inMs: 60 * SECOND });
    const late = scheduled();
    late.at(new Date(Date.parse(sendAt) - 120 * SECOND).toISOString());
    late.updated('edited').thenDue('unschedule', { inMs: 60 * SECOND });
  });

  it('is taken back in time, however often it is saved', () => {
    const story = scheduled();
    const sendAt = Date.parse(story.deployment.sendAt ?? '');
    story.at(new Date(sendAt - 4 * MINUTE).toISOString());
    for (let n = 0; n < 4; n += 1) story.updated(`edit ${n}`).after(30 * SECOND);
    expect(Date.parse(story.deployment.due?.dueAt ?? '')).toBe(sendAt - 2 * MINUTE);
    expect(story.deployment.due?.step).toBe('unschedule');
  });

  it('is tested again even if only its name or testers changed', () => {
    const story = scheduled().updated('first text', { settings: { detailsHash: 'other' } });
    story.runs('unschedule').runs('update').runs('test').runs('schedule').thenStatus('scheduled');
  });

  it('is tested again when it is changed back after Omeda had the change', () => {
    const story = given().scheduledFor('2026-03-20T08:00:00.000Z').through('test');
    story.updated('edited').runs('content').updated('first text').runs('content');
    story.thenDueIs('test');
  });

  it('stays as it is when it is changed back in time', () => {
    const story = scheduled().updated('edited').updated('first text');
    story.thenRecorded('PostReceived', 'ContentChanged', 'StepDue');
    expect(story.deployment.due?.step).toBe('watch');
  });

  it('is sent as it was, with a warning, if saved within two minutes of the send time', () => {
    const story = scheduled();
    story.at(new Date(Date.parse(story.deployment.sendAt ?? '') - 119 * SECOND).toISOString());
    story
      .updated('too late')
      .thenRecorded('PostReceived', 'ContentChanged', 'ChangedTooLate', 'StepDue');
    expect(story.deployment.due?.step).toBe('watch');
    expect(story.deployment.notices).toMatchObject([{ code: 'too-late' }]);
  });

  it('is warned about once, however often it is saved too late', () => {
    const story = scheduled();
    story.at(new Date(Date.parse(story.deployment.sendAt ?? '') - 119 * SECOND).toISOString());
    story.updated('too late').updated('far too late');
    expect(story.deployment.notices).toHaveLength(1);
  });

  it('is taken back with its newest text if it was to be taken back anyway', () => {
    const story = scheduled();
    story.at(new Date(Date.parse(story.deployment.sendAt ?? '') - 150 * SECOND).toISOString());
    story
      .updated('in time')
      .after(40 * SECOND)
      .updated('and corrected')
      .thenDueIs('unschedule');
    expect(story.count('ChangedTooLate')).toBe(0);
  });

  it('is taken back even within those two minutes if it gets another time', () => {
    const story = given().scheduledFor('2026-03-20T08:00:00.000Z').through('schedule');
    story.at('2026-03-20T07:59:00.000Z');
    story.scheduledFor('2026-03-21T08:00:00.000Z', { text: 'edited' });
    story.thenDue('unschedule', { inMs: 0 });
    expect(story.count('ChangedTooLate')).toBe(0);
  });

  it('is sent as it was if saved after the send time, too', () => {
    const story = scheduled();
    story.at(new Date(Date.parse(story.deployment.sendAt ?? '') + 5 * SECOND).toISOString());
    story.updated('too late');
    expect(story.deployment.due?.step).toBe('watch');
  });

  it('is still taken back if unpublished or trashed within those two minutes', () => {
    for (const event of ['post.unpublished', 'post.trashed'] as const) {
      const story = scheduled();
      story.at(new Date(Date.parse(story.deployment.sendAt ?? '') - 30 * SECOND).toISOString());
      story.post(event, event === 'post.trashed' ? 'trash' : 'draft');
      story.thenDue('unschedule', { inMs: 0 });
    }
  });
});
