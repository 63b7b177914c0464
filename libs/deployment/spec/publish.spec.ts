import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE, NOON, SECOND, given } from './scenario.testing.js';

const DAY = 24 * HOUR;

describe('a draft that is published', () => {
  it('is sent thirty minutes later, on a whole minute', () => {
    const story = given()
      .saved()
      .through('content')
      .after(61.5 * SECOND)
      .published();
    const expected = Math.ceil((Date.parse(story.now) + 30 * MINUTE) / MINUTE) * MINUTE;
    expect(story.deployment.sendAt).toBe(new Date(expected).toISOString());
  });

  it('is sent after the site’s own publish delay', () => {
    const story = given().published({ publishDelayMs: 0 });
    expect(story.deployment.sendAt).toBe(NOON);
  });

  it('counts the delay from when it was published, not from when we heard of it', () => {
    const story = given().published({ ageMs: 10 * MINUTE });
    expect(story.deployment.sendAt).toBe('2026-03-02T12:20:00.000Z');
  });

  it('is tested 5 s after the last save, then scheduled 30 s later', () => {
    const story = given().saved().through('content').after(HOUR).published();
    story.thenDue('test', { inMs: 5 * SECOND });
    story.runs('test').thenDue('schedule', { inMs: 30 * SECOND });
    story.runs('schedule').thenStatus('scheduled');
  });

  it('takes the meta boxes that the editor’s second request brings', () => {
    const story = given().saved('a').through('content').after(HOUR).published();
    story
      .after(2 * SECOND)
      .updated('with meta boxes')
      .thenDue('content', { inMs: 5 * SECOND });
    story.through('schedule');
    expect(story.deployment.omeda?.testedHash).toBe('hash of with meta boxes');
    expect(story.count('PublishRequested')).toBe(1);
  });

  it('goes through all steps when it was never seen before', () => {
    const story = given()
      .published()
      .thenDue('create', { inMs: 5 * SECOND })
      .through('schedule');
    expect(story.recorded('StepStarted').map(({ data }) => data.step)).toEqual([
      'create',
      'audience',
      'content',
      'test',
      'schedule',
    ]);
  });

  it('goes on with what is missing when it is published in mid-chain', () => {
    const story = given().saved().through('audience').published().through('schedule');
    expect(story.recorded('StepStarted').map(({ data }) => data.step)).toEqual([
      'create',
      'audience',
      'content',
      'test',
      'schedule',
    ]);
  });

  it('is created with its send time as DeploymentDate', () => {
    const story = given().published().start('create');
    expect(story.deployment.running?.request).toMatchObject({
      deploymentDate: '2026-03-02T12:30:00.000Z',
    });
  });

  it('leaves at most the time that is left, shared by the steps, between two steps', () => {
    const story = given()
      .published({ publishDelayMs: 2 * MINUTE })
      .runs('create');
    // 115 s until the send time, 60 s of them kept free, six gaps... five steps are left.
    const spare = Date.parse('2026-03-02T12:02:00.000Z') - Date.parse(story.now) - 60 * SECOND;
    story.thenDue('audience', { inMs: spare / 5 });
  });

  it('makes no pause at all when the send time is as good as here', () => {
    given().published({ publishDelayMs: MINUTE }).runs('create').thenDue('audience', { inMs: 0 });
  });

  it('does not move when it is published again', () => {
    const story = given().published().through('schedule').after(MINUTE).published();
    expect(story.deployment.sendAt).toBe('2026-03-02T12:30:00.000Z');
    expect(story.count('PublishRequested')).toBe(1);
  });

  it('is an edge too when only a save tells of it', () => {
    const story = given().saved().through('content').updated('first text');
    expect(story.count('PublishRequested')).toBe(1);
  });
});

