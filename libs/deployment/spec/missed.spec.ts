import { describe, expect, it } from 'vitest';
import type { Outcome } from '../src/index.js';
import { HOUR, MINUTE, SECOND, given, seen } from './scenario.testing.js';

describe('a schedule without a response, which Omeda may have carried out', () => {
  const unclear: Outcome = { kind: 'transient', words: 'No answer.', unclear: true };
  const open = seen({ status: 'open' });
  const failed = () => {
    const story = given().published().through('test');
    for (let attempt = 1; attempt <= 4; attempt += 1) story.runs('schedule', unclear);
    return story.thenStatus('failed').thenDueIs('watch');
  };
  const passTime = { kind: 'pass-time', brandHeld: false } as const;

  it('is checked for after it has failed, and found', () => {
    const story = failed();
    story.answers(seen({ scheduledAt: story.deployment.sendAt! })).thenStatus('scheduled');
    story.thenDueIs('watch');
  });

  it('does not count as missed until that is known, and is sent if Omeda sent it', () => {
    const story = failed();
    story.at(story.deployment.sendAt!).after(HOUR).do(passTime).thenNothing('no send time to miss');
    story.answers(seen({ status: 'sent', sentAt: story.now })).thenStatus('sent');
  });

  it('does not count as missed while the brand is held, either', () => {
    const story = given().published().through('test');
    story.runs('schedule', { kind: 'brand-fault', words: 'Away.', unclear: true });
    story
      .at(story.deployment.sendAt!)
      .after(MINUTE)
      .do({ ...passTime, brandHeld: true });
    story.thenNothing('no send time to miss').thenDueIs('schedule');
  });

  it('does not count as missed if it is saved in the meantime, either', () => {
    const story = given().published().through('test');
    story.runs('schedule', { kind: 'brand-fault', words: 'Away.', unclear: true });
    story
      .at(story.deployment.sendAt!)
      .after(20 * MINUTE)
      .updated('x');
    expect(story.deployment.held).toBeUndefined();
  });

  it('is missed once Omeda shows that it was not carried out', () => {
    const story = failed();
    story.at(story.deployment.sendAt!).after(HOUR).answers(open).thenStatus('failed');
    story.do(passTime).thenStatus('missed').thenNothingDue();
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

  it('is not missed while it is late by fifteen minutes at most', () => {
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

  it('is not missed if it is scheduled, or only to be tested', () => {
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

  it('once missed is a normal draft when its post is unpublished', () => {
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
