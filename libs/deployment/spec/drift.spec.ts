import { describe, expect, it } from 'vitest';
import type { Outcome } from '../src/index.js';
import { MINUTE, given, seen } from './scenario.testing.js';

const SEND_AT = '2026-03-20T08:00:00.000Z';
const OTHER = '2026-03-21T08:00:00.000Z';

/** Scheduled for weeks ahead, and observed. */
const watched = () =>
  given()
    .scheduledFor(SEND_AT)
    .through('schedule')
    .after(10 * MINUTE);
const ours = { scheduledAt: SEND_AT };

describe('an observation of what is scheduled', () => {
  it('records nothing while nothing has changed', () => {
    watched().answers(seen(ours)).thenNothing('nothing new');
  });

  it('records when it was sent, and to how many', () => {
    const story = watched().answers(seen({ status: 'sent', sentAt: SEND_AT, sentCount: 1_190 }));
    story.thenStatus('sent').thenOnlyResultsDue();
    expect(story.deployment.omeda?.sent).toEqual({ sentAt: SEND_AT, sentCount: 1_190 });
  });

  it('is sent when that is seen, if Omeda does not say when', () => {
    const story = given().saved().through('await-audience').start('content');
    const refused = { ...seen({ status: 'sent' }), refusal: 'cannot be edited' } as Outcome;
    story.answers(refused).thenStatus('sent');
    expect(story.deployment.omeda?.sent).toEqual({ sentAt: story.now });
  });

  it('is sent once: a later observation changes neither its time nor the record', () => {
    const story = watched().answers(seen({ status: 'sent', sentAt: SEND_AT }));
    story.answers(seen({ status: 'sent', sentAt: OTHER, sentCount: 1_190 }));
    story.answers({ kind: 'sent', sentAt: OTHER }).thenNothing('nothing new');
    expect(story.count('DeploymentSent')).toBe(1);
    expect(story.deployment.omeda?.sent).toEqual({ sentAt: SEND_AT });
  });

  it('continues while it is being sent', () => {
    watched()
      .answers(seen({ ...ours, status: 'sending' }))
      .thenDueIs('watch');
  });

  it('recognizes the moment of [NOW] as ours, but not a time hours later', () => {
    const now = () => given().saved().do({ kind: 'send', at: 'now' }).through('test');
    const scheduled = () => now().runs('schedule', { kind: 'scheduled', scheduledDate: '[NOW]' });
    const story = scheduled();
    story.answers(seen({ scheduledAt: story.now })).thenNothing('nothing new');
    scheduled()
      .answers(seen({ scheduledAt: OTHER }))
      .thenStatus('held');
  });
});

describe('drift', () => {
  it('is taken back if a person holds it afterwards: Omeda would still send it', () => {
    const story = watched().answers(seen({ ...ours, edits: [{ by: 'ann', at: OTHER }] }));
    story.do({ kind: 'hold', reason: 'Legal.' }).thenDue('unschedule', { inMs: 0 });
    expect(story.deployment.held).toMatchObject({ by: 'person', reason: 'Legal.' });
    story.runs('unschedule').thenStatus('held');
  });

  it.each([
    ['cancelled', seen({ status: 'cancelled' }), /canceled in Omeda.*Resume/],
    ['unscheduled', seen({ status: 'open' }), /unscheduled in Omeda.*Resume/],
    ['rescheduled', seen({ scheduledAt: OTHER }), /for 2026-03-21 08:00 UTC.*Resume/],
    ['edited', seen({ ...ours, edits: [{ by: 'ann', at: OTHER }] }), /by ann.*portal can change/],
    ['audience-gone', seen({ ...ours, query: 'Others' }), /audience was removed.*Resume/],
  ] as const)('%s: is recorded with what can be done, and held', (drift, outcome, words) => {
    const story = watched().answers(outcome).thenStatus('held');
    expect(story.recorded('Drifted')).toMatchObject([{ data: { drift } }]);
    expect(story.deployment.held).toMatchObject({ by: 'drift' });
    expect(story.deployment.held?.reason).toMatch(words);
    expect(story.recorded('StepDue').some(({ data }) => data.step === 'unschedule')).toBe(false);
  });

  it('is recorded once, however often it is observed', () => {
    const edited = seen({ ...ours, edits: [{ by: 'ann', at: OTHER }] });
    watched().answers(edited).after(MINUTE).answers(edited).thenNothing('nothing new');
  });

  it('does not end the watch over what goes out anyway', () => {
    const story = watched()
      .answers(seen({ scheduledAt: OTHER }))
      .thenDueIs('watch');
    story.answers(seen({ status: 'sent', sentAt: OTHER, sentCount: 9 })).thenStatus('sent');
  });

  it('is not confused with edits before it was scheduled', () => {
    const before = [{ by: 'ann', at: '2026-03-02T11:00:00.000Z' }];
    watched()
      .answers(seen({ ...ours, edits: before }))
      .thenNothing('nothing new');
  });

  it('rescheduled: our time is set again when a person resumes it', () => {
    const story = watched()
      .answers(seen({ scheduledAt: OTHER }))
      .person('resume');
    story.runs('unschedule').runs('schedule').thenStatus('scheduled');
    expect(story.deployment.omeda?.scheduled?.sendAt).toBe(SEND_AT);
  });

  it('rescheduled: is not missed at our time, as it goes out at another', () => {
    const story = watched()
      .answers(seen({ scheduledAt: OTHER }))
      .at(SEND_AT);
    story.do({ kind: 'pass-time', brandHeld: false }).thenNothing('no send time to miss');
  });

  it('unscheduled: is missed if its time passes and nobody resumed it', () => {
    const story = watched()
      .answers(seen({ status: 'open' }))
      .at(SEND_AT);
    story.do({ kind: 'pass-time', brandHeld: false }).thenStatus('missed');
  });

  it('audience gone: is assigned again when a person resumes it', () => {
    const story = watched().answers(seen({ ...ours, query: undefined } as never));
    story.person('resume').runs('unschedule').runs('audience').through('schedule');
    story.thenStatus('scheduled');
  });

  it('cancelled: a new one is created when a person resumes it', () => {
    const story = watched().answers(seen({ status: 'cancelled' }));
    expect(story.deployment.generation).toBe(1);
    story.person('resume');
    expect(story.deployment.generation).toBe(2);
    story.thenDueIs('create').through('schedule').thenStatus('scheduled');
  });

  it('of a draft: is recorded, and taken back only when a person says so', () => {
    const story = given().saved().through('await-audience').start('content');
    const refused = seen({ scheduledAt: OTHER });
    story.answers({ ...refused, refusal: 'cannot be edited' } as never).thenStatus('held');
    story.thenDueIs('watch').person('resume').thenDue('unschedule', { inMs: 0 });
  });
});

describe('an owner that is no longer active', () => {
  const refusal = {
    kind: 'not-authorized',
    words: "UserId 'x' is not authorized to unschedule deployment 'T'.",
  } as const;

  it('is recorded with Omeda’s words and the cure; what is scheduled stays', () => {
    const story = watched().updated('edited').start('unschedule').answers(refusal);
    story.thenStatus('failed').thenDueIs('watch');
    expect(story.count('Drifted')).toBe(0);
    expect(story.deployment.failed?.words).toMatch(/not authorized.*Activate the user/);
  });

  it('has only Omeda’s words if nothing is scheduled', () => {
    const story = given().saved().start('create').answers(refusal).thenStatus('failed');
    expect(story.count('Drifted')).toBe(0);
    expect(story.deployment.failed?.words).toBe(refusal.words);
  });
});
