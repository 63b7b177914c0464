import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE, SECOND, given, seen } from './scenario.testing.js';

describe('a held deployment', () => {
  it('has nothing due; saves are still recorded and the reason shows', () => {
    const story = given().saved().do({ kind: 'hold', reason: 'Waiting for legal.' });
    story.thenRecorded('DeploymentHeld', 'StepWithdrawn').thenStatus('held');
    story.saved('changed').thenRecorded('PostReceived', 'ContentChanged').thenNothingDue();
    expect(story.deployment.held?.reason).toBe('Waiting for legal.');
  });

  it('continues with the latest content when it is resumed', () => {
    const story = given().saved().do({ kind: 'hold' }).saved('changed').after(HOUR);
    story.person('resume').through('content');
    expect(story.deployment.omeda?.contentHash).toBe('hash of changed');
  });

  it('still records the outcome of the step that was running', () => {
    const story = given().saved().start('create').do({ kind: 'hold' });
    story.answers({ kind: 'created', trackId: 'T1', found: false, marker: '' }).thenNothingDue();
    expect(story.deployment.omeda?.trackId).toBe('T1');
  });

  it('continues when its post is published', () => {
    const story = given().saved().through('content').do({ kind: 'hold' }).published();
    story.through('schedule').thenStatus('scheduled');
  });

  it('continues when its post gets a new time', () => {
    const story = given().scheduledFor('2026-03-20T08:00:00.000Z').do({ kind: 'hold' });
    story.scheduledFor('2026-03-21T08:00:00.000Z').through('schedule').thenStatus('scheduled');
  });

  it('stays held when WordPress’s cron publishes the scheduled post', () => {
    const postDate = '2026-03-20T08:00:00.000Z';
    const story = given().scheduledFor(postDate).do({ kind: 'hold' });
    story.published({ postDate }).thenNothingDue().thenStatus('held');
  });

  it('does not go out: it is unscheduled, and scheduled again when resumed', () => {
    const story = given().published().through('schedule').do({ kind: 'hold' });
    story.thenDue('unschedule', { inMs: 0 }).runs('unschedule').thenNothingDue().thenStatus('held');
    story.person('resume').runs('schedule').thenStatus('scheduled');
  });

  it('is taken back also within two minutes of the send time', () => {
    const story = given().published().through('schedule');
    story.at(new Date(Date.parse(story.deployment.sendAt ?? '') - 30 * SECOND).toISOString());
    story.do({ kind: 'hold' }).thenDue('unschedule', { inMs: 0 });
  });

  it('is taken back if its schedule was under way', () => {
    const story = given().published().through('test').start('schedule').do({ kind: 'hold' });
    story.answers({ kind: 'scheduled', scheduledDate: 'x' }).thenDue('unschedule', { inMs: 0 });
  });

  it('is taken back permanently when its post is unpublished', () => {
    const story = given().published().through('test').do({ kind: 'hold' });
    story.post('post.unpublished', 'draft').person('resume').thenNothingDue();
    expect(story.deployment.intent).toBe('draft');
  });

  it('is held once, however often that is requested', () => {
    given().saved().do({ kind: 'hold' }).do({ kind: 'hold' }).thenRecorded();
  });
});

describe('drift in Omeda’s portal', () => {
  it('is recorded and held, not overwritten', () => {
    const story = given()
      .published()
      .through('schedule')
      .after(10 * MINUTE);
    story.answers(seen({ status: 'open' }));
    story.thenRecorded('Drifted', 'DeploymentHeld', 'StepWithdrawn').thenStatus('held');
  });

  it('continues when a person resumes it', () => {
    const story = given()
      .published()
      .through('schedule')
      .after(10 * MINUTE);
    story.answers(seen({ status: 'open' })).person('resume');
    story.runs('schedule').thenStatus('scheduled');
  });
});
