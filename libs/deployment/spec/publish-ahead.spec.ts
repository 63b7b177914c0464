import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE, NOON, SECOND, given } from './scenario.testing.js';

const DAY = 24 * HOUR;

describe('a post scheduled in WordPress for weeks ahead', () => {
  const inThreeWeeks = '2026-03-23T14:15:00.000Z';

  it('runs all its steps now and is scheduled at the post’s own time', () => {
    const story = given().scheduledFor(inThreeWeeks).through('schedule');
    expect(story.deployment.omeda?.scheduled?.sendAt).toBe(inThreeWeeks);
    expect(Date.parse(story.now) - Date.parse(NOON)).toBeLessThan(5 * MINUTE);
  });

  it('is not changed when WordPress’s cron publishes it on time', () => {
    const story = given().scheduledFor(inThreeWeeks).through('schedule').at(inThreeWeeks);
    story.published().thenRecorded('PostReceived');
    expect(story.deployment).toMatchObject({ sendAt: inThreeWeeks, sendAtBy: 'post-date' });
  });

  it('is only unscheduled and scheduled again, at once, when only its time changes', () => {
    const story = given().scheduledFor(inThreeWeeks).through('schedule').after(DAY);
    story.scheduledFor('2026-03-24T08:00:00.000Z').thenDue('unschedule', { inMs: 0 });
    story.runs('unschedule').thenDue('schedule', { inMs: 0 }).runs('schedule');
    expect(story.deployment.omeda?.scheduled?.sendAt).toBe('2026-03-24T08:00:00.000Z');
    expect(story.count('TestSent')).toBe(1);
  });

  it('keeps the time that a person gave it when the post is saved with its old one', () => {
    const story = given().scheduledFor(inThreeWeeks).through('schedule');
    story.do({ kind: 'send', at: '2026-03-22T10:00:00.000Z' }).through('schedule');
    story.scheduledFor(inThreeWeeks, { text: 'typo mended' }).through('schedule');
    expect(story.deployment.omeda?.scheduled?.sendAt).toBe('2026-03-22T10:00:00.000Z');
    story.scheduledFor('2026-03-25T10:00:00.000Z');
    expect(story.deployment.sendAt).toBe('2026-03-25T10:00:00.000Z');
  });

  it('is not touched if neither content nor time changes', () => {
    given()
      .scheduledFor(inThreeWeeks)
      .through('schedule')
      .after(DAY)
      .scheduledFor(inThreeWeeks)
      .thenRecorded('PostReceived');
  });

  it('moves even if only a save reports its new time', () => {
    const story = given().scheduledFor(inThreeWeeks).through('schedule');
    story.post('post.saved', 'future', { postDate: '2026-04-01T00:00:00.000Z' });
    story.thenDue('unschedule', { inMs: 0 });
    expect(story.deployment.sendAt).toBe('2026-04-01T00:00:00.000Z');
  });

  it('keeps its time when a save leaves the date out', () => {
    const story = given().scheduledFor(inThreeWeeks).through('schedule');
    story.post('post.saved', 'future').thenRecorded('PostReceived');
  });
});

describe('a post first seen already published', () => {
  const archived = () =>
    given().updated('from the archive').runs('create', { kind: 'create-not-found' });

  it('is shown and waits for a person', () => {
    archived().thenNothingDue().thenStatus('archived');
  });

  it('is not sent by later saves', () => {
    const story = archived().after(DAY).updated('corrected');
    story.runs('create', { kind: 'create-not-found' }).thenNothingDue().thenStatus('archived');
  });

  it('is not sent when a deployment type is given to it afterwards', () => {
    given().post('post.saved', 'publish', { noType: true }).updated('with a type').thenNothingDue();
  });

  it('is not sent when its type is removed and restored', () => {
    const story = archived().updated('x', { noType: true });
    story.updated('with a type again').thenNothingDue();
    expect(story.count('PublishRequested')).toBe(0);
  });

  it('is sent when a person says so', () => {
    given()
      .updated('from the archive')
      .do({ kind: 'send', at: 'now' })
      .thenDue('create', { inMs: 5 * SECOND });
  });

  it('is sent once it was unpublished and published', () => {
    const story = given().updated('a').post('post.unpublished', 'draft').published();
    expect(story.count('PublishRequested')).toBe(1);
    story.through('schedule').thenStatus('scheduled');
  });
});

describe('a newsletter that was sent', () => {
  const sent = () => given().published().through('watch');

  it('is final: later saves are recorded and change nothing', () => {
    const story = sent().thenStatus('sent').after(HOUR).updated('correction');
    story.thenRecorded('PostReceived').thenOnlyResultsDue().thenStatus('sent');
    expect(story.recorded('PostReceived').at(-1)?.data.ignored).toBe('sent');
  });

  it('stays sent when the post is trashed, deleted or unpublished', () => {
    const story = sent().post('post.trashed', 'trash').post('post.deleted', 'deleted');
    story.post('post.unpublished', 'draft').thenOnlyResultsDue().thenStatus('sent');
  });
});
