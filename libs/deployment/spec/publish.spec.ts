import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE, NOON, SECOND, given } from './scenario.testing.js';

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

  it('is tested 5 s after the last save, and scheduled 30 s later', () => {
    const story = given().saved().through('content').after(HOUR).published();
    story.thenDue('test', { inMs: 5 * SECOND });
    story.runs('test').thenDue('schedule', { inMs: 30 * SECOND });
    story.runs('schedule').thenStatus('scheduled');
  });

  it('includes the meta boxes that the editor’s second request brings', () => {
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

  it('continues with what is missing when it is published in mid-chain', () => {
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

  it('divides the time that is left among the steps', () => {
    const story = given()
      .published({ publishDelayMs: 2 * MINUTE })
      .runs('create');
    // 115 s until the send time, 60 s of them reserved, six gaps... five steps are left.
    const spare = Date.parse('2026-03-02T12:02:00.000Z') - Date.parse(story.now) - 60 * SECOND;
    story.thenDue('audience', { inMs: spare / 5 });
  });

  it('makes no pause when the send time is very close', () => {
    given().published({ publishDelayMs: MINUTE }).runs('create').thenDue('audience', { inMs: 0 });
  });

  it('does not move when it is published again', () => {
    const story = given().published().through('schedule').after(MINUTE).published();
    expect(story.deployment.sendAt).toBe('2026-03-02T12:30:00.000Z');
    expect(story.count('PublishRequested')).toBe(1);
  });

  it('is not sent if only a save reports it: nobody consented', () => {
    const story = given().saved().through('content').updated('first text');
    story.thenNothingDue().thenStatus('archived');
    expect(story.count('PublishRequested')).toBe(0);
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
  it.each(['test', 'nothing'] as const)('%s: is still sent on request', (onPublish) => {
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

  it('takes back what is scheduled if its type no longer sends', () => {
    const story = given().published().through('schedule').after(MINUTE);
    story.updated('first text', { settings: { onPublish: 'nothing' } });
    story
      .thenDue('unschedule', { inMs: 60 * SECOND })
      .runs('unschedule')
      .thenNothingDue();
  });
});

describe('a post whose type is removed after it was published', () => {
  it('is taken back, and not sent by a save', () => {
    const story = given().saved().published().through('schedule');
    story.updated('x', { noType: true }).runs('unschedule');
    story.updated('with a type again').thenNothingDue().thenStatus('archived');
    expect(story.count('PublishRequested')).toBe(1);
  });
});
