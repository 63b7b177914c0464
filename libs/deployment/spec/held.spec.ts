import { describe, expect, it } from 'vitest';
import { type Outcome, evolve } from '../src/index.js';
import { HOUR, MINUTE, SECOND, given, seen } from './scenario.testing.js';

describe('a held deployment', () => {
  it('has nothing due; saves are still recorded and the reason shows', () => {
    const story = given().saved().do({ kind: 'hold', reason: 'Waiting for legal.' });
    story.thenRecorded('DeploymentHeld', 'StepWithdrawn').thenStatus('held');
    story.saved('changed').thenRecorded('PostReceived', 'ContentChanged').thenNothingDue();
    expect(story.deployment.held?.reason).toBe('Waiting for legal.');
  });

  it('goes on with the latest content when it is resumed', () => {
    const story = given().saved().do({ kind: 'hold' }).saved('changed').after(HOUR);
    story.person('resume').through('content');
    expect(story.deployment.omeda?.contentHash).toBe('hash of changed');
  });

  it('still records the outcome of the step that was running', () => {
    const story = given().saved().start('create').do({ kind: 'hold' });
    story.answers({ kind: 'created', trackId: 'T1', found: false, marker: '' }).thenNothingDue();
    expect(story.deployment.omeda?.trackId).toBe('T1');
  });

  it('goes on when its post is published', () => {
    const story = given().saved().through('content').do({ kind: 'hold' }).published();
    story.through('schedule').thenStatus('scheduled');
  });

  it('goes on when its post gets a new time', () => {
    const story = given().scheduledFor('2026-03-20T08:00:00.000Z').do({ kind: 'hold' });
    story.scheduledFor('2026-03-21T08:00:00.000Z').through('schedule').thenStatus('scheduled');
  });

  it('stays held when WordPress’s cron publishes the scheduled post', () => {
    const postDate = '2026-03-20T08:00:00.000Z';
    const story = given().scheduledFor(postDate).do({ kind: 'hold' });
    story.published({ postDate }).thenNothingDue().thenStatus('held');
  });

  it('does not go out: what is scheduled is taken back, and scheduled again when resumed', () => {
    const story = given().published().through('schedule').do({ kind: 'hold' });
    story.thenDue('unschedule', { inMs: 0 }).runs('unschedule').thenNothingDue().thenStatus('held');
    story.person('resume').runs('schedule').thenStatus('scheduled');
  });

  it('is taken back also within two minutes of the send time', () => {
    const story = given().published().through('schedule');
    story.at(new Date(Date.parse(story.deployment.sendAt ?? '') - 30 * SECOND).toISOString());
    story.do({ kind: 'hold' }).thenDue('unschedule', { inMs: 0 });
  });

  it('is taken back when its schedule was under way', () => {
    const story = given().published().through('test').start('schedule').do({ kind: 'hold' });
    story.answers({ kind: 'scheduled', scheduledDate: 'x' }).thenDue('unschedule', { inMs: 0 });
  });

  it('is taken back for good when its post is unpublished', () => {
    const story = given().published().through('test').do({ kind: 'hold' });
    story.post('post.unpublished', 'draft').person('resume').thenNothingDue();
    expect(story.deployment.intent).toBe('draft');
  });

  it('is held once, however often it is asked for', () => {
    given().saved().do({ kind: 'hold' }).do({ kind: 'hold' }).thenRecorded();
  });
});

