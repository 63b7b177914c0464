import { describe, expect, it } from 'vitest';
import { type Outcome, TIMING, markerOf, pollDelayMs } from '../src/index.js';
import { ID, MINUTE, SECOND, given, seen } from './scenario.testing.js';

const SEND_AT = '2026-03-20T08:00:00.000Z';
const timedOut: Outcome = { kind: 'transient', words: 'No answer.', unclear: true };
const ours = { scheduledAt: SEND_AT };
const tested = () => given().scheduledFor(SEND_AT).through('test');

describe('a call that got no response', () => {
  it('is checked for a minute later and each minute, until five minutes are over', () => {
    const story = given().saved().through('await-audience').runs('content', timedOut);
    story.runs('content').thenDueIs('watch').start('watch');
    story
      .answers(seen({ status: 'open' }))
      .thenNothing('nothing new')
      .thenDueIs('watch');
    story.after(5 * MINUTE).answers(seen({ status: 'open' }));
    story.thenRecorded('LateCallsRuledOut', 'StepWithdrawn').thenNothingDue();
  });

  it('is checked for before the hourly watch begins', () => {
    const story = tested().runs('schedule', timedOut);
    story.start('schedule').answers({ kind: 'no-effect' }).runs('schedule').thenDueIs('watch');
    expect(Date.parse(story.deployment.due?.dueAt ?? '') - Date.parse(story.now)).toBeLessThan(
      MINUTE,
    );
    expect(pollDelayMs(story.deployment, story.now, TIMING)).toBe(MINUTE);
  });

  it('of a process that died is checked for, too', () => {
    const story = given().saved().start('create').takenOver();
    const marker = markerOf(ID, 1);
    story.answers({ kind: 'created', trackId: 'T1', found: true, marker }).through('content');
    expect(story.deployment.inDoubt?.requests).toMatchObject([{ step: 'create', mode: 'create' }]);
  });

  it('that only reads is not waited for', () => {
    const story = given().saved().start('create').takenOver();
    story.answers({ kind: 'transient', words: 'No answer.', unclear: true }).start('create');
    expect(story.deployment.inDoubt?.requests).toHaveLength(1);
  });
});

describe('a create that takes effect late', () => {
  const marker = markerOf(ID, 1);

  it('is a twin, found and cancelled even if nothing is ever scheduled', () => {
    const searched = { ...timedOut, searchedEmpty: true } as Outcome;
    const story = given().saved().runs('create', searched).runs('create').through('content');
    story.start('watch').answers({ ...seen({ status: 'open' }), twins: ['LATE'] } as never);
    story.thenRecorded('TwinFound', 'StepDue').start('cancel');
    expect(story.deployment.running?.request).toMatchObject({ trackId: 'LATE', twin: true });
    story.answers({ kind: 'cancelled' }).thenDueIs('watch');
  });

  it('is found and cancelled if its post was trashed in the meantime', () => {
    const story = given().saved().start('create').post('post.trashed', 'trash').takenOver();
    story.answers({ kind: 'create-not-found' }).start('create');
    story.answers({ kind: 'create-not-found' }).thenDueIs('watch').start('watch');
    story
      .answers({ kind: 'seen', twins: ['LATE'] })
      .runs('cancel')
      .thenStatus('cancelled');
  });

  it('is never mistaken for a twin if it is the one we have', () => {
    const story = given().saved().start('create').takenOver();
    story.answers({ kind: 'created', trackId: 'T1', found: true, marker }).through('content');
    story.start('watch').answers({ ...seen({ status: 'open' }), twins: ['T1'] } as never);
    expect(story.count('TwinFound')).toBe(0);
  });
});