describe('onPublish', () => {
  it('test: sends a test and does not schedule', () => {
    const settings = { onPublish: 'test' as const };
    given().published({ settings }).through('test').thenNothingDue().thenStatus('test-sent');
  });

  it('nothing: brings the content to Omeda and stops', () => {
    const settings = { onPublish: 'nothing' as const };
    given().published({ settings }).through('content').thenNothingDue();
  });
});

describe('onPublish and a person', () => {
  it.each(['test', 'nothing'] as const)('%s: is sent all the same when asked for', (onPublish) => {
    const story = given().published({ settings: { onPublish } }).through('content');
    story.do({ kind: 'send', at: '2026-03-02T14:00:00.000Z' }).through('schedule');
    story.thenStatus('scheduled');
    expect(story.deployment.omeda?.scheduled?.sendAt).toBe('2026-03-02T14:00:00.000Z');
  });

  it.each(['test', 'nothing'] as const)('%s: is missed when its time passes', (onPublish) => {
    const story = given().published({ settings: { onPublish } }).through('content');
    story.do({ kind: 'send', at: '2026-03-02T14:00:00.000Z' }).do({ kind: 'hold' });
    story.at('2026-03-02T14:00:00.000Z').do({ kind: 'pass-time', brandHeld: false });
    story.thenStatus('missed');
  });

  it('takes back what is scheduled when the type no longer means it to be sent', () => {
    const story = given().published().through('schedule').after(MINUTE);
    story.updated('first text', { settings: { onPublish: 'nothing' } });
    story
      .thenDue('unschedule', { inMs: 60 * SECOND })
      .runs('unschedule')
      .thenNothingDue();
  });
});

describe('a post whose newsletter lost its type after it was published', () => {
  it('is a draft again, and no mere save sends it', () => {
    const story = given().saved().published().through('schedule');
    story.updated('x', { noType: true }).runs('unschedule');
    story.updated('with a type again').through('content').thenNothingDue();
    expect(story.count('PublishRequested')).toBe(1);
  });
});