describe('a newsletter whose send time passes', () => {
  it('becomes missed at that very minute when it is held', () => {
    const story = given()
      .published()
      .do({ kind: 'hold' })
      .thenTimer(30 * MINUTE);
    story.after(30 * MINUTE).do({ kind: 'pass-time', brandHeld: false });
    story.thenRecorded('DeploymentMissed', 'DeploymentHeld').thenStatus('missed');
  });

  it('becomes missed at that very minute when it has failed', () => {
    const refused: Outcome = { kind: 'permanent', words: 'No.' };
    const story = given().published().runs('create', refused);
    story.at(story.deployment.sendAt ?? '').do({ kind: 'pass-time', brandHeld: false });
    story.thenStatus('missed');
  });

  it('becomes missed at that very minute when its brand is held', () => {
    const story = given().published();
    story.at(story.deployment.sendAt ?? '').do({ kind: 'pass-time', brandHeld: true });
    story.thenStatus('missed');
  });

  it('is not missed while it is only late by up to fifteen minutes', () => {
    const story = given().published();
    story.at(story.deployment.sendAt ?? '').after(15 * MINUTE - SECOND);
    story.do({ kind: 'pass-time', brandHeld: false }).thenNothing('its time has not passed');
  });

  it('is sent at once when schedule runs up to fifteen minutes late', () => {
    const story = given().published().through('test');
    story
      .at(story.deployment.sendAt ?? '')
      .after(14 * MINUTE)
      .start('schedule');
    expect(story.deployment.running?.request).toMatchObject({ immediately: true });
  });

  it('is missed when schedule runs later than that', () => {
    const story = given().published().through('test');
    story
      .at(story.deployment.sendAt ?? '')
      .after(15 * MINUTE + SECOND)
      .start('schedule');
    story.thenStatus('missed').thenNothingDue();
    expect(story.recorded('StepStarted').at(-1)?.data.step).toBe('test');
  });

  it('is missed at once when its publishing reaches us hours later', () => {
    given()
      .published({ ageMs: 3 * HOUR })
      .thenStatus('missed')
      .runs('create', { kind: 'create-not-found' })
      .thenStatus('missed')
      .thenNothingDue();
  });

  it('is not missed when it is scheduled, or meant only to be tested', () => {
    const story = given().published().through('schedule').after(HOUR);
    story.do({ kind: 'pass-time', brandHeld: false }).thenNothing('no send time to miss');
    const settings = { onPublish: 'test' as const };
    const tested = given()
      .published({ settings })
      .do({ kind: 'hold' })
      .after(2 * HOUR);
    tested.do({ kind: 'pass-time', brandHeld: false }).thenNothing('no send time to miss');
  });

  it('once missed goes out at once when it is resumed within fifteen minutes', () => {
    const story = given().published().through('test').do({ kind: 'hold' });
    story.at(story.deployment.sendAt ?? '').do({ kind: 'pass-time', brandHeld: false });
    story
      .after(10 * MINUTE)
      .person('resume')
      .start('schedule');
    expect(story.deployment.running?.request).toMatchObject({ immediately: true });
  });

  it('once missed is a draft like any other when its post is unpublished', () => {
    const story = given().published().do({ kind: 'hold' }).after(HOUR);
    story.do({ kind: 'pass-time', brandHeld: false }).post('post.unpublished', 'draft');
    story.person('resume').through('content').thenStatus('content-updated');
  });

  it('once missed is sent when a person says so, and not before', () => {
    const story = given().published().do({ kind: 'hold' }).after(HOUR);
    story.do({ kind: 'pass-time', brandHeld: false }).updated('changed');
    story.runs('create', { kind: 'create-not-found' }).thenNothingDue();
    story.person('resume').thenNothing('Its send time has passed. Choose when to send it instead.');
    story.do({ kind: 'send', at: 'now' }).through('schedule').thenStatus('scheduled');
    expect(story.recorded('StepStarted').at(-1)?.data.request).toMatchObject({ immediately: true });
  });
});