describe('a schedule that takes effect late', () => {
  it('is taken back if the post was unpublished in the meantime', () => {
    const story = tested().runs('schedule', timedOut).after(SECOND);
    story.post('post.unpublished', 'draft').start('schedule').answers({ kind: 'no-effect' });
    story.thenDueIs('watch').start('watch').answers(seen(ours));
    story.thenRecorded('DeploymentScheduled', 'StepDue').thenDue('unschedule', { inMs: 0 });
    story.runs('unschedule').thenStatus('test-sent');
  });

  it('after an edit explains why Omeda refuses the new content', () => {
    const story = tested().runs('schedule', timedOut).start('schedule');
    story.answers({ kind: 'no-effect' }).updated('edited').start('content');
    story.answers({ ...seen(ours), refusal: 'cannot be edited' } as never);
    story.runs('unschedule').runs('content').runs('test').runs('schedule').thenStatus('scheduled');
    expect(story.count('Drifted')).toBe(0);
  });
});

describe('an unschedule that takes effect late', () => {
  it('is no drift: it is scheduled again', () => {
    const story = tested().runs('schedule').updated('edited').runs('unschedule', timedOut);
    story.start('unschedule').answers({ kind: 'no-effect' }).runs('unschedule');
    story
      .through('schedule')
      .start('watch')
      .answers(seen({ status: 'open' }));
    story.thenRecorded('DeploymentUnscheduled', 'StepDue').runs('schedule');
    expect(story.count('Drifted')).toBe(0);
  });
});

describe('a cancel that takes effect late', () => {
  it('is no drift: what is wanted again is created again', () => {
    const story = given().saved().through('content').post('post.trashed', 'trash');
    story.runs('cancel', timedOut).post('post.restored', 'draft').start('cancel');
    story.answers({ kind: 'no-effect' }).thenDueIs('watch').start('watch');
    story.answers(seen({ status: 'cancelled' })).thenDueIs('create');
    expect(story.deployment.generation).toBe(2);
    expect(story.count('Drifted')).toBe(0);
  });
});

describe('an older content that takes effect late', () => {
  const overtaken = () =>
    given()
      .saved('a')
      .through('await-audience')
      .runs('content', timedOut)
      .saved('b')
      .runs('content');

  it('is replaced when it is seen', () => {
    const story = overtaken().start('watch');
    story.answers(seen({ status: 'open', isOurContent: false }));
    story.thenRecorded('LateCallLanded', 'StepDue').runs('content');
    expect(story.deployment.omeda?.contentHash).toBe('hash of b');
  });

  it('is checked for before it could be scheduled', () => {
    const story = overtaken().published({ text: 'b' }).through('test').start('schedule');
    expect(story.deployment.running?.request).toMatchObject({ contentHash: 'hash of b' });
    story.answers({ kind: 'other-content' }).runs('content').runs('test').start('schedule');
    expect(story.deployment.running?.request).not.toHaveProperty('contentHash');
    story.answers({ kind: 'scheduled', scheduledDate: 'x' }).thenStatus('scheduled');
  });

  it('is not checked for if it is the same content', () => {
    const story = given().saved('a').through('await-audience').runs('content', timedOut);
    story.published({ text: 'a' }).through('test').start('schedule');
    expect(story.deployment.running?.request).not.toHaveProperty('contentHash');
  });
});

describe('an older name that takes effect late', () => {
  it('is replaced when it is seen', () => {
    const named = (name: string) => ({ settings: { name, detailsHash: name } });
    const story = given().saved().through('content').saved('a', named('Old'));
    story.runs('update', timedOut).saved('a', named('New')).runs('update').through('content');
    story.start('watch').answers(seen({ status: 'open', name: 'Old' }));
    story.thenRecorded('LateCallLanded', 'StepDue').thenDueIs('update');
  });
});

describe('what was just created', () => {
  const notFound: Outcome = { kind: 'not-found', words: 'No deployment was found.' };

  it('may not be visible to the next call yet, which is retried', () => {
    const story = given().saved().runs('create').runs('audience', notFound);
    story.thenDue('audience', { inMs: 60 * SECOND, attempt: 2 });
  });

  it('is not waited for much later', () => {
    const story = given()
      .saved()
      .through('content')
      .after(60 * MINUTE)
      .saved('b');
    story.runs('content', notFound).thenStatus('failed');
  });
});
