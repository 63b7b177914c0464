import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE, NOON, SECOND, given } from './scenario.testing.js';

describe('sync now', () => {
  it('makes the due step due at once and drops debounce and gaps for that run', () => {
    const story = given().saved().after(MINUTE).person('sync-now');
    story.thenDue('create', { inMs: 0 }).runs('create').thenDue('audience', { inMs: 0 });
    story.through('content').thenNothingDue();
    expect(story.now).toBe('2026-03-02T12:01:00.000Z');
  });

  it('applies to one run: the next save waits again', () => {
    const story = given().saved().person('sync-now').through('content').saved('b');
    story.thenDue('content', { inMs: 60 * SECOND });
  });

  it('does nothing when nothing is waiting', () => {
    given().saved().through('content').person('sync-now').thenNothing('Nothing is waiting.');
  });

  it('brings a waiting retry forward', () => {
    const story = given().saved().runs('create', { kind: 'transient', words: 'x', unclear: false });
    story.after(SECOND).person('sync-now').thenDue('create', { inMs: 0, attempt: 2 });
  });

  it('can be requested by an event', () => {
    given().saved('a', { immediately: true }).thenDue('create', { inMs: 0 });
  });

  it('counts once when requested twice', () => {
    given().saved().person('sync-now').person('sync-now').thenRecorded();
  });
});

describe('the same request twice', () => {
  const broken = { kind: 'permanent', words: 'x' } as const;

  it('is one: a retry', () => {
    const story = given().saved().runs('create', broken).person('retry').person('retry');
    story.thenRecorded();
    expect(story.last.conflict).toBeUndefined();
    story.start('create').person('retry').thenRecorded();
    expect(story.last.conflict).toBeUndefined();
  });

  it('is one: a resume', () => {
    const story = given()
      .saved()
      .do({ kind: 'hold' })
      .person('resume')
      .person('resume')
      .thenRecorded();
    expect(story.last.conflict).toBeUndefined();
  });

  it('is one: to send now, even a moment later', () => {
    const story = given().saved().through('content').do({ kind: 'send', at: 'now' });
    story.after(SECOND).do({ kind: 'send', at: 'now' }).thenRecorded();
    expect(story.last.conflict).toBeUndefined();
  });

  it('is a new one when something happened in between', () => {
    const story = given().saved().runs('create', broken).person('retry').runs('create');
    story.person('retry').thenNothing('No step has failed.');
    const resumed = given().saved().do({ kind: 'hold' }).person('resume').saved('b');
    resumed.person('resume').thenNothing('It is not held.');
  });
});

describe('a test that a person requests', () => {
  const withContent = () => given().saved().through('content');

  it('is refused with the reason if nothing continues: published without consent, or private', () => {
    const archived = withContent().post('post.published', 'publish', { consent: null });
    archived.person('send-test');
    expect(archived.last.because).toMatch(/published without being sent/);
    const hidden = withContent().post('post.saved', 'private');
    hidden.person('send-test');
    expect(hidden.last.because).toMatch(/published without being sent/);
  });

  it('is refused with the problem if something is incomplete', () => {
    const blank = { code: 'nothing-to-read', words: 'There is nothing to read in it.' };
    const story = withContent()
      .saved('', { settings: { problems: [blank] } })
      .person('send-test');
    expect(story.last.because).toContain('There is nothing to read in it.');
  });
});