describe('a post scheduled in WordPress for weeks ahead', () => {
  const inThreeWeeks = '2026-03-23T14:15:00.000Z';

  it('runs all its steps now and is scheduled at the post’s own time', () => {
    const story = given().scheduledFor(inThreeWeeks).through('schedule');
    expect(story.deployment.omeda?.scheduled?.sendAt).toBe(inThreeWeeks);
    expect(Date.parse(story.now) - Date.parse(NOON)).toBeLessThan(5 * MINUTE);
  });

  it('is not changed by WordPress’s cron that publishes it at its hour', () => {
    const story = given().scheduledFor(inThreeWeeks).through('schedule').at(inThreeWeeks);
    story.published().thenRecorded('PostReceived');
    expect(story.deployment).toMatchObject({ sendAt: inThreeWeeks, sendAtBy: 'post-date' });
  });

  it('is only unscheduled and scheduled anew, at once, when only its time changes', () => {
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

  it('is left alone when neither content nor time changes', () => {
    given()
      .scheduledFor(inThreeWeeks)
      .through('schedule')
      .after(DAY)
      .scheduledFor(inThreeWeeks)
      .thenRecorded('PostReceived');
  });

  it('keeps its time when a save merely tells another one', () => {
    const story = given().scheduledFor(inThreeWeeks).through('schedule');
    story.post('post.saved', 'future', { postDate: '2026-04-01T00:00:00.000Z' });
    expect(story.deployment.sendAt).toBe(inThreeWeeks);
  });
});

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

  it('is taken back in time however often it is saved', () => {
    const story = scheduled();
    const sendAt = Date.parse(story.deployment.sendAt ?? '');
    story.at(new Date(sendAt - 4 * MINUTE).toISOString());
    for (let n = 0; n < 4; n += 1) story.updated(`edit ${n}`).after(30 * SECOND);
    expect(Date.parse(story.deployment.due?.dueAt ?? '')).toBe(sendAt - 2 * MINUTE);
    expect(story.deployment.due?.step).toBe('unschedule');
  });

  it('is tested again when only its name or testers changed', () => {
    const story = scheduled().updated('first text', { settings: { detailsHash: 'other' } });
    story.runs('unschedule').runs('update').runs('test').runs('schedule').thenStatus('scheduled');
  });

  it('is tested anew when it is changed back after Omeda had the change', () => {
    const story = given().scheduledFor('2026-03-20T08:00:00.000Z').through('test');
    story.updated('edited').runs('content').updated('first text').runs('content');
    story.thenDueIs('test');
  });

  it('stays as it is when it is changed back in time', () => {
    const story = scheduled().updated('edited').updated('first text');
    story.thenRecorded('PostReceived', 'ContentChanged', 'StepDue');
    expect(story.deployment.due?.step).toBe('watch');
  });

  it('goes as it was, with a warning, when saved within two minutes of the send time', () => {
    const story = scheduled();
    story.at(new Date(Date.parse(story.deployment.sendAt ?? '') - 119 * SECOND).toISOString());
    story
      .updated('too late')
      .thenRecorded('PostReceived', 'ContentChanged', 'ChangedTooLate', 'StepDue');
    expect(story.deployment.due?.step).toBe('watch');
    expect(story.deployment.notices).toMatchObject([{ code: 'too-late' }]);
  });

  it('is taken back with its newest text when it was to be taken back anyway', () => {
    const story = scheduled();
    story.at(new Date(Date.parse(story.deployment.sendAt ?? '') - 150 * SECOND).toISOString());
    story
      .updated('in time')
      .after(40 * SECOND)
      .updated('and corrected')
      .thenDueIs('unschedule');
    expect(story.count('ChangedTooLate')).toBe(0);
  });

  it('is taken back within those two minutes, too, when it gets another time', () => {
    const story = given().scheduledFor('2026-03-20T08:00:00.000Z').through('schedule');
    story.at('2026-03-20T07:59:00.000Z');
    story.scheduledFor('2026-03-21T08:00:00.000Z', { text: 'edited' });
    story.thenDue('unschedule', { inMs: 0 });
    expect(story.count('ChangedTooLate')).toBe(0);
  });

  it('goes as it was when saved after the send time, too', () => {
    const story = scheduled();
    story.at(new Date(Date.parse(story.deployment.sendAt ?? '') + 5 * SECOND).toISOString());
    story.updated('too late');
    expect(story.deployment.due?.step).toBe('watch');
  });

  it('is still taken back by unpublishing or trashing it within those two minutes', () => {
    for (const event of ['post.unpublished', 'post.trashed'] as const) {
      const story = scheduled();
      story.at(new Date(Date.parse(story.deployment.sendAt ?? '') - 30 * SECOND).toISOString());
      story.post(event, event === 'post.trashed' ? 'trash' : 'draft');
      story.thenDue('unschedule', { inMs: 0 });
    }
  });
});

describe('a post first seen already published', () => {
  it('is shown and waits for a person', () => {
    given().updated('from the archive').thenNothingDue().thenStatus('archived');
  });

  it('is not sent by later saves', () => {
    given().updated('from the archive').after(DAY).updated('corrected').thenNothingDue();
  });

  it('is not sent when a deployment type is given to it afterwards', () => {
    given().post('post.saved', 'publish', { noType: true }).updated('with a type').thenNothingDue();
  });

  it('is not sent when its type is taken away and given back', () => {
    const story = given().updated('from the archive').updated('x', { noType: true });
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
    story.thenRecorded('PostReceived').thenNothingDue().thenStatus('sent');
    expect(story.recorded('PostReceived').at(-1)?.data.ignored).toBe('sent');
  });

  it('stays sent when the post is trashed, deleted or unpublished', () => {
    const story = sent().post('post.trashed', 'trash').post('post.deleted', 'deleted');
    story.post('post.unpublished', 'draft').thenNothingDue().thenStatus('sent');
  });
});