describe('a step that was started three times without an outcome', () => {
  it('is stalled and waits for a person', () => {
    const story = given().saved().start('create').takenOver().takenOver().takenOver();
    story.thenRecorded('DeploymentHeld').thenStatus('held').thenNothingDue();
    expect(story.deployment.held?.by).toBe('stalled');
  });

  it('is not started for ever when it is a cancellation', () => {
    const story = given().saved().through('content').person('cancel').start('cancel');
    story.takenOver().takenOver().takenOver().thenStatus('held').thenNothingDue();
    story.person('resume').runs('cancel').thenStatus('cancelled');
  });

  it('is still unscheduled, and stays held, when it is resumed: twice, too', () => {
    const story = given().published().through('schedule').person('unschedule').start('unschedule');
    story.takenOver().takenOver().takenOver();
    expect(story.deployment.held?.by).toBe('stalled');
    story.person('resume').person('resume').thenDueIs('unschedule');
    story.runs('unschedule').thenStatus('held').thenDueIs('watch');
    expect(story.deployment.held?.by).toBe('person');
    story.person('resume').thenDueIs('schedule');
  });

  it('is held as before when it is resumed', () => {
    const story = given().published().through('create').start('audience').do({ kind: 'hold' });
    story.takenOver().takenOver().takenOver();
    expect(story.deployment.held?.by).toBe('stalled');
    story.person('resume').thenStatus('held');
    expect(story.deployment.held?.by).toBe('person');
  });

  it('was released by a resume that an earlier release recorded', () => {
    const story = given().published().through('schedule').person('unschedule').start('unschedule');
    story.takenOver().takenOver().takenOver();
    const resumed = {
      type: 'DeploymentResumed',
      data: { because: 'person' },
      at: story.now,
    } as const;
    const after = evolve(story.state, resumed);
    expect(after?.held).toBeUndefined();
    expect(after?.unscheduleRequested).toBeUndefined();
  });

  it('is held by the person who holds it afterwards', () => {
    const story = given().published().through('test').start('schedule');
    story.takenOver().takenOver().takenOver().do({ kind: 'hold', reason: 'Legal.' });
    story.thenRecorded('UnscheduleRequested', 'DeploymentHeld', 'StepDue').thenStatus('held');
    expect(story.deployment.held).toMatchObject({ by: 'person', reason: 'Legal.' });
    story.runs('schedule').runs('unschedule').thenDueIs('watch');
  });

  it('is unscheduled and held by the person who unschedules it afterwards', () => {
    const story = given().published().through('schedule').updated('edited').start('unschedule');
    story.takenOver().takenOver().takenOver().person('unschedule');
    expect(story.deployment.held?.by).toBe('person');
    story.runs('unschedule').thenDueIs('watch').thenStatus('held');
  });

  it('has its new time when a person chooses one', () => {
    const story = given().published().through('schedule').person('unschedule').start('unschedule');
    story.takenOver().takenOver().takenOver().do({ kind: 'send', at: 'now' });
    expect(story.deployment.held).toBeUndefined();
  });

  it('is withdrawn all the same when its post is trashed afterwards', () => {
    const story = given().published().through('schedule').updated('edited').start('unschedule');
    story.takenOver().takenOver().takenOver().thenDueIs('watch').after(MINUTE);
    story.post('post.trashed', 'trash').thenDue('unschedule', { inMs: 0 });
  });

  it('is settled first when it is resumed', () => {
    const story = given().saved().start('create').takenOver().takenOver().takenOver();
    story.after(HOUR).person('resume').start('create');
    expect(story.recorded('StepStarted').at(-1)?.data).toMatchObject({
      settling: true,
      request: { mode: 'search' },
    });
  });
});

describe('drift in Omeda’s portal', () => {
  it('is told and held, not fought', () => {
    const story = given()
      .published()
      .through('schedule')
      .after(10 * MINUTE);
    story.answers(seen({ status: 'open' }));
    story.thenRecorded('Drifted', 'DeploymentHeld', 'StepWithdrawn').thenStatus('held');
  });

  it('goes on when a person resumes it', () => {
    const story = given()
      .published()
      .through('schedule')
      .after(10 * MINUTE);
    story.answers(seen({ status: 'open' })).person('resume');
    story.runs('schedule').thenStatus('scheduled');
  });
});