describe('a person', () => {
  it('sends a draft, including later saves of the draft, which do not stop it', () => {
    const story = given()
      .saved()
      .through('content')
      .do({ kind: 'send', at: '2026-03-05T10:00:00Z' });
    story.saved('edited').post('post.saved', 'pending').through('schedule').thenStatus('scheduled');
    story.saved('edited once more').through('schedule').thenStatus('scheduled');
  });

  it('sends a draft, and unpublishing it after a later publish takes it back', () => {
    const story = given()
      .saved()
      .through('content')
      .do({ kind: 'send', at: '2026-03-05T10:00:00Z' });
    story.published().saved().thenStatus('content-updated');
    expect(story.deployment.intent).toBe('draft');
  });

  it.each([
    ['made private', 'post.saved', 'private'],
    ['given another status', 'post.saved', 'pitch'],
    ['unpublished, and its publishing was not reported', 'post.unpublished', 'draft'],
  ] as const)('sends a draft, and it is taken back when it is %s', (_what, event, status) => {
    const story = given()
      .saved()
      .through('content')
      .do({ kind: 'send', at: '2026-03-05T10:00:00Z' })
      .through('schedule');
    story.post(event, status).thenDueIs('unschedule');
    expect(story.deployment.intent).toBe('draft');
  });

  it('sends at a time of their choice', () => {
    const story = given().saved().through('content');
    story.do({ kind: 'send', at: '2026-03-05T10:00:30.000Z' }).through('schedule');
    expect(story.deployment.omeda?.scheduled?.sendAt).toBe('2026-03-05T10:01:00.000Z');
  });

  it('cannot send what is incomplete, and sees what is missing', () => {
    const problem = { code: 'x', words: 'Choose an Omeda type.' };
    const story = given().saved('a', { settings: { problems: [problem] } });
    story.do({ kind: 'send', at: 'now' }).thenNothing('It is incomplete: Choose an Omeda type.');
  });

  it('cannot send in the past, and sees why', () => {
    given().saved().do({ kind: 'send', at: '2026-03-01T00:00:00.000Z' });
    const story = given().saved().after(HOUR).do({ kind: 'send', at: NOON });
    expect(story.last.conflict).toBe(true);
  });

  it('sends a test of a draft, without scheduling it', () => {
    const story = given().saved().through('content').person('send-test');
    story.runs('test').thenNothingDue().thenStatus('test-sent');
  });

  it('cannot test what is scheduled', () => {
    const story = given().published().through('schedule').person('send-test');
    expect(story.last).toMatchObject({ facts: [], conflict: true });
  });

  it('unschedules, which holds it', () => {
    const story = given().published().through('schedule').person('unschedule');
    story.thenDue('unschedule', { inMs: 0 }).runs('unschedule').thenNothingDue().thenStatus('held');
    story.person('resume').runs('schedule').thenStatus('scheduled');
  });

  it('cannot retry what has not failed', () => {
    const story = given().saved().person('retry');
    expect(story.last).toMatchObject({ facts: [], conflict: true });
  });

  it.each(['sync-now', 'resume', 'send-test', 'unschedule'] as const)(
    'cannot %s what was cancelled for good',
    (kind) => {
      given()
        .saved()
        .through('content')
        .person('cancel')
        .person(kind)
        .thenNothing('It was canceled.');
    },
  );

  it('cannot do anything to what was sent', () => {
    for (const kind of [
      'sync-now',
      'retry',
      'resume',
      'send-test',
      'unschedule',
      'cancel',
    ] as const) {
      const story = given().published().through('watch').person(kind);
      story.thenNothing('It was sent.');
    }
  });
});

describe('what a person holds, but could not be unscheduled', () => {
  const refused = { kind: 'permanent', words: 'No.' } as const;
  const later = { kind: 'transient', words: 'Later.', unclear: false } as const;
  const held = () =>
    given().scheduledFor('2026-03-20T08:00:00.000Z').through('schedule').person('unschedule');

  it('is unscheduled at a retry, and stays held', () => {
    const story = held().runs('unschedule', refused).person('retry');
    story.thenDue('unschedule', { inMs: 0 }).runs('unschedule').thenNothingDue();
    expect(story.deployment.held?.by).toBe('person');
  });

  it('is unscheduled at once if the call was to be retried later', () => {
    const story = held().runs('unschedule', later).after(SECOND);
    story.person('sync-now').thenDue('unschedule', { inMs: 0 });
  });

  it.each(['retry', 'sync-now'] as const)('has no use for %s once it is unscheduled', (kind) => {
    held().runs('unschedule').person(kind).thenNothing('It is held. Resume it first.');
  });
});
